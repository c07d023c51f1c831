/**
 * Whether a check can be shown to be able to fail by changing an expectation of its tests: by the runner that
 * it starts. Pure.
 */
import { allCommands } from '../../../workflows/contract/command-line/command-words.ts';
import type { Runner } from '../../../workflows/contract/command-line/runners.ts';
import { runnersIn } from '../../../workflows/contract/runner-files.ts';

/**
 * Those whose tests are known to hold expectations; the scripts of a package start one of them, as a rule.
 */
const RUN_TESTS: readonly Runner[] = ['jest', 'vitest', 'mocha', 'pytest', 'tox', 'npm', 'yarn', 'pnpm'];

/** Other programs that run tests only when they are told to. */
const TESTS_ON_DEMAND: readonly (readonly [program: string, word: string])[] = [
  ['go', 'test'],
  ['cargo', 'test'],
  ['node', '--test'],
  ['python', 'unittest'],
  ['python', 'pytest'],
  ['mvn', 'test'],
  ['mvn', 'verify'],
];

export function runsTests(command: string): boolean {
  if (runnersIn([command]).some((runner) => RUN_TESTS.includes(runner))) return true;
  return allCommands(command).some(({ words }) =>
    TESTS_ON_DEMAND.some(
      ([program, wanted]) => words.includes(wanted) && words.some((word) => nameOf(word) === program),
    ),
  );
}

/** `/usr/bin/python3.12` → `python`. */
const nameOf = (word: string): string =>
  word.slice(word.lastIndexOf('/') + 1).replace(/(?<=^python)[\d.]+$/, '');
