/** Whether the check passes on the work with tests that are written otherwise. */
import type { TestFile } from '../find-twins.ts';
import { patienceMs } from '../twin-time.ts';
import type { TwinInput } from './twin-input.ts';

export type PassesWithWork = (changes: readonly TestFile[]) => Promise<boolean>;

/** `false` also where no time is left for the run. */
export const workPasses =
  ({ check, tookMs, runVariant, deadlineMs = Infinity }: TwinInput): PassesWithWork =>
  async (changes) => {
    const runMs = tookMs / check.runs;
    if (Date.now() + runMs > deadlineMs) return false;
    const result = await runVariant({ changes, timeoutMs: patienceMs(runMs) });
    return result.ended === 'judged' && result.passed;
  };
