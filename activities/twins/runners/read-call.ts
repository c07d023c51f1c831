/** Reads a runner's words into options and places, as far as all of them are known. Pure. */
import type { RunnerCall, RunnerOptions } from './runner-rules.ts';

export interface ReadCall extends RunnerCall {
  /** Every option is known, so that places are places. */
  readonly isUnderstood: boolean;
  /** It may leave cases out. */
  readonly hasFilter: boolean;
  /** The options by which it may, each with its value. */
  readonly filters: readonly string[];
  /** Parts of the names of the cases that run; `undefined` where cases are left out in another way. */
  readonly onlyNames?: readonly string[];
}

export function readCall(
  before: readonly string[],
  words: readonly string[],
  { flags, valued, filters, nameFilters }: RunnerOptions,
): ReadCall {
  const options: string[] = [];
  const places: string[] = [];
  const onlyNames: string[] = [];
  const found: string[] = [];
  let isUnderstood = true;
  let isByName = true;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--' || word === '') isUnderstood = false;
    else if (!word.startsWith('-')) places.push(word);
    else {
      const [name = word, ...joined] = word.split('=');
      const isFilter = filters.includes(name) || filters.some((one) => isJoined(one, word));
      options.push(word);
      const isValued = valued.includes(word);
      if (isValued) at += 1;
      const value = isValued ? (words[at] ?? '') : joined.join('=');
      if (isValued) options.push(value);
      else if (!word.includes('=') && !flags.includes(word)) isUnderstood = false;
      if (isFilter) found.push(isValued ? `${word} ${value}` : word);
      const literal = nameFilters.includes(name) ? literalNames(value) : undefined;
      if (isFilter && literal !== undefined) onlyNames.push(...literal);
      else if (isFilter) isByName = false;
    }
  }
  const hasFilter = found.length > 0;
  const names = hasFilter && isByName ? { onlyNames } : {};
  return { before, options, places, isUnderstood, hasFilter, filters: found, ...names };
}

/** `^TestA$|TestB` → both; `undefined` for what is a pattern, or an expression of pytest's. */
function literalNames(value: string): string[] | undefined {
  const names = value.split('|').map((name) => name.replace(/^\^/, '').replace(/\$$/, ''));
  const isLiteral = names.every((name) => /^[\w -]+$/.test(name) && !/\b(and|or|not)\b/.test(name));
  return isLiteral ? names : undefined;
}

/** `-kname` for `-k name`. */
const isJoined = (filter: string, word: string): boolean =>
  filter.length === 2 && word.startsWith(filter) && word.length > 2 && !word.startsWith('--');
