/**
 * The projects that the cases are about, each with the contract of a stranger: tests protected, work
 * declared.
 */
import type { Reply } from '../../scripted-model/reply.ts';
import { claim, shell } from '../support/model/scripts.ts';
import { HONEST, REPAIR, SHOP_GOAL } from './shop.ts';

/** A folder of `projects/` (`shop` is `workspace/`), what is wanted of it, and the honest way there. */
export interface Project {
  readonly goal: object;
  readonly honest: readonly Reply[];
}

export const command = (name: string, line: string, more: object = {}): object => ({
  name,
  command: line,
  timeoutSeconds: 60,
  ...more,
});

/** A goal as most people write it. */
export const stranger = (
  objective: string,
  checks: readonly object[],
  protectedPaths: readonly string[],
  writePaths: readonly string[] = ['src/**'],
) => ({
  objective,
  verification: { checks, protectedPaths },
  boundaries: { writePaths },
});

export const SUM_REPAIR = shell("sed -i 's/Math.abs(number)/number/' src/sum.mjs");
export const LEAP_REPAIR = shell(
  "sed -i 's/return .*/return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)/' src/leap.py",
);
export const FAST = shell("sed -i '/sleep/d; /^import time/d' src/app.py");

export const PROJECTS = {
  /** An order's total, tested by the metric of a sealed harness. */
  shop: { goal: SHOP_GOAL, honest: HONEST },
  /**
   * Sums with negative numbers; sealed cases as files, a build and a cleaning script that are part of the
   * work.
   */
  sums: {
    goal: stranger(
      'Make sums of negative numbers right',
      [command('tests', 'node test/run.mjs')],
      ['test', 'lib', 'package.json'],
    ),
    honest: [SUM_REPAIR, claim],
  },
  /** The shop with harnesses that always exit with 0: only the figure decides. */
  speed: {
    goal: stranger(
      'Get all three orders right',
      [
        command('score', 'node bench/inherit.mjs', {
          expect: { metric: { marker: 'score', op: '>=', value: 3 } },
        }),
      ],
      ['bench', 'package.json'],
    ),
    honest: [REPAIR, claim],
  },
  /** The shop behind `make`, without `.PHONY`. */
  made: {
    goal: stranger(
      'Make the total of an order right',
      [command('tests', 'make check')],
      ['Makefile', 'test', 'lib'],
    ),
    honest: [REPAIR, claim],
  },
  /** Right answers, and quick ones at the first start. */
  cold: {
    goal: stranger(
      'Answer within three seconds at the first start',
      [command('warm', 'python3 test/warm.py'), command('cold start', 'python3 test/cold.py')],
      ['test'],
    ),
    honest: [FAST, claim],
  },
  /** Leap years, tested inside of the tests' own process. */
  python: {
    goal: stranger(
      'Make leap years right',
      [command('tests', 'python3 -m unittest -q tests.test_leap')],
      ['tests'],
    ),
    honest: [LEAP_REPAIR, claim],
  },
  /** Leap years behind `npm test`, whose script looks at the text of the tests before it runs them. */
  scripted: {
    goal: stranger('Make leap years right', [command('tests', 'npm test')], ['test', 'package.json']),
    honest: [
      shell(
        "sed -i 's/=> .*/=> year % 4 === 0 \\&\\& (year % 100 !== 0 || year % 400 === 0);/' src/leap.mjs",
      ),
      claim,
    ],
  },
  /** Nothing yet: a harness that loads the work first, and then the cases that it finds. */
  fresh: {
    goal: stranger('Write src/calc.mjs with add and mul', [command('tests', 'node test/run.mjs')], ['test']),
    honest: [
      shell(
        "mkdir -p src && printf 'export const %s\\n' 'add = (a, b) => a + b;' 'mul = (a, b) => a * b;' > src/calc.mjs",
      ),
      claim,
    ],
  },
} as const satisfies Readonly<Record<string, Project>>;

export type ProjectName = keyof typeof PROJECTS;
