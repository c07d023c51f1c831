import { describe, expect, test } from '@jest/globals';
import type { Mutation, MutationRequest } from '../../../../activities/twins/mutation.ts';
import type { MutateResult } from '../../../../activities/twins/run-mutator.ts';
import { runTwins, type TwinInput } from '../../../../activities/twins/trials/run-twins.ts';
import type { Variant, VariantResult } from '../../../../activities/twins/trials/variant.ts';

const FILE = { path: 'test_a.py', text: 'original' };
const mutation = (kind: string, index: number): Mutation => ({
  path: FILE.path,
  line: index + 1,
  testCase: `ATest.test_${index}`,
  what: `${kind} ${index}`,
  text: `${kind} ${index}`,
});
const reply = ({ impossible, equal }: MutationRequest, available = 30): MutateResult => ({
  ok: true,
  reply: {
    expectations: available,
    impossible: Array.from({ length: Math.min(impossible, available) }, (_, index) =>
      mutation('impossible', index),
    ),
    equal: Array.from({ length: Math.min(equal, available) }, (_, index) => mutation('equal', index)),
    unread: [],
  },
});

interface Played {
  readonly text: string;
  readonly command: string | undefined;
  readonly prepare: Variant['prepare'];
}

/** A check whose every run is played: `passes` says how, `durationMs` how long it takes. */
async function play(
  passes: (run: Played) => boolean,
  options: Partial<TwinInput> & { readonly durationMs?: (run: Played) => number } = {},
) {
  const seen: Played[] = [];
  const { durationMs = () => options.tookMs ?? 1_000, ...others } = options;
  const runVariant = async ({ changes, command, prepare }: Variant): Promise<VariantResult> => {
    const run = { text: changes[0]?.text ?? 'original', command, prepare };
    seen.push(run);
    return { ended: 'judged', passed: passes(run), durationMs: durationMs(run) };
  };
  const record = await runTwins({
    check: { name: 'tests', command: 'npm test', runs: 1 },
    tookMs: 1_000,
    files: [FILE],
    twins: 'use',
    seed: 2,
    runVariant,
    mutate: async (_, request) => reply(request),
    ...others,
  });
  return { record, seen };
}

const honest = ({ text }: Played): boolean => !text.startsWith('impossible');
const always = (): boolean => true;
const onlyOriginal = ({ text }: Played): boolean => text === 'original';

describe('runTwins: a quick check', () => {
  test('honest work → one equal twin, six impossible ones', async () => {
    const { record, seen } = await play(honest);
    expect(record.summary).toEqual({ check: 'tests', standing: 'canFail', tried: 6, survived: 0 });
    expect(seen.map(({ text }) => text.split(' ')[0])).toEqual(['equal', ...Array(6).fill('impossible')]);
    expect(record).toMatchObject({ seed: 2, expectations: 30, durationMs: 7_000 });
  });

  test('work that passes whatever is expected → refused after three', async () => {
    const { record, seen } = await play(always);
    expect(record.summary).toMatchObject({ standing: 'cannotFail', tried: 3, survived: 3 });
    expect(seen).toHaveLength(4);
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
    'doubted before: %s, blind to %d expectations → %s after %d',
    async (isDoubted, count, standing, tried) => {
      const { record } = await play(blindTo(count), { isDoubted });
      expect(record.summary).toMatchObject({ standing, tried, survived: count });
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
      return { ok, reply: { ...made, impossible: placed } };
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
    const exits = ({ text }: Played): boolean => !text.startsWith('process.exit(77);');

    test('it ends with an error as soon as its imports are loaded, and the check fails → not shown, as before', async () => {
      const { record, seen } = await play(exits, { check, files: [file], mutate: none });
      expect(record.summary).toMatchObject({ standing: 'notShown', tried: 0 });
      expect(seen).toHaveLength(1);
    });

    test('the check passes all the same → it cannot fail: the work ends the run before the test begins', async () => {
      const { record } = await play(always, { check, files: [file], mutate: none });
      expect(record.summary).toMatchObject({
        standing: 'cannotFail',
        reason: expect.stringContaining('test/run.mjs ends with an error'),
      });
    });

    test.each(['node test/run.mjs; test -f out', 'node test/run.mjs | tee log', 'make test'])(
      '%s → its exit code decides nothing for sure, and nothing is tried',
      async (command) => {
        const { record, seen } = await play(always, {
          check: { ...check, command },
          files: [file],
          mutate: none,
        });
        expect([record.summary.standing, seen]).toEqual(['notShown', []]);
      },
    );
  });

  test('work that knows its tests by their text → three ways of saying the same, with unchanged runs between, refuse', async () => {
    const { record, seen } = await play(onlyOriginal);
    expect(record.summary).toMatchObject({ standing: 'recognised' });
    expect(seen.map(({ text }) => text)).toEqual([
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
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 6, survived: 1 });
    expect(record.summary.reason).toContain('test_a.py:3');
  });

  test('work that passes every fourth time whatever is expected → refused: what failed passes when it is run again', async () => {
    let count = 0;
    const { record } = await play(({ text }) => {
      count += 1;
      return text.startsWith('equal') || count % 4 === 0;
    });
    expect(record.summary).toMatchObject({
      standing: 'cannotFail',
      reason: expect.stringContaining('by lot'),
    });
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
    expect(asked).toEqual([[FILE.path]]);
  });

  test('accepted tests expect nothing → the others are', async () => {
    asked.length = 0;
    const { record } = await play(honest, options(0));
    expect(asked).toEqual([[FILE.path], [ADDED.path]]);
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 6 });
  });
});

describe('runTwins: time', () => {
  const slow = { tookMs: 60_000 };

  test('a check that takes a minute → one change of each kind', async () => {
    const { record, seen } = await play(honest, slow);
    expect(seen.map(({ text }) => text)).toEqual(['equal 0', 'impossible 0']);
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 1 });
  });

  test.each([['use'], ['require']] as const)(
    'work that takes a minute and passes whatever is expected, a case alone no less, under `%s` → refused',
    async (twins) => {
      const check = { name: 'tests', command: 'python3 -m unittest -q test_a', runs: 1 };
      const { record } = await play(always, { ...slow, check, twins });
      expect(record.summary).toMatchObject({ standing: 'cannotFail', survived: 3 });
    },
  );

  test('the same with work that knows its tests by their text → recognised', async () => {
    const check = { name: 'tests', command: 'python3 -m unittest -q test_a', runs: 1 };
    const { record } = await play(onlyOriginal, { ...slow, check });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
  });

  test('the same under `require` → four runs', async () => {
    const { seen, record } = await play(honest, { ...slow, twins: 'require' });
    expect(seen).toHaveLength(4);
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 3 });
  });

  test('a twin that passes → is worth the time to make sure', async () => {
    const { record } = await play(always, { ...slow, seed: 2 });
    expect(record.summary).toMatchObject({ standing: 'cannotFail', tried: 3 });
  });

  test('an equal twin that fails → is worth the time to make sure', async () => {
    const { record } = await play(onlyOriginal, { ...slow, seed: 3 });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
  });

  test.each([1_000, 60_000])(
    'work that dawdles where it sees a change, in a check of %d ms → recognised all the same',
    async (tookMs) => {
      const { record } = await play(onlyOriginal, {
        tookMs,
        seed: 3,
        durationMs: ({ text }) => (text === 'original' ? tookMs : 10_000 + 2 * tookMs),
      });
      expect(record.summary).toMatchObject({ standing: 'recognised' });
    },
  );

  test('a run → is given time by what the check took, not by its own limit', async () => {
    const given: number[] = [];
    await play(honest, {
      runVariant: async ({ changes, timeoutMs }) => {
        given.push(timeoutMs);
        return { ended: 'judged', passed: !changes[0]?.text.startsWith('impossible'), durationMs: 100 };
      },
    });
    expect(new Set(given)).toEqual(new Set([12_000]));
  });

  test('the time of the audit is over → nothing is begun', async () => {
    const { record, seen } = await play(honest, { deadlineMs: 0 });
    expect(seen).toEqual([]);
    expect(record.summary).toMatchObject({ standing: 'notShown', reason: 'the time of the audit was over' });
  });
});

describe('runTwins: less than the whole command', () => {
  const slow = {
    check: { name: 'tests', command: 'python3 -m unittest', runs: 1 },
    tookMs: 60_000,
    durationMs: ({ command }: Played) => (command === undefined ? 60_000 : 500),
  };

  test('a case can be run alone → all twins within the time of one run', async () => {
    const { record, seen } = await play(honest, slow);
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 6 });
    expect(seen.every(({ command }) => command?.includes('-k ATest.test_'))).toBe(true);
    expect(record.durationMs).toBeLessThan(10_000);
  });

  test('a case alone passes because it did not run → only the whole command counts', async () => {
    const { record, seen } = await play((run) => run.command !== undefined || honest(run), slow);
    expect(record.summary).toMatchObject({ standing: 'canFail', survived: 0 });
    expect(seen.some(({ command, text }) => command === undefined && text === 'equal 0')).toBe(true);
  });

  test('work that passes whatever is expected → refused by the whole command', async () => {
    const { record } = await play(always, slow);
    expect(record.summary).toMatchObject({ standing: 'cannotFail', survived: 3 });
    expect(
      record.runs.filter(({ kind }) => kind === 'impossible').every(({ command }) => command === undefined),
    ).toBe(true);
  });

  test('cases that do not pass alone → the whole command', async () => {
    const { record } = await play((run) => run.command === undefined && honest(run), {
      ...slow,
      twins: 'require',
    });
    expect(record.summary).toMatchObject({ standing: 'canFail' });
    expect(
      record.runs.filter(({ kind }) => kind !== 'control').every(({ command }) => command === undefined),
    ).toBe(true);
  });
});

describe('runTwins: commands that leave cases out', () => {
  const withCommand = (command: string) => ({ check: { name: 'tests', command, runs: 1 } });

  test('by a name → only cases of that name are tried', async () => {
    const { record } = await play(honest, withCommand('python3 -m unittest -k test_3'));
    expect(record.runs.map(({ testCase }) => testCase)).toEqual(['ATest.test_3', 'ATest.test_3']);
    expect(record.summary).toMatchObject({ standing: 'canFail' });
  });

  test('by an expression of pytest → only cases that pass alone are tried, and honest work is not refused', async () => {
    const isLeftOut = ({ command = '' }: Played) => !/test_(3|5|8)$/.test(command);
    const { record } = await play(
      (run) => (isLeftOut(run) ? run.command === undefined : honest(run)),
      withCommand('pytest -m fast'),
    );
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 3, survived: 0 });
  });

  test('the same with work that passes whatever is expected → refused', async () => {
    expect((await play(always, withCommand('pytest -m fast'))).record.summary).toMatchObject({
      standing: 'cannotFail',
    });
  });

  test('in a way that is not followed → not shown', async () => {
    const { record, seen } = await play(always, withCommand('python3 -m unittest -k "*_3"'));
    expect(seen).toEqual([]);
    expect(record.summary).toMatchObject({
      standing: 'notShown',
      reason: expect.stringContaining('leaves cases out'),
    });
  });
});

describe('runTwins: commands that look at the text of tests', () => {
  const command = 'sha256sum -c sums && python3 -m unittest -q test_a';

  test('a checksum before the tests → the part that runs them is tried alone', async () => {
    const { record } = await play((run) => (run.command === undefined ? onlyOriginal(run) : honest(run)), {
      check: { name: 'tests', command, runs: 1 },
    });
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 6 });
  });

  test('the same in a script of the package → the part that runs them as well', async () => {
    const { record } = await play((run) => (run.command === undefined ? onlyOriginal(run) : honest(run)), {
      scripts: { test: 'prettier --check . && node --test' },
    });
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 6 });
  });

  test('work that knows its tests by their text, where that part does run alone → recognised', async () => {
    const { record } = await play(onlyOriginal, { check: { name: 'tests', command, runs: 1 } });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
  });

  test('that part does not pass alone, although all that it lacks is a look → recognised', async () => {
    const { record } = await play((run) => run.command === undefined && onlyOriginal(run), {
      check: { name: 'tests', command, runs: 1 },
    });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
  });

  test('that part does not pass alone, and what it lacks may be more than a look → not shown', async () => {
    const made = 'git submodule update && python3 -m unittest -q test_a';
    const { record } = await play((run) => run.command === undefined && onlyOriginal(run), {
      check: { name: 'tests', command: made, runs: 1 },
    });
    expect(record.summary).toMatchObject({
      standing: 'notShown',
      reason: expect.stringContaining('compares the text'),
    });
  });

  test('work that knows its tests by their text, behind a build step → recognised all the same', async () => {
    const { record } = await play(onlyOriginal, {
      check: { name: 'tests', command: 'python3 build.py && python3 -m unittest -q test_a', runs: 1 },
    });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
  });
});

describe('runTwins: no twins to be had', () => {
  test.each([
    ['no file in a known language', { files: [{ path: 'check.sh', text: '' }] }, 'no expectation was found'],
    [
      'no toolchain',
      { mutate: async (): Promise<MutateResult> => ({ ok: false, reason: 'python: no python3' }) },
      'no python3',
    ],
    [
      'no expectation in the files',
      { mutate: async (_: unknown, request: MutationRequest) => reply(request, 0) },
      'no expectation was found',
    ],
  ])('%s → not shown, with the reason', async (_, options, reason) => {
    const { record, seen } = await play(always, options);
    expect(seen).toEqual([]);
    expect(record.summary).toMatchObject({ standing: 'notShown', reason: expect.stringContaining(reason) });
  });
});

describe("runTwins: the contract's own twin", () => {
  const check = { name: 'tests', command: 'bash check.sh', runs: 1, twin: { command: 'echo 0 > expected' } };
  const files = [{ path: 'check.sh', text: '' }];

  test('the check fails with it → it can fail', async () => {
    const { record, seen } = await play(({ prepare }) => prepare === undefined, { check, files });
    expect(seen[0]?.prepare).toEqual({ argv: ['/bin/bash', '-c', 'echo 0 > expected'] });
    const reason = "it failed with the contract's own twin in place";
    expect(record.summary).toEqual({ check: 'tests', standing: 'canFail', tried: 1, survived: 0, reason });
  });

  test('the check passes with it → it cannot fail', async () => {
    expect((await play(always, { check, files })).record.summary).toMatchObject({ standing: 'cannotFail' });
  });

  test('it cannot be put in place → not shown, with the reason', async () => {
    const stopped = async (): Promise<VariantResult> => ({
      ended: 'stopped',
      reason: 'no such file',
      durationMs: 0,
    });
    expect((await play(always, { check, files, runVariant: stopped })).record.summary).toMatchObject({
      standing: 'notShown',
      reason: expect.stringContaining('no such file'),
    });
  });
});
