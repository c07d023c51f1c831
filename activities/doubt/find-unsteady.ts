/**
 * Checks that pass once and fail once on the very same work. A program that leaves its answer to chance
 * passes sooner or later when claims may be repeated; so a check that turned from failing to passing has to
 * pass a few times more, where that is quick.
 */
import type { CheckCopies } from '../checks/check-copies.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import { judgeRun } from '../checks/judge-run.ts';
import { type RunSettings, runInCopy } from '../checks/run-check.ts';

/** Runs of the check on the work, those of the audit included. */
const WANTED_RUNS = 4;
/** Further ones are made only as long as all of them together are expected to stay below this. */
const QUICK_MS = 20_000;

/** Names of such checks. A figure is noisy by nature; how often it has to hold is said by `runs`. */
export async function findUnsteady(
  examined: readonly ExaminedCheck[],
  copies: CheckCopies,
  settings: RunSettings,
): Promise<string[]> {
  const found: string[] = [];
  for (const each of examined)
    if (hasTurned(each) && (await failsOnceMore(each, copies, settings))) found.push(each.check.name);
  return found;
}

const hasTurned = ({ check, outcome, known }: ExaminedCheck): boolean =>
  outcome.passed && known.passedBefore === false && check.expect.metric === undefined;

async function failsOnceMore(
  { check, runs, known }: ExaminedCheck,
  { withWork }: CheckCopies,
  settings: RunSettings,
): Promise<boolean> {
  const usualMs = Math.max(...runs.map(({ durationMs }) => durationMs));
  let spentMs = 0;
  for (let run = runs.length; run < WANTED_RUNS && spentMs + usualMs <= QUICK_MS; run++) {
    const { result } = await runInCopy(check, withWork, settings, { why: 'again' });
    if (!judgeRun(check, result, known).passed) return true;
    spentMs += result.durationMs;
  }
  return false;
}
