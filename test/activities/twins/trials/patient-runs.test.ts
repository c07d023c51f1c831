import { describe, expect, test } from '@jest/globals';
import { KILLED_UNCHANGED, patientRuns } from '../../../../activities/twins/trials/patient-runs.ts';
import type { Variant, VariantResult } from '../../../../activities/twins/trials/variant.ts';
import { honest, onlyOriginal, type Played, play } from './played-twins.ts';

const CHANGED = [{ path: 'test_a.py', text: 'equal 1' }];
/** A run that takes so long, unless it is killed before. */
const lasting = (tookMs: number, { timeoutMs }: Variant): VariantResult =>
  tookMs > timeoutMs
    ? { ended: 'judged', passed: false, durationMs: timeoutMs, isLate: true }
    : { ended: 'judged', passed: true, durationMs: tookMs };

describe('patientRuns', () => {
  const playedFor = (tookMs: (variant: Variant) => number, limitMs = Number.POSITIVE_INFINITY) => {
    const given: number[] = [];
    const run = patientRuns({
      runMs: 1_000,
      runVariant: async (variant) => {
        given.push(variant.timeoutMs);
        return lasting(tookMs(variant), { ...variant, timeoutMs: Math.min(variant.timeoutMs, limitMs) });
      },
    });
    return { given, run: (changes: Variant['changes']) => run({ changes, timeoutMs: 12_000 }) };
  };

  test('a changed run is killed, and one without a change in time → it counts as killed', async () => {
    const { run, given } = playedFor(({ changes }) => (changes.length > 0 ? 90_000 : 1_000));
    expect(await run(CHANGED)).toMatchObject({ passed: false, isLate: true });
    expect(given).toHaveLength(2);
  });

  test('both are killed → both get more time, and what comes out then counts', async () => {
    const { run, given } = playedFor(() => 30_000);
    expect(await run(CHANGED)).toEqual({ ended: 'judged', passed: true, durationMs: 30_000 });
    expect(given).toEqual([12_000, 12_000, 34_000]);
  });

  test('a slow run without a change → the next ones are given time by it', async () => {
    const { run, given } = playedFor(({ changes }) => (changes.length > 0 ? 20_000 : 9_000));
    await run([]);
    expect(await run(CHANGED)).toMatchObject({ passed: true });
    expect(given).toEqual([12_000, 28_000]);
  });

  test('the limit of the check kills both each time → it shows nothing, and nothing more is begun', async () => {
    const { run, given } = playedFor(() => Number.POSITIVE_INFINITY, 20_000);
    expect(await run(CHANGED)).toMatchObject({ ended: 'stopped', reason: KILLED_UNCHANGED });
    expect(await run([])).toMatchObject({ ended: 'stopped' });
    expect(given).toHaveLength(6);
  });

  test('a run without a change takes longer than on any busy machine → the work stands still, and has failed', async () => {
    const { run } = playedFor(() => Number.POSITIVE_INFINITY);
    expect(await run(CHANGED)).toMatchObject({ ended: 'judged', passed: false, isLate: true });
  });
});

describe('runTwins: a busy machine', () => {
  /** Everything takes twenty times as long as in the audit before. */
  const busy =
    (passes: (run: Played) => boolean, limitMs: number) =>
    async (variant: Variant): Promise<VariantResult> => {
      const timeoutMs = Math.min(variant.timeoutMs, limitMs);
      const result = lasting(20_000, { ...variant, timeoutMs });
      const text = variant.changes.at(-1)?.text ?? 'original';
      const run = { text, changes: variant.changes, command: variant.command, prepare: variant.prepare };
      return result.ended === 'judged' && result.passed ? { ...result, passed: passes(run) } : result;
    };

  test('runs are slow, with a change and without one → honest work is shown as it is', async () => {
    const { record } = await play(honest, { runVariant: busy(honest, 120_000) });
    expect(record.summary).toMatchObject({ standing: 'canFail' });
  });

  test('the same where the check has a limit that kills them all → not shown, with the reason', async () => {
    const { record } = await play(honest, { runVariant: busy(honest, 15_000) });
    expect(record.summary).toMatchObject({ standing: 'notShown', reason: KILLED_UNCHANGED });
  });

  test('the same with work that knows its tests by their text → recognised', async () => {
    const { record } = await play(onlyOriginal, { runVariant: busy(onlyOriginal, 120_000) });
    expect(record.summary).toMatchObject({ standing: 'recognised' });
  });
});
