import { describe, expect, test } from '@jest/globals';
import type { Mutation } from '../../../../activities/twins/mutation.ts';
import type { MutateResult } from '../../../../activities/twins/run-mutator.ts';
import type { TwinInput } from '../../../../activities/twins/trials/drawn/twin-input.ts';
import { always, FILE, honest, onlyOriginal, type Played, play, reply, SEED } from './played-twins.ts';

describe('runTwins: a quick check', () => {
  test('honest work → six impossible twins and four equal ones, each of another set, in an order drawn by lot', async () => {
    const orders = new Set<string>();
    for (let seed = SEED; seed < 40; seed += 1) {
      const { record, seen } = await play(honest, { seed });
      expect(record.summary).toEqual({ check: 'tests', standing: 'canFail', tried: 6, survived: 0 });
      const kinds = seen.map(({ text }) => text.split(' ')[0]);
      expect(kinds.filter((kind) => kind === 'impossible')).toHaveLength(6);
      expect(new Set(seen.map(({ text }) => text)).size).toBe(10);
      orders.add(kinds.map((kind) => kind?.[0]).join(''));
      expect(record).toMatchObject({ seed, expectations: 30, durationMs: 10_000 });
    }
    expect(orders.size).toBeGreaterThan(30);
  });

  test('tests that hold on to their language fail, and written alike without holding they pass → refused', async () => {
    const { record } = await play(honest, { heldPasses: (holds) => !holds });
    expect(record.summary).toMatchObject({
      standing: 'cannotFail',
      reason: expect.stringMatching(/^test_a\.py passes only while the work decides what is equal/),
    });
    const unchanged = await play(honest, { heldPasses: () => false });
    expect(unchanged.record.summary.standing).toBe('canFail');
  });

  test('work that passes until what means the same has passed, and fails from then on → refused', async () => {
    let hasPassed = false;
    const { record } = await play(({ text }) => {
      const passes = !hasPassed;
      hasPassed ||= text.startsWith('equal');
      return passes;
    });
    expect(record.summary.standing).toMatch(/^(recognised|cannotFail)$/);
  });

  test('what failed without the work passes whatever is expected of it, all else is honest → refused', async () => {
    const isTurned = ({ text }: Played) => text === 'impossible 9';
    const of = (said: string) =>
      play((run) => honest(run) || isTurned(run), {
        said,
        mutate: async (_, request) => {
          const { ok, reply: made } = reply(request, 10) as Extract<MutateResult, { ok: true }>;
          return { ok, reply: { ...made, impossible: [...made.impossible].reverse() } };
        },
      });
    expect((await of('FAIL: test_9 (test_a.ATest.test_9)')).record.summary).toMatchObject({
      standing: 'cannotFail',
      reason: expect.stringContaining('of what failed without the work'),
    });
    expect((await of('')).record.summary).toMatchObject({ standing: 'canFail', survived: 1 });
  });

  test('work that passes whatever is expected → refused after three', async () => {
    const { record, seen } = await play(always);
    expect(record.summary).toMatchObject({ standing: 'cannotFail', tried: 3, survived: 3 });
    expect(seen.filter(({ text }) => text.startsWith('impossible'))).toHaveLength(3);
  });

  /** Passes the first `count` of the impossible twins that are drawn, whatever they say. */
  const blindTo = (count: number) => {
    const passed = new Set<string>();
    return ({ text }: Played): boolean => {
      if (!text.startsWith('impossible')) return true;
      if (passed.size < count) passed.add(text);
      return passed.has(text);
    };
  };

  test.each([
    [false, 2, 'canFail', 6],
    [false, 3, 'cannotFail', 3],
    [true, 3, 'canFail', 12],
    [true, 4, 'cannotFail', 4],
  ])(
    'doubted before: %s, blind to %d expectations → %s after %d or more',
    async (isDoubted, count, standing, tried) => {
      const { record } = await play(blindTo(count), { isDoubted });
      expect(record.summary.standing).toBe(standing);
      expect(record.summary.tried).toBeGreaterThanOrEqual(tried);
      expect(record.summary.survived).toBeGreaterThanOrEqual(count);
    },
  );

  describe('tests that are read and not run', () => {
    const IGNORED = { path: 'e2e/a.test.js', text: 'original' };
    const RUN = { path: 'unit/a.test.js', text: 'original' };
    /** Whatever is drawn from the ignored file passes. */
    const onIgnored = ({ text }: Played): boolean => !text.startsWith('impossible') || text.includes('e2e');
    const ofFirst: TwinInput['mutate'] = async (_, request) => {
      const path = request.files[0]?.path ?? '';
      const { ok, reply: made } = reply(request) as Extract<MutateResult, { ok: true }>;
      const placed = made.impossible.map((one) => ({ ...one, path, text: `${one.text} ${path}` }));
      const equal = made.equal.map((one) => ({ ...one, path }));
      return { ok, reply: { ...made, impossible: placed, equal } };
    };
    const files = [IGNORED, RUN];
    const check = { name: 'tests', command: 'cp -r . /tmp/x && cd /tmp/x && node unit/a.test.js', runs: 1 };

    test('they are idle → twins of the others decide, and that is said', async () => {
      const asked: unknown[] = [];
      const areIdle = async (...paths: readonly unknown[]) => {
        asked.push(paths);
        return true;
      };
      const { record } = await play(onIgnored, { check, files, areIdle, mutate: ofFirst });
      expect(record.summary).toMatchObject({
        standing: 'canFail',
        tried: 6,
        survived: 0,
        idle: ['e2e/a.test.js'],
      });
      expect(asked).toEqual([[[IGNORED.path], [RUN.path]]]);
    });

    test('they run → refused as it was', async () => {
      const { record } = await play(onIgnored, { check, files, areIdle: async () => false, mutate: ofFirst });
      expect(record.summary).toMatchObject({ standing: 'cannotFail', survived: 3 });
    });

    test('there are no others → refused, and nothing is asked', async () => {
      const areIdle = async () => Promise.reject(new Error('asked'));
      const { record } = await play(onIgnored, { check, files: [IGNORED], areIdle, mutate: ofFirst });
      expect(record.summary).toMatchObject({ standing: 'cannotFail', survived: 3 });
    });

    test.each([
      ['the command starts none by name', { ...check, command: 'npx jest' }, files],
      ['the one that it starts names the other', check, [IGNORED, { ...RUN, text: "import './a.test.js'" }]],
      ['the one that it starts runs what it finds', check, [IGNORED, { ...RUN, text: 'readdirSync(x)' }]],
      ['the other one is started', { ...check, command: 'node e2e/a.test.js && node unit/a.test.js' }, files],
    ])('%s → refused, and nothing is asked', async (_, own, sealed) => {
      const areIdle = async () => Promise.reject(new Error('asked'));
      const { record } = await play(onIgnored, { check: own, files: sealed, areIdle, mutate: ofFirst });
      expect(record.summary).toMatchObject({ standing: 'cannotFail', survived: 3 });
    });

    test('work that passes whatever is expected → refused all the same', async () => {
      const { record } = await play(always, { check, files, areIdle: async () => true, mutate: ofFirst });
      expect(record.summary).toMatchObject({ standing: 'cannotFail', survived: 3 });
    });
  });

  test('a test that the command starts was not opened → refused, without a run', async () => {
    const { record, seen } = await play(honest, { unreadTests: ['tests/test_a.py'] });
    expect(record.summary).toMatchObject({
      standing: 'cannotFail',
      reason: 'it passes without opening tests/test_a.py, which its command starts',
    });
    expect(seen).toEqual([]);
  });

  describe('a harness without an expectation that could be changed', () => {
    const file = { path: 'test/run.mjs', text: "import { x } from '../src/x.mjs';\nx();\n" };
    const none: TwinInput['mutate'] = async (_, request) => reply(request, 0);
    const check = { name: 'tests', command: 'node test/run.mjs', runs: 1 };
    const exits = ({ text }: Played): boolean => !/^(process\.exit|throw new Error)/.test(text);

    test('it ends with an error as soon as its imports are loaded, and the check fails → not shown, as before', async () => {
      const { record, seen } = await play(exits, { check, files: [file], mutate: none });
      expect(record.summary).toMatchObject({ standing: 'notShown', tried: 0 });
      expect(seen).toHaveLength(2);
    });

    test('the check passes all the same → it cannot fail: the work ends the run before the test begins', async () => {
      const { record } = await play(always, { check, files: [file], mutate: none });
      expect(record.summary).toMatchObject({
        standing: 'cannotFail',
        reason: expect.stringContaining('test/run.mjs ends with an error'),
      });
    });

    test('what it says is looked for, and the check passes all the same → it cannot fail', async () => {
      const own = { ...check, command: "node test/run.mjs | grep -q 'all passed'" };
      const { record } = await play(always, { check: own, files: [file], mutate: none });
      expect(record.summary.standing).toBe('cannotFail');
    });

    test.each([
      'node test/run.mjs; test -f out',
      'node test/run.mjs | tee log',
      'node test/run.mjs | grep -c wrong | grep -q 0',
      '! node test/run.mjs | grep -q wrong',
      'make test',
    ])('%s → its exit code decides nothing for sure, and nothing is tried', async (command) => {
      const { record, seen } = await play(always, {
        check: { ...check, command },
        files: [file],
        mutate: none,
      });
      expect([record.summary.standing, seen]).toEqual(['notShown', []]);
    });
  });

  test('work that knows its tests by their text → three ways of saying the same, with unchanged runs between, refuse', async () => {
    const { record, seen } = await play(onlyOriginal);
    expect(record.summary).toMatchObject({ standing: 'recognised' });
    expect(seen.map(({ text }) => text).filter((text) => !text.startsWith('impossible'))).toEqual([
      'equal 0',
      'original',
      'equal 1',
      'original',
      'equal 2',
      'original',
    ]);
  });

  test('a check that fails by chance now and then → goes on with another equal twin', async () => {
    let failures = 0;
    const { record } = await play((run) => {
      if (run.text.startsWith('equal')) failures += 1;
      return honest(run) && !(run.text.startsWith('equal') && failures === 1);
    });
    expect(record.summary).toMatchObject({ standing: 'canFail', survived: 0 });
  });

  test('a check that has become unable to pass → refused: with nothing changed it fails as well', async () => {
    const { record } = await play(() => false);
    expect(record.summary).toMatchObject({
      standing: 'recognised',
      reason: expect.stringContaining('with nothing changed it failed 3 of 3 times'),
    });
  });

  test('work that knows its only expectation by its text → is tried in three ways of saying it', async () => {
    const { record } = await play(onlyOriginal, { mutate: async (_, request) => reply(request, 1) });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
    expect(record.runs.filter(({ kind }) => kind === 'equal')).toHaveLength(3);
  });

  test('one expectation that never runs → named, not refused', async () => {
    const { record } = await play((run) => honest(run) || run.text === 'impossible 2');
    expect(record.summary).toMatchObject({ standing: 'canFail', survived: 1 });
    expect(record.summary.tried).toBeLessThanOrEqual(8);
    expect(record.summary.reason).toContain('test_a.py:3');
  });

  test('one way of saying the same fails, and others pass → four more runs, and it can fail', async () => {
    const { record, seen } = await play((run) => honest(run) && run.text !== 'equal 1');
    expect(record.summary).toMatchObject({ standing: 'canFail', survived: 0 });
    expect(seen.length).toBeLessThanOrEqual(16);
  });

  test('work that passes two times in three, whatever is expected → refused', async () => {
    let count = 0;
    const { record } = await play(() => {
      count += 1;
      return count % 3 !== 0;
    });
    expect(record.summary.standing).toBe('cannotFail');
  });

  test('runs that are stopped → show nothing, and are not repeated without end', async () => {
    let count = 0;
    const { record } = await play(always, {
      runVariant: async () => {
        count += 1;
        return { ended: 'stopped', reason: 'no space left', durationMs: 0 };
      },
    });
    expect(record.summary).toMatchObject({ standing: 'notShown', reason: 'no space left' });
    expect(count).toBeLessThanOrEqual(6);
  });
});

describe('runTwins: tests that the work brought along', () => {
  const ADDED = { path: 'test_b.py', text: 'added' };
  const asked: string[][] = [];
  const options = (available: number): Partial<TwinInput> => ({
    addedFiles: [ADDED],
    mutate: async (_, request) => {
      asked.push(request.files.map(({ path }) => path));
      return reply(request, request.files[0]?.path === ADDED.path ? 30 : available);
    },
  });

  test('accepted tests expect something → the others are not looked at', async () => {
    asked.length = 0;
    await play(honest, options(30));
    expect(new Set(asked.flat())).toEqual(new Set([FILE.path]));
  });

  test('accepted tests expect nothing → the others are', async () => {
    asked.length = 0;
    const { record } = await play(honest, options(0));
    expect(asked.slice(0, 2)).toEqual([[FILE.path], [ADDED.path]]);
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 6 });
  });
});

describe('runTwins: tests in two languages', () => {
  const MODULE = { path: 'smoke.mjs', text: 'original' };
  const asked: string[] = [];
  const mutate: TwinInput['mutate'] = async (language, request) => {
    asked.push(language);
    const drawn = reply(request, 4);
    const path = language === 'python' ? FILE.path : MODULE.path;
    const moved = (each: Mutation): Mutation => ({ ...each, path, text: `${each.text} of ${path}` });
    return drawn.ok
      ? {
          ok: true,
          reply: {
            ...drawn.reply,
            impossible: drawn.reply.impossible.map(moved),
            equal: drawn.reply.equal.map(moved),
          },
        }
      : drawn;
  };
  const isImpossible = (changes: Played['changes'], path: string): boolean =>
    changes.some((change) => change.path === path && change.text.startsWith('impossible'));

  test('the command comes to both → each has its share, and work that ends one of them is refused', async () => {
    const { record } = await play(({ changes }) => !isImpossible(changes, FILE.path), {
      files: [FILE, MODULE],
      mutate,
      startedLanguages: ['python', 'javascript'],
    });
    expect(record.summary).toMatchObject({
      standing: 'cannotFail',
      reason: expect.stringContaining(MODULE.path),
    });
    const equal = record.runs.find(({ kind }) => kind === 'equal');
    expect(equal).toMatchObject({ passed: true });
  });

  test('the command comes to one of them → the other is not asked', async () => {
    asked.length = 0;
    await play(honest, { files: [FILE, MODULE], mutate, startedLanguages: ['python'] });
    expect(new Set(asked)).toEqual(new Set(['python']));
  });
});

describe('runTwins: a sealed test that the work keeps from being run', () => {
  const HIDDEN = { path: 'test_b.py', text: 'import unittest\n' };
  const sealedTests = [
    { ...FILE, isOpened: true, started: 'no' as const },
    { ...HIDDEN, isOpened: false, started: 'within' as const },
  ];
  const onAccepted: TwinInput['onAccepted'] = async ({ changes }) => ({
    passed: changes.every(({ text }) => text.startsWith('import unittest\n\n\nclass NothingTest')),
    gist: '',
  });

  test('it fails the check without the work, and does not with it → refused by name', async () => {
    const { record } = await play(honest, { sealedTests, onAccepted });
    expect(record.summary).toMatchObject({
      standing: 'cannotFail',
      reason: expect.stringContaining('test_b.py fails as soon as it runs'),
    });
  });

  test('it fails the check with the work as well → as it was', async () => {
    const runs = (run: Played): boolean =>
      honest(run) && !run.changes.some(({ path }) => path === HIDDEN.path);
    const { record } = await play(runs, { sealedTests, onAccepted });
    expect(record.summary).toMatchObject({ standing: 'canFail', survived: 0 });
  });
});

test('runTwins: single changes pass, and all at once fail → it can fail, and the survivors are counted', async () => {
  const together = [{ path: FILE.path, line: 1, testCase: null, what: 'all', text: 'impossible at once' }];
  const { record } = await play(({ text }) => text !== 'impossible at once', {
    mutate: async (_, request) => {
      const drawn = reply(request);
      return drawn.ok && request.atOnce ? { ok: true, reply: { ...drawn.reply, together } } : drawn;
    },
  });
  expect(record.summary).toMatchObject({
    standing: 'canFail',
    survived: 3,
    reason: expect.stringContaining('fails where all are at once'),
  });
});
