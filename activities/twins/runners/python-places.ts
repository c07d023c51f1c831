/**
 * Which cases of a file a place of unittest or pytest runs: `tests.test_a.ATest.test_x`,
 * `tests/test_a.py::ATest::test_x`. Where a class is named, others may hand their cases down to it. Pure.
 */
import type { Target } from './runner-rules.ts';

/** Modules may be named from whatever folder: a part of the place has to end the file's own name. */
export function mayRunDotted(place: string, target: Target): boolean | undefined {
  if (place === 'discover' || /\.py$|\//.test(place)) return true;
  const words = place.split('.');
  const module = target.path.replace(/\.py$/, '').split('/');
  const known = words.findLastIndex((_, at) => endsWith(module, words.slice(0, at + 1)));
  const within = words.slice(known + 1);
  const isCase = known < 0 ? isClass(words.at(-2)) : within.length > 1;
  return isCase ? isNamed(words.at(-1), target) : true;
}

export function mayRunNode(place: string, target: Target): boolean | undefined {
  const [, ...within] = place.replace(/\[.*$/, '').split('::');
  const last = within.at(-1);
  return last === undefined || isClass(last) ? true : isNamed(last, target);
}

const isClass = (name: string | undefined): boolean => /^_*[A-Z]/.test(name ?? '');

/** Its class may be another one: a case is handed down under its name. */
const isNamed = (name: string | undefined, { testCase }: Target): boolean | undefined =>
  testCase === null ? undefined : testCase.split('.').at(-1) === name;

const endsWith = (words: readonly string[], end: readonly string[]): boolean =>
  end.length <= words.length && end.every((word, at) => word === words[words.length - end.length + at]);
