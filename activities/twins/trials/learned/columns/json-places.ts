/** Where values stand in a text of JSON. Pure. */
import type { TestFile } from '../../find-twins.ts';
import type { ColumnPlace } from './column-place.ts';

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\]:,]/g;
/** A list of more is no row. */
const LONGEST_ROW = 8;

/** An object with more of them is a table by its keys. */
const MOST_KEYS = 8;

/** `case1` and `case2` are of one kind, and so are keys that are no names. */
const kindOf = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) ? key.replaceAll(/\d+/g, '') : '*');

interface Level {
  readonly isList: boolean;
  readonly at: string;
  key: string;
  index: number;
  readonly places: { place: ColumnPlace; index: number }[];
  hasParts: boolean;
}

/** The text has to be JSON, or a JSON document on each line. */
export function jsonPlaces({ path, text }: TestFile): ColumnPlace[] {
  const found: ColumnPlace[] = [];
  const stack: Level[] = [];
  let document = 0;
  let isKey = false;
  const here = (): string => {
    const level = stack.at(-1);
    if (level === undefined) return '';
    return level.isList ? `${level.at}[]` : `${level.at}.${kindOf(level.key)}`;
  };
  const row = (): string =>
    `${path}:${document}:${stack.find(({ isList }) => isList)?.index ?? stack[0]?.key ?? 0}`;
  for (const match of text.matchAll(TOKENS)) {
    const [token] = match;
    const level = stack.at(-1);
    if (token === '{' || token === '[') {
      if (level === undefined) document += 1;
      else level.hasParts = true;
      stack.push({ isList: token === '[', at: here(), key: '', index: 0, places: [], hasParts: false });
      isKey = token === '{';
    } else if (token === '}' || token === ']') {
      const closed = stack.pop();
      if (closed !== undefined) found.push(...ofRow(closed, stack.at(-1)?.isList ?? false));
      isKey = false;
    } else if (token === ',') {
      if (level?.isList === true) level.index += 1;
      isKey = level?.isList === false;
    } else if (token === ':') isKey = false;
    else if (isKey && level !== undefined) level.key = token.slice(1, -1);
    else if (token !== 'null') {
      const isQuoted = token.startsWith('"');
      const start = match.index + (isQuoted ? 1 : 0);
      const value = isQuoted ? token.slice(1, -1) : token;
      const place: ColumnPlace = {
        ...{ path, start, end: start + value.length, text: value, isQuoted },
        ...{ column: here(), row: row() },
      };
      if (level === undefined) found.push(place);
      else level.places.push({ place, index: level.index });
    }
  }
  return found;
}

/** Each position is a column of its own in a short list within a list. */
function ofRow({ isList, places, index: last }: Level, isWithinList: boolean): ColumnPlace[] {
  const isMap = !isList && places.length > MOST_KEYS;
  if (isMap) return places.map(({ place }) => ({ ...place, column: place.column.replace(/[^.]*$/, '*') }));
  const isRow = isList && isWithinList && last < LONGEST_ROW;
  return places.map(({ place, index }) =>
    isRow ? { ...place, column: `${place.column}${index - last}` } : place,
  );
}
