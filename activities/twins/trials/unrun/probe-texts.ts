/** What stands in the place of sealed tests while it is found out which of them a check runs. Pure. */

import { hasWord } from '../../drawing/named-in.ts';
import type { Random } from '../../drawing/random.ts';
import { isShellScript, languageOf } from '../../languages.ts';
import { entryTwins } from '../entry-twin.ts';
import type { TestFile } from '../find-twins.ts';
import { BROKEN, passingText } from '../harmless-texts.ts';
import { LOADS_UNNAMED } from '../started-tests.ts';

/** A sealed test as it was accepted, whether or not any run has read it. */
export interface SealedTest extends TestFile {
  /** A passing run with the work has opened it, or it is not known which were. */
  readonly isOpened: boolean;
  /** The command starts it, `byCommand` in its own words, `within` in a script or recipe that it comes to. */
  readonly started: 'byCommand' | 'within' | 'no';
}

/** Programs in these languages do nothing where they are empty. */
const EMPTY_IS_WELL = /\.(?:rb|pl|php|lua|R)$/;

/** A text that expects nothing and ends well; `undefined` where none is known. */
export function nothingOf(file: TestFile): string | undefined {
  if (isShellScript(file.path, file.text)) return ':\n';
  return passingText(file) ?? (EMPTY_IS_WELL.test(file.path) ? '' : undefined);
}

/**
 * Whoever runs the file fails: with an error as soon as what it imports is loaded, where it is known how
 * that is written, and else since no program can be read from it.
 */
export const harmOf = (file: TestFile, random: Random): string => entryTwins(file, random)[0] ?? BROKEN;

/**
 * Which of the tests expect nothing, so that the check may pass without the work: all of them; all but what
 * the command starts; all but what names or finds others. One that starts others has to be left as it is, or
 * these are never come to.
 */
export function probeSets(tests: readonly SealedTest[], shown: ReadonlySet<string>): readonly TestFile[][] {
  const drives = (file: SealedTest): boolean =>
    findsOthers(file) || tests.some((other) => other !== file && hasWord(file.text, nameOf(other)));
  const all = tests.filter(
    (file) => nothingOf(file) !== undefined && (languageOf(file.path) !== undefined || !drives(file)),
  );
  const unstarted = all.filter(({ path, started }) => started !== 'byCommand' || shown.has(path));
  const leaves = all.filter((file) => !drives(file));
  const sets = [all, unstarted, leaves].filter(
    (set, index, others) =>
      set.length > 0 && others.findIndex((other) => other.length === set.length) === index,
  );
  return sets.map((set) => set.map((file) => ({ path: file.path, text: nothingOf(file) ?? '' })));
}

const SHELL_FINDS = /\bfor\b|\bfind\b|\bxargs\b|[*]/;

const findsOthers = ({ path, text }: SealedTest): boolean =>
  LOADS_UNNAMED.test(text) || (isShellScript(path, text) && SHELL_FINDS.test(text));

/** The name of a package's own file says nothing: texts have the word for other reasons. */
function nameOf({ path }: SealedTest): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  return ['__init__', 'index'].includes(name) ? '' : name;
}
