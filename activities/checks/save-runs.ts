/** Journals the runs of one check. */
import { activityInfo } from '@temporalio/activity';
import type { Journal } from '../../journal/journal.ts';
import type { ChecksInput } from '../../workflows/activities.ts';
import type { KeptState } from '../states/state-entry.ts';
import type { ExaminedCheck } from './examine.ts';

export interface RanOn {
  readonly isWithoutWork: boolean;
  readonly state: Pick<KeptState, 'digest' | 'stateId'>;
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
