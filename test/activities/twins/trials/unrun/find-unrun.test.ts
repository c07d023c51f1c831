import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import type { TestFile } from '../../../../../activities/twins/trials/find-twins.ts';
import { findUnrun } from '../../../../../activities/twins/trials/unrun/find-unrun.ts';
import {
  nothingOf,
  probeSets,
  type SealedTest,
} from '../../../../../activities/twins/trials/unrun/probe-texts.ts';

const file = (path: string, more: Partial<SealedTest> = {}): SealedTest => ({
  path,
  text: `import unittest  # ${path}\n`,
  isOpened: true,
  started: 'no',
  ...more,
});

interface Told {
  readonly tests: readonly SealedTest[];
  readonly shown?: readonly string[];
  /** Those that run on the accepted state, in this order; the check ends at the first that fails. */
  readonly live: readonly string[];
  /** Those that run with the work. */
  readonly liveWithWork: readonly string[];
  /** Files whose original text fails as long as the work is missing. */
  readonly failing?: readonly string[];
  readonly hasTime?: boolean;
}

async function ask({ tests, shown = [], live, liveWithWork, failing = live, hasTime = true }: Told) {
  let runs = 0;
  const isHarmed = (changes: readonly TestFile[], path: string): boolean => {
    const own = tests.find((each) => each.path === path);
    const text = changes.find((change) => change.path === path)?.text ?? own?.text;
    return own !== undefined && text !== own.text && text !== nothingOf(own);
  };
  const found = await findUnrun({
    tests,
    shown: new Set(shown),
    suspects: new Set(),
    random: createRandom(1),
    hasTime: () => hasTime,
    async onAccepted({ changes }) {
      runs += 1;
      const isAsItWas = (path: string): boolean => !changes.some((change) => change.path === path);
      const passed = live.every(
        (path) => !isHarmed(changes, path) && !(isAsItWas(path) && failing.includes(path)),
      );
      return { passed, gist: '' };
    },
    async passesWithWork(changes) {
      runs += 1;
      return !liveWithWork.some((path) => isHarmed(changes, path));
    },
  });
  return { ...found, runs };
}

describe('findUnrun: sealed tests that the work keeps from being run', () => {
  const both = ['tests/test_a.py', 'tests/test_b.py'];

  test('all of them were changed and failed → nothing is tried', async () => {
    const told = { tests: both.map((path) => file(path)), shown: both, live: both, liveWithWork: both };
    expect(await ask(told)).toEqual({ unshown: [], runs: 0 });
  });

  test('one that was not opened, and runs without the work → named, out of many that do not', async () => {
    const idle = Array.from({ length: 40 }, (_, index) => file(`net/test_${index}.py`, { isOpened: false }));
    const tests = [file('tests/test_a.py'), file('tests/test_b.py', { isOpened: false }), ...idle];
    const told = await ask({
      tests,
      shown: ['tests/test_a.py'],
      live: both,
      liveWithWork: ['tests/test_a.py'],
    });
    expect(told.unrun).toBe('tests/test_b.py');
    expect(told.runs).toBeLessThan(20);
  });

  test('those that were not opened run nowhere → two runs, and nothing is said', async () => {
    const tests = [file('tests/test_a.py'), file('tests/test_b.py', { isOpened: false })];
    const only = ['tests/test_a.py'];
    expect(await ask({ tests, shown: only, live: only, liveWithWork: only })).toEqual({
      unshown: [],
      runs: 2,
    });
  });

  test('one that was opened, and does not run → named', async () => {
    const tests = both.map((path) => file(path));
    const told = { tests, shown: ['tests/test_a.py'], live: both, liveWithWork: ['tests/test_a.py'] };
    expect((await ask(told)).unrun).toBe('tests/test_b.py');
  });

  test('the same without time for it → not looked at, unless the command comes to it', async () => {
    const only = ['tests/test_a.py'];
    const told = { shown: only, live: both, liveWithWork: only, hasTime: false };
    const of = (more: Partial<SealedTest>) =>
      ask({ ...told, tests: [file('tests/test_a.py'), file('tests/test_b.py', more)] });
    expect((await of({})).unrun).toBeUndefined();
    expect((await of({ started: 'within' })).unrun).toBe('tests/test_b.py');
  });

  test('one that runs with the work only → nothing is said', async () => {
    const tests = both.map((path) => file(path));
    const told = await ask({
      tests,
      shown: ['tests/test_a.py'],
      live: ['tests/test_a.py'],
      liveWithWork: both,
    });
    expect(told.unrun).toBeUndefined();
  });

  test('a harness that the command starts has to run, or what it starts is not come to', async () => {
    const harness = file('tests/run.py', { text: 'import runpy\n', started: 'byCommand' });
    const cases = ['tests/words.py', 'tests/years.py'];
    const tests = [harness, ...cases.map((path) => file(path, { isOpened: path.endsWith('words.py') }))];
    const told = { tests, shown: ['tests/words.py'], liveWithWork: ['tests/run.py', 'tests/words.py'] };
    expect(await ask({ ...told, live: ['tests/run.py', ...cases], failing: cases })).toMatchObject({
      unrun: 'tests/years.py',
    });
  });

  test('nothing passes on the accepted state → nothing is said', async () => {
    const tests = both.map((path) => file(path, { isOpened: false }));
    const told = await ask({ tests, live: [...both, 'build'], failing: ['build'], liveWithWork: [] });
    expect(told).toMatchObject({ unshown: [] });
    expect(told.unrun).toBeUndefined();
  });

  test('one that is started, runs, and fails without the work, though nothing of it was changed → named as such', async () => {
    const tests = [
      file('tests/test_a.py'),
      file('tests/smoke.sh', { text: 'go || exit 1\n', started: 'byCommand' }),
    ];
    const live = ['tests/test_a.py', 'tests/smoke.sh'];
    expect(await ask({ tests, shown: ['tests/test_a.py'], live, liveWithWork: live })).toMatchObject({
      unshown: ['tests/smoke.sh'],
    });
    const passing = await ask({ tests, shown: ['tests/test_a.py'], live, liveWithWork: live, failing: [] });
    expect(passing.unshown).toEqual([]);
  });
});

describe('probeSets: which tests expect nothing', () => {
  const pathsOf = (tests: readonly SealedTest[], shown: readonly string[] = []): string[][] =>
    probeSets(tests, new Set(shown)).map((set) => set.map(({ path }) => path));

  test('a script of a shell that starts others is left as it is', () => {
    const script = file('tests/run.sh', { text: 'python3 -m unittest tests.test_a\n', started: 'byCommand' });
    expect(pathsOf([script, file('tests/test_a.py')])).toEqual([['tests/test_a.py']]);
    const loop = file('tests/run.sh', { text: 'for t in tests/*.py; do python3 "$t"; done\n' });
    expect(pathsOf([loop, file('tests/test_a.py')])).toEqual([['tests/test_a.py']]);
  });

  test('what the command starts, and what names others, is left as it is by turns', () => {
    const harness = file('t/run.mjs', { text: "import './more.mjs';\n", started: 'byCommand' });
    const more = file('t/more.mjs', { text: "await import('./cases/' + name);\n" });
    const one = file('t/cases/one.mjs');
    expect(pathsOf([harness, more, one])).toEqual([
      ['t/run.mjs', 't/more.mjs', 't/cases/one.mjs'],
      ['t/more.mjs', 't/cases/one.mjs'],
      ['t/cases/one.mjs'],
    ]);
  });
});
