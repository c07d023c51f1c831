/** A thread as a list shows it. Pure. */
import type { GoalOverview, ThreadOverview } from '../../journal/rows/thread-overview.ts';
import { defined } from '../../objects/defined.ts';
import { billedTokens } from '../../workflows/budget/usage.ts';
import { cutText } from '../../workflows/text/cut-text.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import type { ListedThread } from './thread-list-schema.ts';
import { threadRow } from './thread-reply.ts';

const MAX_OBJECTIVE_CHARACTERS = 200;

export const listedThread = (thread: ThreadOverview): ListedThread => ({
  ...threadRow(thread),
  updatedAt: thread.updatedAt.toISOString(),
  phase: thread.phase,
  goal: thread.goal === undefined ? null : goalSummary(thread.goal),
});

const goalSummary = ({
  snapshot,
  usage,
  stalledBecause,
  objective,
  labels,
}: GoalOverview): NonNullable<ListedThread['goal']> => ({
  goalId: snapshot.goalId,
  ...labels,
  objective: cutText(objective, MAX_OBJECTIVE_CHARACTERS),
  status: snapshot.status,
  statusReason: snapshot.statusReason,
  ...defined({ statusCause: snapshot.statusCause, stalledBecause }),
  usage,
  tokensUsed: billedTokens(usage),
  setAt: isoTime(snapshot.setAtMs),
  updatedAt: isoTime(snapshot.updatedAtMs),
});
