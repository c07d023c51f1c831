/**
 * Checks that pass and prove nothing: they failed when the goal was set, pass now, and lean on nothing that was done
 * since. What they show is chance, time, or something outside of the workspace that the contract does not speak of.
 */
import type { CheckRun, Journal } from '../../journal/journal.ts';
import type { GoalRef } from '../../workflows/activities.ts';
import type { ExaminedCheck } from './examine.ts';
import { passesWithoutWork, type WithoutWork } from './undone-changes.ts';

/** Names of such checks; empty when what was read is not known. */
export async function findUnproven(
  examined: readonly ExaminedCheck[],
  goal: GoalRef,
  work: WithoutWork & { readonly journal: Pick<Journal, 'listCheckRuns'> },
): Promise<string[]> {
  const candidates = examined.filter(readsNothingChanged);
  if (candidates.length === 0) return [];
  const baseline = baselineOf(await work.journal.listCheckRuns(goal.goalId), goal);
  const found: string[] = [];
  for (const { check } of candidates) {
    const failedBefore = baseline.some(
      ({ name, command, passed }) => name === check.name && command === check.command && !passed,
    );
    if (failedBefore && (await passesWithoutWork(check, work))) found.push(check.name);
  }
  return found;
}

/** A verification check that observes the workspace, passes, and is known to have read no file that was changed. */
const readsNothingChanged = ({ check, role, outcome, runs }: ExaminedCheck): boolean =>
  role === 'verification' &&
  outcome.passed &&
  check.observes !== 'external' &&
  runs.every(({ reads }) => reads.known && reads.changed.length === 0);

/** The runs of the latest baseline that this revision has. */
function baselineOf(runs: readonly CheckRun[], { revision }: GoalRef): CheckRun[] {
  const baselines = runs.filter((run) => run.purpose === 'baseline' && run.revision <= revision);
  const latest = Math.max(...baselines.map(({ seq }) => seq));
  return baselines.filter(({ seq }) => seq === latest);
}
