import { describe, expect, test } from '@jest/globals';
import {
  decideTwins,
  metricTwin,
  scrutinyOf,
  type TwinEvidence,
} from '../../../../activities/twins/trials/twin-decision.ts';
import type { TwinRun } from '../../../../journal/bodies/twin-record.ts';
import { defined } from '../../../../objects/defined.ts';

const run = (kind: TwinRun['kind'], passed: boolean, line = 1, command?: string): TwinRun => ({
  kind,
  path: kind === 'control' ? null : 'test/a.py',
  line,
  testCase: null,
  what: '4 → 17 - 9',
  ...defined({ command }),
  passed,
  durationMs: 10,
});
const impossible = (passed: number, failed: number): TwinRun[] => [
  ...Array.from({ length: passed }, (_, index) => run('impossible', true, index + 1)),
  ...Array.from({ length: failed }, (_, index) => run('impossible', false, 100 + index)),
];
const decide = (runs: readonly TwinRun[], others: Partial<TwinEvidence> = {}) =>
  decideTwins({ check: 'tests', runs, available: 30, ...others });
const EQUAL = run('equal', true);
const equals = (count: number): TwinRun[] => Array.from({ length: count }, () => EQUAL);
/** What means the same passed so often that no lot is likely to have brought it about. */
const honestly = (runs: readonly TwinRun[], others: Partial<TwinEvidence> = {}) =>
  decide([...runs, ...equals(24)], others);

describe('decideTwins', () => {
  test('all impossible twins fail, an equal one passes → it can fail', () => {
    expect(honestly(impossible(0, 6))).toEqual({
      check: 'tests',
      standing: 'canFail',
      tried: 6,
      survived: 0,
    });
  });

  test.each([
    [1, 5, 'canFail'],
    [2, 4, 'canFail'],
    [3, 3, 'cannotFail'],
    [3, 4, 'canFail'],
    [4, 4, 'cannotFail'],
    [6, 0, 'cannotFail'],
    [2, 0, 'cannotFail'],
    [1, 0, 'cannotFail'],
  ])('%d of them pass and %d fail, of many → %s', (passed, failed, standing) => {
    expect(honestly(impossible(passed, failed))).toMatchObject({ standing, survived: passed });
  });

  test.each([1, 2])('the only %d that there are pass → it cannot fail', (available) => {
    expect(decide([EQUAL, ...impossible(available, 0)], { available })).toMatchObject({
      standing: 'cannotFail',
    });
  });

  test('one and the same twin fails and passes → it cannot fail: it passes by lot', () => {
    const again = [
      { ...run('impossible', false), what: '1 → 2' },
      { ...run('impossible', true), what: '1 → 2' },
    ];
    expect(honestly([...impossible(0, 5), ...again])).toMatchObject({
      standing: 'cannotFail',
      reason: expect.stringContaining('by lot'),
    });
  });

  test('a single survivor → is named, with its place', () => {
    expect(honestly(impossible(1, 5)).reason).toContain('test/a.py:1 (4 → 17 - 9)');
  });

  test('nothing was tried → not shown, with the reason', () => {
    expect(decide([], { stoppedBy: 'no python3' })).toMatchObject({
      standing: 'notShown',
      reason: 'no python3',
    });
  });

  test('every equal twin fails while unchanged runs pass → it recognises its tests', () => {
    const runs = [1, 2, 3].flatMap((line) => [run('equal', false, line), run('control', true)]);
    expect(decide(runs)).toMatchObject({
      standing: 'recognised',
      reason: expect.stringContaining('test/a.py:3'),
    });
  });

  test('an equal twin passes on one case alone, and all fail on the whole command after it → it recognises its tests', () => {
    const whole = [1, 2, 3].flatMap((line) => [run('equal', false, line), run('control', true)]);
    expect(decide([run('equal', true, 1, 'one case'), ...whole])).toMatchObject({ standing: 'recognised' });
    const alone = [...whole, run('equal', true, 1, 'a part')];
    expect(decide(alone)).not.toMatchObject({ standing: 'recognised' });
  });

  test.each([
    [4, 0, 0, 6, 'canFail'],
    [3, 0, 0, 3, 'canFail'],
    [2, 0, 0, 3, 'notShown'],
    [4, 0, 1, 5, 'cannotFail'],
    [6, 0, 1, 7, 'canFail'],
    [4, 1, 0, 6, 'cannotFail'],
    [5, 1, 0, 8, 'canFail'],
    [8, 4, 0, 9, 'canFail'],
    [3, 3, 1, 5, 'cannotFail'],
  ])(
    'what means the same passes %d times and fails %d, what does not %d and %d → %s',
    (passed, failed, survived, refused, standing) => {
      const others = Array.from({ length: failed }, () => run('equal', false));
      expect(decide([...equals(passed), ...others, ...impossible(survived, refused)])).toMatchObject({
        standing,
      });
    },
  );

  test('a claim was refused before → less is left to chance', () => {
    const runs = [...equals(6), ...impossible(1, 7)];
    expect(decide(runs, { scrutiny: scrutinyOf(true) })).toMatchObject({
      standing: 'cannotFail',
      reason: expect.stringContaining('by lot: 6 of 6 times'),
    });
  });

  test('equal twins fail, and unchanged runs as well → refused, and that is said: passing by lot is no way out', () => {
    const runs = [run('equal', false), run('control', true), run('equal', false), run('control', false)];
    expect(decide(runs)).toMatchObject({
      standing: 'recognised',
      reason: expect.stringContaining('with nothing changed it failed 1 of 2 times'),
    });
  });

  test('a single equal twin failed, and no other could be tried → refused', () => {
    expect(decide([run('equal', false), run('control', true)])).toMatchObject({ standing: 'recognised' });
  });

  test('an unchanged run of another command failed → says nothing about chance', () => {
    const runs = [
      run('control', false, 1, 'narrow'),
      ...[1, 2].flatMap((line) => [run('equal', false, line), run('control', true)]),
    ];
    expect(decide(runs)).toMatchObject({ standing: 'recognised' });
  });

  test('a command that compares text itself → is not taken for work that recognises its tests', () => {
    const runs = [1, 2, 3].flatMap((line) => [run('equal', false, line), run('control', true)]);
    expect(decide(runs, { mayCompareText: true })).toMatchObject({ standing: 'notShown' });
  });

  test("the contract's own twin passes → it cannot fail; fails → it can", () => {
    expect(decide([run('contract', true)], { available: 0 })).toMatchObject({ standing: 'cannotFail' });
    expect(decide([run('contract', false)], { available: 0 })).toMatchObject({
      standing: 'canFail',
      tried: 1,
    });
  });

  test('nothing that means the same passed, or hardly anything → not shown: whatever fails from some hour on does so', () => {
    expect(decide(impossible(0, 6))).toMatchObject({ standing: 'notShown' });
    expect(decide([EQUAL, ...impossible(0, 6)])).toMatchObject({ standing: 'notShown' });
  });

  test('what means the same passed, and no longer does behind what failed → refused', () => {
    const last = [1, 2].flatMap((line) => [run('equal', false, line), run('control', false)]);
    expect(decide([EQUAL, ...impossible(0, 6), ...last])).toMatchObject({ standing: 'cannotFail' });
  });

  test('what means the same fails now and then, and a change took too long to be judged → refused', () => {
    expect(decide([...equals(3), run('equal', false)])).toMatchObject({ standing: 'cannotFail' });
  });

  test('what means the same passed on another command only → what failed on this one does not count', () => {
    const elsewhere = run('equal', true, 1, 'one case');
    expect(decide([elsewhere, ...impossible(0, 6), elsewhere])).toMatchObject({
      standing: 'notShown',
      tried: 0,
    });
  });

  test('two changes of one expectation pass → one survivor', () => {
    const twice = { ...run('impossible', true), what: '4 → 6' };
    expect(honestly([...impossible(1, 3), twice, run('impossible', true, 2)])).toMatchObject({
      standing: 'canFail',
      survived: 3,
    });
  });

  test('all that failed without the work passes whatever is expected → it cannot fail; a part of it → named', () => {
    const isTurned = ({ line }: { readonly line: number | null }) => (line ?? 0) < 3;
    expect(honestly(impossible(2, 5), { isTurned })).toMatchObject({ standing: 'cannotFail' });
    expect(honestly(impossible(1, 5), { isTurned: ({ line }) => line === 1 || line === 100 })).toMatchObject({
      standing: 'canFail',
    });
  });

  test('few were tried for the time that the check takes → it can fail, and that is said', () => {
    expect(honestly(impossible(0, 2), { stoppedBy: 'the time was over' })).toMatchObject({
      standing: 'canFail',
      reason: 'of 30 expectations only 2 changed: the time was over',
      available: 30,
    });
  });
});

describe('metricTwin', () => {
  test.each([
    [{ metric: 300, gap: 180 }, 'missed'],
    [{ metric: 100, gap: 0 }, 'met'],
    [{}, 'unknown'],
    [undefined, 'unknown'],
  ] as const)('baseline %j → %s', (baseline, twin) => {
    expect(metricTwin(baseline)).toBe(twin);
  });
});
