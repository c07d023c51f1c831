/** Whether the check passes on the work with tests that are written otherwise. */
import type { TestFile } from './find-twins.ts';
import { type TimedRunSettings, timedRun } from './timed-run.ts';

/** `undefined`: there was no time for the run, or it was not brought to its end, which shows nothing. */
export type PassesWithWork = (changes: readonly TestFile[]) => Promise<boolean | undefined>;

/**
 * Whether texts fail as `written(true)` and pass as `written(false)`, drawn anew `rounds` times: what they
 * hold on to is then what makes them fail. No texts, or no answer: it cannot be told.
 */
export async function failsOnlySo(
  written: (holds: boolean) => readonly TestFile[],
  passesWithWork: PassesWithWork,
  rounds: number,
): Promise<boolean> {
  for (let round = 0; round < rounds; round += 1) {
    const held = written(true);
    if (held.length === 0 || (await passesWithWork(held)) !== false) return false;
    if (!(await passesWithWork(written(false)))) return false;
  }
  return true;
}

export function workPasses(settings: TimedRunSettings): PassesWithWork {
  const run = timedRun(settings);
  return async (changes) => {
    const result = await run({ changes });
    return result?.ended === 'judged' ? result.passed : undefined;
  };
}
