/** Whether the check passes on the work with tests that are written otherwise. */
import type { TestFile } from './find-twins.ts';
import { type TimedRunSettings, timedRun } from './timed-run.ts';

/** `undefined`: there was no time for the run, or it was not brought to its end, which shows nothing. */
export type PassesWithWork = (changes: readonly TestFile[]) => Promise<boolean | undefined>;

export function workPasses(settings: TimedRunSettings): PassesWithWork {
  const run = timedRun(settings);
  return async (changes) => {
    const result = await run({ changes });
    return result?.ended === 'judged' ? result.passed : undefined;
  };
}
