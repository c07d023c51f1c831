/**
 * What brought the goal into its status, also where the record of an older release does not name it. Pure.
 */
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import type { StatusCauseKind } from '../../../workflows/goal/status-cause.ts';
import type { ReportSource } from '../../source/report-source.ts';

type Recorded = Pick<ReportSource, 'snapshot' | 'events'>;

export const recordedCause = (source: Recorded): StatusCauseKind =>
  source.snapshot.statusCause?.kind ?? BY_STATUS[source.snapshot.status](source);

/** The cause is read from the events, which have named the change in a field of theirs all along. */
const BY_STATUS: Readonly<Record<GoalStatus, (source: Recorded) => StatusCauseKind>> = {
  active: () => 'set',
  paused: () => 'pausedByUser',
  complete: () => 'proven',
  usageLimited: () => 'usageLimited',
  budgetLimited: () => 'budgetReached',
  cleared: ({ events }) => (events.latest?.change === 'replaced' ? 'replaced' : 'clearedByUser'),
  blocked,
};

function blocked({ snapshot, events }: Recorded): StatusCauseKind {
  const { latest, turns } = events;
  if (latest?.change === 'checkCannotRun') return 'checkCannotRun';
  if (latest?.actor === 'model' || snapshot.blockedSeq !== undefined) return 'blockedByModel';
  // A turn that fails blocks the goal right after its end; a refused claim does within the turn.
  const ofTurn = turns.shown.findLast(({ ended }) => ended !== undefined && ended.seq + 1 === latest?.seq);
  const hasFailed = ofTurn?.ended?.failure !== undefined;
  return snapshot.refusedAudits > 0 && !hasFailed ? 'claimsRefused' : 'turnsFailing';
}
