/**
 * The pattern that somebody may have meant who wrote one that matches nothing: by the names that are really
 * there. Pure.
 */
import { folded, nearNames } from './near-names.ts';
import { bytesOf, textOf } from './path-bytes.ts';
import { isGlob, matchesName, segmentsOf } from './path-pattern.ts';
import { childrenAt, matchesIn, type PathTree } from './path-tree.ts';
import { spellable } from './pattern-problem.ts';

/** What tools put there: a pattern that only matches in them was meant for something else. */
const INSTALLED: readonly string[] = ['node_modules', '.git', '.venv', 'venv', 'vendor', '__pycache__'];

/** Looking further would cost more than the hint is worth. */
const MAX_STEPS = 20_000;

/** A pattern that does match, spelled so that it may be sent; `undefined` when nothing comes near. */
export function nearPattern(pattern: string, tree: PathTree): string | undefined {
  const wanted = segmentsOf(pattern).filter((name, index, all) => name !== '**' || all[index + 1] !== '**');
  const budget = { steps: MAX_STEPS };
  const found = repaired(tree, wanted, 0, budget);
  if (found !== undefined) return found.join('/');
  // Right, but for the folder that it is in.
  const isElsewhere = wanted[0] !== '**' && matchesIn(ownPart(tree), ['**', ...wanted.map(bytesOf)]);
  return isElsewhere ? `**/${wanted.join('/')}` : undefined;
}

const ownPart = ({ children }: PathTree): PathTree => ({
  children: new Map(
    [...children]
      .filter(([name]) => !INSTALLED.includes(name))
      .map(([name, child]) => [name, ownPart(child)] as const),
  ),
});

/**
 * The rest of the pattern from `at` on, each name that is not there replaced by a near one, so that it
 * matches below `folder`.
 */
function repaired(
  folder: PathTree,
  wanted: readonly string[],
  at: number,
  budget: { steps: number },
): string[] | undefined {
  const segment = wanted[at];
  if (segment === undefined) return [];
  budget.steps -= folder.children.size + 1;
  if (budget.steps < 0) return undefined;
  if (segment === '**') return repairedBelow(folder, wanted, at, budget);
  for (const [, child] of childrenAt(folder, bytesOf(segment))) {
    const rest = repaired(child, wanted, at + 1, budget);
    if (rest !== undefined) return [segment, ...rest];
  }
  for (const name of candidates(folder, segment)) {
    const child = folder.children.get(bytesOf(name));
    const rest = child === undefined ? undefined : repaired(child, wanted, at + 1, budget);
    if (rest !== undefined) return [spellable(name), ...rest];
  }
  return undefined;
}

function repairedBelow(
  folder: PathTree,
  wanted: readonly string[],
  at: number,
  budget: { steps: number },
): string[] | undefined {
  if (at === wanted.length - 1) return folder.children.size > 0 ? ['**'] : undefined;
  const here = repaired(folder, wanted, at + 1, budget);
  if (here !== undefined) return ['**', ...here];
  for (const [name, child] of folder.children) {
    const below = INSTALLED.includes(name) ? undefined : repaired(child, wanted, at, budget);
    if (below !== undefined) return below;
  }
  return undefined;
}

function candidates({ children }: PathTree, segment: string): string[] {
  const names = [...children.keys()].map(textOf);
  if (!isGlob(segment)) return nearNames(segment, names);
  const wanted = folded(segment);
  return names.filter((name) => matchesName(wanted, folded(name))).slice(0, 1);
}
