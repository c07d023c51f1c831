/** Scripts of a shell that bring their rows along, and run from under another name. Pure but for the lot. */
import { posix } from 'node:path';
import type { Random } from '../../../drawing/random.ts';
import type { TestFile } from '../../find-twins.ts';
import type { ColumnPlace } from '../columns/column-place.ts';
import { columnsOfText } from '../columns/columns.ts';
import type { Renaming } from './renaming.ts';

const ROWS = /<<-?\s*(["']?)(\w+)\1[^\n]*\n([\s\S]*?)^\t*\2[ \t]*$/gm;
const NAME_LETTERS = 11;

/** Columns of the rows that stand in the script itself. */
export const columnsOfRows = ({ path, text }: TestFile): ColumnPlace[][] =>
  [...text.matchAll(ROWS)].flatMap((match) => {
    const [whole, , end = '', rows = ''] = match;
    const start = match.index + whole.lastIndexOf(rows, whole.length - end.length);
    return columnsOfText({ path, text: rows }).map((column) =>
      column.map((place) => ({ ...place, start: place.start + start, end: place.end + start })),
    );
  });

/** The same shell goes on elsewhere: what the script is called by, and with, stays as it is. */
export function renamedScript({ path, text }: TestFile, random: Random): Renaming {
  const name = `.${random.letters(NAME_LETTERS)}.sh`;
  const first = /^#![^\n]*\n/.exec(text)?.[0] ?? '';
  const elsewhere = `. "$(dirname "$0")/${name}"\nexit\n`;
  return {
    texts: [{ path, text: `${first}${elsewhere}${text.slice(first.length)}` }],
    pathOf: (one) => (one === path ? posix.join(posix.dirname(path), name) : undefined),
  };
}
