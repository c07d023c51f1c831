/** Runs of the check on changed copies, within the time of the audit and of all such runs together. */
import type { Check } from '../../../workflows/contract/contract.ts';
import { chargedMs, hasTimeFor, patienceMs } from './twin-time.ts';
import type { RunVariant, Variant, VariantResult } from './variant.ts';

export interface TimedRunSettings {
  readonly check: Pick<Check, 'runs'>;
  /** What all runs of the check took in this audit. */
  readonly tookMs: number;
  readonly runVariant: RunVariant;
  /** When nothing more is begun, by the clock. */
  readonly deadlineMs?: number;
}

/** `limitMs`: how long all runs may take that were begun by one `timedRun`, as they are charged. */
export type TimedRun = (
  variant: Omit<Variant, 'timeoutMs'>,
  limitMs?: number,
) => Promise<VariantResult | undefined>;

/** `undefined` where no time is left for the run. */
export function timedRun({ check, tookMs, runVariant, deadlineMs = Infinity }: TimedRunSettings): TimedRun {
  const runMs = tookMs / check.runs;
  let spentMs = 0;
  return async (variant, limitMs = Infinity) => {
    if (!hasTimeFor(runMs, spentMs, limitMs) || Date.now() + runMs > deadlineMs) return undefined;
    const result = await runVariant({ ...variant, timeoutMs: patienceMs(runMs) });
    spentMs += chargedMs(result.durationMs, runMs);
    return result;
  };
}
