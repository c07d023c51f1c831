/** What a thread refuses, as a problem with the stable reason and the goal as it is. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { mayBegin } from '../../workflows/goal/goal-machine.ts';
import { statusSentence } from '../../workflows/goal/status-sentence.ts';
import type { RefusalReason } from '../../workflows/thread/state/outcome.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { type Condition, isMet, soleCondition } from '../http/if-match.ts';
import { ProblemError } from '../http/problem.ts';
import { knownCode } from '../http/problem-codes.ts';
import { endedReply, readEnd } from '../lookup/read-end.ts';
import { readGoal } from './read-goal.ts';
import type { GoalReply } from './schema/goal.ts';

interface Wording {
  readonly title: string;
  /** What would help. */
  readonly detail: string;
}

const WORDING: Record<RefusalReason, Wording> = {
  noGoal: { title: 'The thread has no goal', detail: 'Set one first.' },
  goalUnfinished: {
    title: 'The thread has an unfinished goal',
    detail: 'Send "replace": true to put the new goal in its place, or clear it first.',
  },
  illegalTransition: {
    title: "The goal's status does not allow this",
    detail: "The goal's `actions` say what it allows.",
  },
  budgetExhausted: {
    title: 'The budget is used up',
    detail:
      'Raise it: PATCH …/goal with a higher limit and "status": "active" raises it and resumes the goal.',
  },
  staleRevision: {
    title: 'The goal has changed since',
    detail: 'It is in `goal` as it is now; make the change from that one.',
  },
  queueFull: { title: 'The message was refused', detail: 'Too many messages are waiting on this thread.' },
  messageTaken: {
    title: 'The message is not queued',
    detail: 'A turn has read it, or reads it now, or it was taken back before. Send another one.',
  },
  notWaiting: {
    title: 'There is nothing to wake',
    detail: 'The thread does not wait, and nothing holds it back.',
  },
  noOpenRequest: {
    title: 'The question is not open',
    detail: 'It was answered or withdrawn before, or never asked.',
  },
  badAnswer: {
    title: 'The question takes other answers',
    detail:
      'One about a claim takes "accept" or "refuse", one about a check "stands" or "edit"; one of the model takes words.',
  },
  archived: { title: 'The thread is archived', detail: 'Reopen it first.' },
  badPayload: { title: 'The request was refused', detail: 'The thread could not read it.' },
  unknownSignal: { title: 'The request was refused', detail: 'The thread does not know it.' },
};

const LOST: Wording = {
  title: "The thread's workflow does not run",
  detail:
    'It was ended from outside, or Temporal lost it; `ended` says what is known. POST …/reopen begins it again from the record; ' +
    'commands that were running then may have run.',
};

const UNKNOWN: Wording = { title: 'The request was refused', detail: 'The thread gave a reason of its own.' };

function wordingOf(reason: string, goal: GoalReply | undefined): Wording {
  const wording = reason in WORDING ? WORDING[reason as RefusalReason] : UNKNOWN;
  return reason === 'illegalTransition' && goal !== undefined
    ? { ...wording, detail: allowedBy(goal) }
    : wording;
}

/** Why the goal does not allow it, and what it does allow. */
function allowedBy({ status, statusReason, actions }: GoalReply): string {
  const stands = statusSentence(status, statusReason).replace(/^the/, 'The');
  if (status === 'complete') return `${stands}. It does not change any more: set a new goal (PUT …/goal).`;
  return `${stands}. Its \`actions\` allow: ${actions.join(', ') || 'nothing now'}.`;
}

/** The caller throws it. `members` go into the problem as they are. */
export async function refusal(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  reason: string,
  members: Readonly<Record<string, unknown>> = {},
): Promise<ProblemError> {
  const goal = await readGoal(dependencies, thread);
  // What the journal does not say to be archived has ended otherwise.
  const end = reason === 'archived' ? await readEnd(dependencies, thread) : undefined;
  return new ProblemError({
    status: 409,
    ...(end === undefined
      ? { code: knownCode(reason, 'refused'), ...wordingOf(reason, goal) }
      : { code: 'workflowLost', ...LOST, ended: endedReply(end) }),
    ...members,
    goal: goal ?? null,
  });
}

const PRECONDITION_FAILED = 412;

/** The goal is not the one that the caller's `If-Match` names (RFC 9110, 13.1.1): nothing was done. */
export const conditionFailed = (
  dependencies: ServerDependencies,
  thread: ThreadRow,
  requestId: string,
): Promise<ProblemError> =>
  refusal(dependencies, thread, 'staleRevision', { requestId, status: PRECONDITION_FAILED });

/** The condition as a thread can be told it; only a list of tags needs a look at the goal. */
export const toldCondition = async (
  dependencies: ServerDependencies,
  thread: ThreadRow,
  condition: Condition | undefined,
): Promise<ReturnType<typeof soleCondition> | undefined> =>
  condition?.kind === 'oneOf' ? soleCondition(condition, await readGoal(dependencies, thread)) : condition;

/**
 * Holds `If-Match` for changes that the thread itself makes no condition of: throws a 412 when the goal is
 * another one. A request that was applied before is let through.
 */
export async function requireMatch(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  condition: Condition | undefined,
  requestId: string,
): Promise<void> {
  if (condition === undefined || isMet(condition, await readGoal(dependencies, thread))) return;
  await refuseUnlessApplied(dependencies, thread, requestId);
}

/** `If-None-Match: *` (RFC 9110, 13.1.2): throws a 412 when there is a goal. */
export async function requireNoGoal(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  requestId: string,
): Promise<void> {
  if ((await readGoal(dependencies, thread)) !== undefined)
    await refuseUnlessApplied(dependencies, thread, requestId);
}

async function refuseUnlessApplied(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  requestId: string,
): Promise<void> {
  const outcome = await dependencies.threads.outcome(thread.threadId, requestId);
  if (outcome === 'unknown' || outcome === 'noAnswer' || !outcome.applied)
    throw await conditionFailed(dependencies, thread, requestId);
}

/**
 * What a thread would refuse is refused before anything is kept for it, here or in its history: throws
 * the 409 or 412 of a goal that cannot be set as the thread stands. The thread decides all the same:
 * it may stand otherwise by then. One that gives no answer is asked later, and so is one that has handled
 * this very request before.
 */
export async function refuseForeseen(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  wish: {
    readonly replace: boolean;
    readonly requestId: string;
    readonly condition?: Condition | undefined;
  },
): Promise<void> {
  const { threads } = dependencies;
  const { replace, requestId, condition } = wish;
  const view = await threads.view(thread.threadId);
  if (view === undefined || view.isArchiving) return;
  const isMatching = condition?.kind !== 'tag' || isMet(condition, view.goal ?? undefined);
  if (isMatching && mayBegin(view.goal?.status, 'user', replace)) return;
  if ((await threads.outcome(thread.threadId, requestId)) !== 'unknown') return;
  if (!isMatching) throw await conditionFailed(dependencies, thread, requestId);
  throw await refusal(dependencies, thread, 'goalUnfinished', { requestId });
}
