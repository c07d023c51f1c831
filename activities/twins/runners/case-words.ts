/** The words by which a runner leaves cases out, for whoever could write others. Pure. */
import { cutToLine } from '../../../workflows/text/cut-text.ts';
import type { ReadCall } from './read-call.ts';
import type { TestRunner } from './runner-rules.ts';

const MAX_WORDS = 3;
const MAX_WORD_CHARACTERS = 60;

/** E.g. `-k leap`, `tests/test_a.py::test_one`. */
export const caseWords = (
  calls: readonly { readonly runner: TestRunner; readonly call: ReadCall }[],
): string[] =>
  calls
    .flatMap(({ runner, call }) => [
      ...call.filters,
      ...call.places.filter((place) => namesCase(place, runner)),
    ])
    .slice(0, MAX_WORDS)
    .map((words) => cutToLine(words, MAX_WORD_CHARACTERS));

const NO_CASE = { path: '', testCase: null };

/** All cases of a class are not all of its file. */
const namesCase = (place: string, { mayRun }: TestRunner): boolean =>
  mayRun !== undefined && (place.includes('::') || mayRun(place, NO_CASE) === undefined);
