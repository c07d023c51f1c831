/** Whether the check passes on the work with tests that are written otherwise. */
import type { TestFile } from '../find-twins.ts';
import { type TimedRunSettings, timedRun } from '../timed-run.ts';

export type PassesWithWork = (changes: readonly TestFile[]) => Promise<boolean>;

/** `false` also where no time is left for the run. */
export function workPasses(settings: TimedRunSettings): PassesWithWork {
  const run = timedRun(settings);
  return async (changes) => {
    const result = await run({ changes });
    return result?.ended === 'judged' && result.passed;
  };
}
