/**
 * Tests that a runner of the command would find, where it has opened none at all: something has ended it
 * before. Pure.
 */
import { splitCommand } from '../../../workflows/contract/command-line/command-words.ts';
import { TEST_NAMES } from '../../../workflows/contract/command-line/test-names.ts';
import { coveredBy } from '../../../workflows/contract/patterns/path-pattern.ts';
import { languageOf } from '../languages.ts';
import type { TwinLanguage } from '../mutator.ts';
import { expandScript, type PackageScripts } from '../runners/expand-script.ts';
import { understandCommand } from '../runners/understand-command.ts';
import { namedPath } from './named-path.ts';

/**
 * What the runners of a language take for tests unless they are told otherwise; those that compile need not
 * open them again.
 */
const FOUND: Partial<Readonly<Record<TwinLanguage, readonly string[]>>> = {
  python: ['**/test*.py', '**/*_test.py'],
  javascript: [...TEST_NAMES.javascript, '**/test'],
  go: TEST_NAMES.go,
};
/** Tests that usually have a runner and settings of their own. */
const OF_OTHERS = coveredBy(['**/e2e', '**/integration', '**/cypress', '**/playwright']);

export interface Openings {
  readonly command: string;
  readonly scripts: PackageScripts;
  /** All files of the copy. */
  readonly paths: readonly string[];
  /** Files of the copy that are as they were accepted, and no work. */
  readonly accepted: readonly string[];
  readonly isSealed: (path: string) => boolean;
  readonly isOpened: (path: string) => boolean;
}

/**
 * The sealed ones. None where the command is told in words which tests to take, or where it has opened any
 * accepted test: settings may leave the rest out.
 */
export function unopenedTests(openings: Openings): string[] {
  const { command, scripts, paths, accepted, isSealed, isOpened } = openings;
  const { runner } = understandCommand(command, scripts);
  const patterns = runner === undefined ? undefined : FOUND[runner.language];
  if (runner === undefined || patterns === undefined) return [];
  const isFound = coveredBy(patterns);
  const tests = accepted.filter((path) => languageOf(path) === runner.language && isFound(path));
  if (tests.some(isOpened)) return [];
  const words = splitCommand(expandScript(command, scripts).command).flatMap((each) =>
    each.words[0] === 'go' ? each.words.slice(2) : each.words,
  );
  const places = words
    .map((word) => namedPath(word.replace(/\/\.\.\.$/, '')))
    .filter((word) => paths.some((path) => path.startsWith(`${word}/`)));
  const isWithin = (path: string): boolean =>
    places.length === 0 || places.some((place) => path.startsWith(`${place}/`));
  const sealed = tests.filter((path) => isSealed(path) && isWithin(path) && !OF_OTHERS(path));
  return words.some((word) => picks(word, tests)) ? [] : sealed;
}

/** A pattern, a file or a module of Python's: which tests run is not for the runner to find. */
const picks = (word: string, tests: readonly string[]): boolean =>
  /[*?]|^-.*(?:ignore|exclude)|\.(?:test|spec)\b/.test(word) ||
  tests.includes(namedPath(word)) ||
  /^[A-Za-z_]\w*(?:\.\w+)+$/.test(word);
