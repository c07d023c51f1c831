import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { always, honest, onlyOriginal, type Played, play } from './played-twins.ts';

describe('runTwins: time', () => {
  const slow = { tookMs: 60_000 };

  test('a check that takes a minute → three of each kind: how long it takes is for the work to say', async () => {
    const { record, seen } = await play(honest, slow);
    const kinds = seen.map(({ text }) => text.split(' ')[0]);
    expect(kinds.sort()).toEqual(['equal', 'equal', 'equal', 'impossible', 'impossible', 'impossible']);
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 3 });
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

  test('the same under `require` → all ten runs', async () => {
    const { seen, record } = await play(honest, { ...slow, twins: 'require' });
    expect(seen).toHaveLength(10);
    expect(record.summary).toMatchObject({ standing: 'canFail', tried: 6 });
  });

  test('a claim was refused before → all that a closer look wants', async () => {
    const { seen } = await play(honest, { ...slow, isDoubted: true });
    expect(seen).toHaveLength(17);
  });

  test('a slow check is amiss, and settles with more runs → it can fail', async () => {
    const { record } = await play((run) => honest(run) || run.text === 'impossible 1', slow);
    expect(record.summary).toMatchObject({ standing: 'canFail', survived: 1 });
  });

  test('work that takes a minute, and passes what it knows, or half of all else → hardly ever comes through', async () => {
    let through = 0;
    for (let seed = 1; seed <= 80; seed += 1) {
      const { record } = await play(
        ({ text }) =>
          text === 'original' || createHash('sha256').update(`${text} ${seed}`).digest().readUInt8(0) < 128,
        { ...slow, seed: 1_000 * seed },
      );
      through += record.summary.standing === 'canFail' || record.summary.standing === 'notShown' ? 1 : 0;
    }
    expect(through / 80).toBeLessThan(0.08);
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

  test('impossible twins that are killed for the time they take → show nothing: unchanged work might be as slow', async () => {
    const { record } = await play(always, {
      runVariant: async ({ changes }) =>
        changes[0]?.text.startsWith('impossible')
          ? { ended: 'judged', passed: false, durationMs: 12_000, isLate: true }
          : { ended: 'judged', passed: true, durationMs: 1_000 },
    });
    expect(record.summary).toMatchObject({
      standing: 'notShown',
      tried: 0,
      reason: 'a changed test took too long to be judged',
    });
  });

  test('work that is killed wherever it sees a change → recognised all the same', async () => {
    const { record } = await play(onlyOriginal, {
      runVariant: async ({ changes }) =>
        changes.length > 0
          ? { ended: 'judged', passed: false, durationMs: 12_000, isLate: true }
          : { ended: 'judged', passed: true, durationMs: 1_000 },
    });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
  });

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
    expect(seen.at(-1)).toMatchObject({ command: undefined });
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
