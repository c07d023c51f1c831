/** The table of rooms as AGENTS.md shows it. */
import { BESIDE, INSIDE, ROOMS } from './rooms.ts';

const BEGIN = '<!-- rooms: written by UPDATE_ROOMS=1 npm test -- test/boundaries -->';
const END = '<!-- /rooms -->';

export function roomsTable(): string {
  const rooms = Object.entries(ROOMS).map(([name, { holds, mayImport, typesOf = [] }]) => [
    `\`${name}/\``,
    holds,
    [...mayImport.map((room) => `\`${room}\``), ...typesOf.map((room) => `types of \`${room}\``)].join(
      ', ',
    ) || 'nothing',
  ]);
  const beside = Object.entries(BESIDE).map(([name, holds]) => [`\`${name}/\``, holds, 'anything']);
  const orders = Object.entries(INSIDE).map(([folder, order]) => `- \`${folder}/\`: ${partsOf(order)}`);
  return [
    ...tableOf([['folder', 'what lives there', 'imports of ours'], ...rooms, ...beside]),
    '',
    'Inside a folder, from the ground up; a part imports only parts before it:',
    '',
    ...orders,
  ].join('\n');
}

function tableOf([head = [], ...rows]: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

const partsOf = (order: readonly string[]): string =>
  [...order, ...(order.includes('.') ? [] : ['.'])]
    .map((part) => (part === '.' ? 'its own files' : part.endsWith('.ts') ? `\`${part}\`` : `\`${part}/\``))
    .join(', ');

/** The page with the table between its two marks; `undefined` when it has no such marks. */
export function withRoomsTable(page: string): string | undefined {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) return undefined;
  return `${before}${BEGIN}\n\n${roomsTable()}\n\n${END}${after}`;
}
