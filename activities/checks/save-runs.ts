/** Journals the runs of one check. */
import { activityInfo } from '@temporalio/activity';
import type { Journal } from '../../journal/journal.ts';
import type { KeptState } from '../../states/state-entry.ts';
import type { ChecksInput } from '../../workflows/activities.ts';
import type { RunTraces } from '../../workflows/evidence/workspace-changes.ts';
import type { ExaminedCheck } from './examine.ts';

export interface RanOn {
  readonly isWithoutWork: boolean;
  readonly state: Pick<KeptState, 'digest' | 'stateId'>;
}

const MAX_NAMED = 100;

/** Whoever needs more than the journal keeps runs the check again. */
function shortened(traces: RunTraces): RunTraces {
  const { sealed, planted, undeclared, moved } = traces;
  const first = (paths: readonly string[]): readonly string[] => paths.slice(0, MAX_NAMED);
  return {
    ...traces,
    sealed: first(sealed),
    planted: first(planted),
    undeclared: first(undeclared),
    ...(moved === undefined ? {} : { moved: first(moved) }),
  };
}

export async function saveRuns(
  journal: Pick<Journal, 'saveCheckRuns'>,
  { threadId, goal, seq, purpose }: ChecksInput,
  { check, role, runs }: ExaminedCheck,
  { isWithoutWork, state }: RanOn,
): Promise<void> {
  const { attempt } = activityInfo();
  await journal.saveCheckRuns(
    runs.map((run, index) => ({
      ...run,
      traces: shortened(run.traces),
      // A lost attempt's runs stay in the record beside those of the next one.
      runId: `${threadId}/${seq}/${attempt}/${check.name}/${index}`,
      threadId,
      goalId: goal.goalId,
      revision: goal.revision,
      seq,
      purpose,
      name: check.name,
      role,
      command: check.command,
      workspaceDigest: state.digest,
      stateId: state.stateId,
      ...(isWithoutWork ? { isWithoutWork: true as const } : {}),
    })),
  );
}
