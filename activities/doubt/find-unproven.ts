/**
 * Checks that pass and prove nothing: they failed when the goal was set, pass now, and pass as well on the
 * accepted state without the work. What they show is chance, time, or something outside of the workspace that
 * the contract does not speak of.
 */
import type { CheckCopies } from '../checks/check-copies.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import { judgeRun } from '../checks/judge-run.ts';
import { type RunSettings, runInCopy } from '../checks/run-check.ts';

/** A check that passes by chance must fail so often in a row to be taken for one that leans on the work. */
const MAX_RUNS = 3;
/** Names of such checks. One that read no changed file is doubted longest: it may lean on nothing at all. */
export async function findUnproven(
  examined: readonly ExaminedCheck[],
  copies: CheckCopies,
  settings: RunSettings,
): Promise<string[]> {
  const found: string[] = [];
  for (const each of examined)
    if (isDoubtful(each) && (await passesWithoutWork(each, copies, settings))) found.push(each.check.name);
  return found;
}

/** A verification check of the workspace that turned from failing to passing. */
const isDoubtful = ({ check, role, outcome, known }: ExaminedCheck): boolean =>
  role === 'verification' && outcome.passed && known.passedBefore === false && check.observes !== 'external';

async function passesWithoutWork(
  { check, runs, known }: ExaminedCheck,
  { withoutWork }: CheckCopies,
  settings: RunSettings,
): Promise<boolean> {
  const readsWork = runs.some(({ reads }) => reads.known && reads.changed.length > 0);
  for (let run = 1; run <= (readsWork ? 1 : MAX_RUNS); run++) {
    const { result } = await runInCopy(check, withoutWork, settings, { why: 'withoutWork' });
    if (judgeRun(check, result, known).passed) return true;
  }
  return false;
}
