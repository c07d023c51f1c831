/** One changed text as hunks of a unified diff. Pure. */
import { type LineEdit, lineEdits } from './line-diff.ts';

const CONTEXT_LINES = 3;

/** Each side is given by its text, `undefined` where there is none. Empty when the two are the same. */
export function hunksOf(before: string | undefined, after: string | undefined): string[] {
  const edits = lineEdits(linesOf(before), linesOf(after));
  const places: number[] = edits.flatMap(({ kind }, index) => (kind === 'keep' ? [] : [index]));
  return groups(places).map(([first, last]) => hunk(edits, first, last));
}

/** The last line has its line end; one without is another line than one with. */
const linesOf = (text = ''): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** First and last edit of each hunk: edits whose surroundings touch belong together. */
function groups(places: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const place of places) {
    const current = found.at(-1);
    if (current !== undefined && place - current[1] <= 2 * CONTEXT_LINES + 1) current[1] = place;
    else found.push([place, place]);
  }
  return found;
}

function hunk(edits: readonly LineEdit[], first: number, last: number): string {
  const start = Math.max(0, first - CONTEXT_LINES);
  const shown = edits.slice(start, last + CONTEXT_LINES + 1);
  const before = edits.slice(0, start);
  const old = range(sizeOf(before, 'add'), sizeOf(shown, 'add'));
  const now = range(sizeOf(before, 'drop'), sizeOf(shown, 'drop'));
  return `@@ -${old} +${now} @@\n${shown.map(lineText).join('')}`;
}

const sizeOf = (edits: readonly LineEdit[], without: LineEdit['kind']): number =>
  edits.filter(({ kind }) => kind !== without).length;

/** An empty range stands behind the line before it. */
const range = (before: number, count: number): string => `${count === 0 ? before : before + 1},${count}`;

const MARKS: Readonly<Record<LineEdit['kind'], string>> = { keep: ' ', drop: '-', add: '+' };

const lineText = ({ kind, line }: LineEdit): string =>
  `${MARKS[kind]}${line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`}`;
