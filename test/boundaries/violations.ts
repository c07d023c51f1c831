/** What is wrong with an import, by the tables of `rooms.ts`. */
import { BESIDE, GROUND, INSIDE, OWNED_PACKAGES, ROOMS } from './rooms.ts';
import type { Import } from './source-graph.ts';

/** Each problem in one line; none: the import is as the tables want it. */
export function violationsOf(each: Import): string[] {
  const problems = [roomProblem(each), orderProblem(each), packageProblem(each)];
  return problems.flatMap((problem) =>
    problem === undefined ? [] : [`${each.from} imports ${each.target}: ${problem}`],
  );
}

const roomOf = (path: string): string => path.split('/')[0] ?? '';

function roomProblem({ from, target, isType }: Import): string | undefined {
  const [own, other] = [roomOf(from), roomOf(target)];
  const room = ROOMS[own];
  if (room === undefined) return undefined;
  if (other in BESIDE) return `${other} stands beside the rooms`;
  if (
    !(other in ROOMS) ||
    other === own ||
    other === GROUND ||
    room.mayImport.some((place) => `${target}/`.startsWith(`${place}/`))
  )
    return undefined;
  if (!room.typesOf?.includes(other)) return `${own} may not import ${other}`;
  return isType ? undefined : `${own} may import only types of ${other}`;
}

/** Looks inside a room: it goes down to the folder in which both ways part, and compares the parts there. */
function orderProblem({ from, target }: Import): string | undefined {
  if (roomOf(from) !== roomOf(target) || !(roomOf(from) in ROOMS)) return undefined;
  const folder = commonFolder(from, target);
  const [own, other] = [partOf(folder, from), partOf(folder, target)];
  if (own === other) return undefined;
  const [ownRank, otherRank] = [rankOf(folder, own), rankOf(folder, other)];
  if (ownRank === undefined || otherRank === undefined)
    return `${folder} has no place for ${own} or ${other}`;
  return otherRank < ownRank ? undefined : `in ${folder}, ${own} stands before ${other}`;
}

function commonFolder(one: string, other: string): string {
  const [a, b] = [one.split('/').slice(0, -1), other.split('/').slice(0, -1)];
  const parting = a.findIndex((name, index) => name !== b[index]);
  return a.slice(0, parting === -1 ? a.length : parting).join('/');
}

/** A folder, a file that has a place of its own, or `.`. */
export function partOf(folder: string, path: string): string {
  const [first = '', ...rest] = path.slice(folder.length + 1).split('/');
  return rest.length > 0 || INSIDE[folder]?.includes(first) ? first : '.';
}

/** The only folder of a folder without an order is below its files. */
export function rankOf(folder: string, part: string): number | undefined {
  const order = INSIDE[folder];
  if (order === undefined) return part === '.' ? 1 : 0;
  const rank = order.indexOf(part);
  if (rank >= 0) return rank;
  return part === '.' ? order.length : undefined;
}

function packageProblem({ from, target }: Import): string | undefined {
  if (!(roomOf(from) in ROOMS)) return undefined;
  const owned = Object.entries(OWNED_PACKAGES).find(
    ([name]) => target === name || target.startsWith(`${name}/`),
  );
  if (owned !== undefined && !owned[1].some((folder) => from.startsWith(folder)))
    return `${owned[0]} belongs to ${owned[1].join(', ')}`;
  if (roomOf(from) !== 'workflows') return undefined;
  if (target === 'zod') return 'a workflow bundle without zod';
  const isPure = from.split('/').length > 2 && !from.startsWith('workflows/calls/');
  return isPure && target.startsWith('@temporalio/') ? 'rules know no SDK' : undefined;
}
