/**
 * Runs that are given time by what runs without a change take, next to them. One that is killed says nothing
 * of what was changed where a run without a change is killed as well: the machine may be busy.
 */
import { omit } from '../../../objects/omit.ts';
import { patienceMs } from './twin-time.ts';
import type { RunVariant, Variant, VariantResult } from './variant.ts';

interface PatientSettings {
  readonly runVariant: RunVariant;
  /** One run of the check, in this audit. */
  readonly runMs: number;
  /** When nothing more is begun, by the clock. */
  readonly deadlineMs?: number;
}

/** So many runs without a change are killed, each after more time than the last, until it is given up. */
const MOST_KILLED = 3;
/** No machine is so busy: work that takes as long with nothing changed stands still, as it likes. */
const STANDS_STILL_SHARE = 30;
const LEAST_STANDS_STILL_MS = 120_000;

export const KILLED_UNCHANGED = 'runs with nothing changed were killed for the time they took as well';

/** Once it is given up, no run is begun any more: each would show nothing. */
export function patientRuns({ runVariant, runMs, deadlineMs = Infinity }: PatientSettings): RunVariant {
  const standsStillMs = Math.max(LEAST_STANDS_STILL_MS, STANDS_STILL_SHARE * runMs);
  let slowestMs = runMs;
  let killed = 0;
  let standsStill = false;
  const givenMs = (): number =>
    killed === MOST_KILLED - 1 ? Math.max(patienceMs(slowestMs), standsStillMs) : patienceMs(slowestMs);
  const run = (variant: Variant): Promise<VariantResult> =>
    runVariant({ ...variant, timeoutMs: Math.max(variant.timeoutMs, givenMs()) });
  return async (variant) => {
    if (standsStill) return runVariant(variant);
    const isUnchanged = variant.changes.length === 0 && variant.prepare === undefined;
    let spentMs = 0;
    while (killed < MOST_KILLED && (spentMs === 0 || Date.now() + givenMs() <= deadlineMs)) {
      const result = await run(variant);
      if (!isKilled(result) && !isUnchanged) return result;
      const unchanged = isUnchanged ? result : await run({ ...omit(variant, 'prepare'), changes: [] });
      slowestMs = Math.max(slowestMs, unchanged.durationMs);
      if (unchanged.ended === 'stopped') return unchanged;
      if (!isKilled(unchanged)) return result;
      killed += 1;
      spentMs += result.durationMs;
      standsStill = unchanged.durationMs >= standsStillMs;
      if (standsStill) return result;
    }
    return { ended: 'stopped', reason: KILLED_UNCHANGED, durationMs: spentMs };
  };
}

const isKilled = (result: VariantResult): boolean => result.ended === 'judged' && result.isLate === true;
