/** The columns of the tests' data, those first that by their names or places say what must come out. Pure. */
import { posix } from 'node:path';
import type { TestFile } from '../../find-twins.ts';
import type { ColumnPlace } from './column-place.ts';
import { jsonPlaces } from './json-places.ts';
import { textPlaces } from './text-places.ts';

const EXPECTED = /expect|want|out|answer|result|right|correct|should|solution|gold|ans\b|target|truth/i;
const TRUTH = /^(?:true|false)$/i;
const GIVEN = /\bin\b|input|arg|given|name|title|descr|comment|\bid\b|label|param/i;

/** What is false may say that something is not there. */
export const columnsOf = (files: readonly TestFile[]): ColumnPlace[][] =>
  grouped(files.flatMap(placesOf).filter(({ text, isQuoted }) => isQuoted || text !== 'false'));

/** The same of rows that stand somewhere in a text. */
export const columnsOfText = (rows: TestFile): ColumnPlace[][] => grouped(textPlaces(rows, rows.path));

/** Columns of nothing but truths. */
export const truthColumnsOf = (files: readonly TestFile[]): ColumnPlace[][] =>
  grouped(files.flatMap(placesOf)).filter((column) => column.every(({ text }) => TRUTH.test(text)));

function grouped(places: readonly ColumnPlace[]): ColumnPlace[][] {
  const columns = new Map<string, ColumnPlace[]>();
  for (const place of places) {
    const column = columns.get(place.column);
    if (column === undefined) columns.set(place.column, [place]);
    else column.push(place);
  }
  const order = [...columns];
  return order
    .map(([column, places], index) => ({ places, rank: rankOf(column), index }))
    .sort((one, other) => one.rank - other.rank || other.index - one.index)
    .map(({ places }) => places);
}

/** The last part of a column's name says most. */
function rankOf(column: string): number {
  if (EXPECTED.test(column)) return 0;
  return GIVEN.test(column) ? 2 : 1;
}

/** Files of one folder and ending are of one kind: `1.in` and `2.in`. */
function placesOf(file: TestFile): ColumnPlace[] {
  const family = `${posix.dirname(file.path)}/*${posix.extname(file.path)}`;
  if (!/^\s*[[{"]/.test(file.text) || !isJson(file.text)) return textPlaces(file, family);
  return jsonPlaces(file).map((place) => ({ ...place, column: `${family}${place.column}` }));
}

function isJson(text: string): boolean {
  return isParsed(text) || text.split('\n').every((line) => line.trim() === '' || isParsed(line));
}

function isParsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
