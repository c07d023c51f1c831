/** Where values stand in tables and lines of text. Pure. */
import type { TestFile } from '../../find-twins.ts';
import type { ColumnPlace } from './column-place.ts';

const VALUE = /[A-Za-z]+|-?\d+(?:\.\d+)?/;
const SEPARATORS = ['\t', ',', ';', '|', ' '];
const MOST_CELLS = 12;

/** Each line has as many cells, two at least, or it is no table: then each line is one value. */
export function textPlaces({ path, text }: TestFile, family: string): ColumnPlace[] {
  const lines = linesOf(text);
  const full = lines.filter(({ line }) => line.trim() !== '');
  const separator = SEPARATORS.find((each) => isTable(full, each));
  const hasHead =
    separator !== undefined && !/\d/.test(full[0]?.line ?? '') && full.some(({ line }) => /\d/.test(line));
  const places = full.slice(hasHead ? 1 : 0).flatMap(({ line, start, number }) =>
    cellsOf(line, separator).map(({ cell, at, column }) => {
      const found = VALUE.exec(cell);
      return { found, at: start + at, column: `${family}:${column}`, row: `${path}:${number}` };
    }),
  );
  return places.flatMap(({ found, at, column, row }): ColumnPlace[] => {
    if (found === null) return [];
    const start = at + found.index;
    const [value] = found;
    return [{ path, start, end: start + value.length, text: value, isQuoted: true, column, row }];
  });
}

function linesOf(text: string): { readonly line: string; readonly start: number; readonly number: number }[] {
  let start = 0;
  return text.split('\n').map((line, number) => {
    const found = { line, start, number };
    start += line.length + 1;
    return found;
  });
}

function isTable(lines: readonly { readonly line: string }[], separator: string): boolean {
  const count = (lines[0]?.line.split(separator).length ?? 1) - 1;
  return (
    lines.length > 1 &&
    count > 0 &&
    count < MOST_CELLS &&
    lines.every(({ line }) => line.split(separator).length - 1 === count)
  );
}

function cellsOf(
  line: string,
  separator: string | undefined,
): { readonly cell: string; readonly at: number; readonly column: number }[] {
  if (separator === undefined) return [{ cell: line, at: 0, column: 0 }];
  let at = 0;
  const cells = line.split(separator);
  return cells.map((cell, index) => {
    const found = { cell, at, column: index - cells.length };
    at += cell.length + separator.length;
    return found;
  });
}
