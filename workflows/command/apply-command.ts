/**
 * What a request does to a thread. Pure: the workflow's handlers only call this and store the result. A
 * request id that was seen before changes nothing and gets its first answer again.
 */
import { TIME_ALONE } from '../budget/budget.ts';
import { editedGoal } from '../goal/edit-goal.ts';
import { type Goal, hasHeldClaim, inStatus } from '../goal/goal.ts';
import { transition } from '../goal/goal-machine.ts';
import type { StatusCauseKind } from '../goal/status-cause.ts';
import { statusReasonOf } from '../goal/status-reason.ts';
import { beginGoal } from '../thread/begin-goal.ts';
import { answerLostOrders, orderChecks } from '../thread/checks-order.ts';
import { orderPlacement } from '../thread/placements.ts';
import { editContested } from '../thread/question/contest.ts';
import { completeHeld, lapseHeld } from '../thread/question/held-claim.ts';
import { answerQuestion, withdrawQuestion } from '../thread/question/open-question.ts';
import { refreshed } from '../thread/state/continuation.ts';
import { findOutcome, logOutcome, type Outcome, type RefusalReason } from '../thread/state/outcome.ts';
import { changeGoal, record, type ThreadState, withoutWaiting } from '../thread/state/thread-state.ts';
import { endWait, wake } from '../thread/wait.ts';
import type { Command, EditGoal, PostMessage } from './command.ts';
import { refusalOf } from './refusal.ts';

export interface AppliedCommand {
  readonly state: ThreadState;
  readonly outcome: Outcome;
}

/** Applies the command, records its effect as events, and remembers the outcome by request id. */
export function applyCommand(state: ThreadState, command: Command, nowMs: number): AppliedCommand {
  const known = findOutcome(state.outcomes, command.requestId);
  if (known !== undefined) return { state, outcome: known };
  const refusal = refusalOf(state, command, nowMs);
  if (refusal !== undefined) return refuse(state, command.requestId, command.type, refusal, nowMs);
  const changed = answerLostOrders(effectOf(state, command, nowMs));
  const isAct = !NO_ACTS.includes(command.type);
  const continuation = isAct ? refreshed(changed.continuation) : changed.continuation;
  const woken = { ...changed, continuation, changes: changed.changes + 1 };
  // The outcome of `clear` still names the goal that was cleared.
  return finish(woken, command.requestId, {
    applied: true,
    ...goalFields(woken.goal ?? state.goal),
    ...(command.type === 'clear' ? { status: 'cleared' as const } : {}),
    ...(isKeptEvent(state, command) ? { isKept: true as const } : {}),
  });
}

/** Nothing waits for the event that the call brings. */
const isKeptEvent = ({ wait }: ThreadState, command: Command): boolean =>
  command.type === 'wake' && command.event !== undefined && command.event !== wait?.event;

/**
 * Whatever a person does lifts what held automatic turns back. An event that nobody waits for, a look, or
 * words that were taken back are no such act.
 */
const NO_ACTS: readonly Command['type'][] = ['wake', 'check', 'withdrawMessage'];

/** Records a request that is refused, or that could not be read; it never changes the goal. */
export function refuse(
  state: ThreadState,
  requestId: string,
  command: string,
  reason: RefusalReason,
  nowMs: number,
): AppliedCommand {
  const recorded = record(state, { type: 'commandRefused', command: command.slice(0, 100), reason }, nowMs);
  return finish(recorded, requestId, { applied: false, reason, ...goalFields(state.goal) });
}

function effectOf(state: ThreadState, command: Command, nowMs: number): ThreadState {
  switch (command.type) {
    case 'setGoal':
      return beginGoal(state, command.goal, 'user', nowMs);
    case 'editGoal':
      return edit(state, command, nowMs);
    case 'postMessage':
      return takeMessage(state, command, nowMs);
    case 'withdrawMessage':
      return withdrawMessage(state, command.inputId, nowMs);
    case 'answerInput':
      return answerQuestion(state, command, nowMs);
    case 'setMode':
      return record({ ...state, mode: command.mode }, { type: 'modeChanged', mode: command.mode }, nowMs);
    case 'wake':
      return wake(state, command.event, nowMs);
    case 'archive':
      return { ...state, isArchiving: true };
    case 'check':
      return orderChecks(state, command.requestId);
    case 'placeWork':
      return orderPlacement(state, command.requestId, nowMs);
    case 'resume':
      return changeStatus(endWait(state, 'resume', nowMs), 'resume', command.reason, nowMs);
    case 'pause':
      return changeStatus(state, 'pause', command.reason, nowMs);
    default: {
      // What the model waits for, or asked, belongs to work that a person has just stopped.
      const type = command.type === 'clear' ? 'clear' : 'interrupt';
      const stopped = withoutWaiting(withdrawQuestion(state, statusReasonOf({ kind: CAUSES[type] }), nowMs));
      return changeStatus(stopped, type, command.reason, nowMs);
    }
  }
}

const CAUSES = {
  pause: 'pausedByUser',
  resume: 'resumedByUser',
  clear: 'clearedByUser',
  interrupt: 'interruptedByUser',
} as const satisfies Record<string, StatusCauseKind>;

function changeStatus(
  state: ThreadState,
  type: keyof typeof CAUSES,
  reason: string | undefined,
  nowMs: number,
): ThreadState {
  const { goal } = state;
  if (goal === null) return state;
  // Whether the budget allows it was asked before (`refusalOf`).
  const next = transition(goal.status, type === 'interrupt' ? 'pause' : type, 'user');
  if (!next.ok || next.status === goal.status) return state;
  const completed = next.status === 'active' ? completeHeld(state, nowMs) : undefined;
  if (completed !== undefined) return completed;
  const changed = inStatus(goal, next.status, { kind: CAUSES[type] }, reason?.trim() ? reason : undefined);
  // A goal that is resumed may reach its budget anew, and sums up anew.
  return changeGoal(
    state,
    next.status === 'active' ? withWrapUpAhead(changed) : changed,
    type,
    'user',
    nowMs,
  );
}

const withWrapUpAhead = (goal: Goal): Goal => ({ ...goal, hasWrappedUp: false });

const EDITED = 'the goal was edited';

function edit(state: ThreadState, command: EditGoal, nowMs: number): ThreadState {
  const { keepsJudged, changesChecks, touchedChecks = changesChecks ? 'all' : [] } = command.edit;
  const settled = editContested(keepsJudged ? state : withoutClaim(state, nowMs), touchedChecks, nowMs);
  if (settled.goal === null) return settled;
  // Ruling on a claim or a check costs nothing, nor does what is proven: only a deadline stands against
  // them.
  const isFree = settled.request?.kind !== undefined || hasHeldClaim(settled.goal);
  const edited = editedGoal(settled.goal, command.edit, nowMs, isFree ? TIME_ALONE : undefined);
  // It is the same as when the budget is reached: nobody would pay for going on with the answer.
  const withoutQuestion =
    edited.status === 'budgetLimited' && settled.goal.status !== 'budgetLimited'
      ? withdrawQuestion(settled, 'the budget is used up', nowMs)
      : settled;
  const changed = changeGoal(withoutQuestion, edited, 'edit', 'user', nowMs);
  const isResumed = edited.status === 'active' && settled.goal.status !== 'active';
  return (isResumed ? completeHeld(changed, nowMs) : undefined) ?? changed;
}

/** What is claimed was claimed of the contract as it was. */
const withoutClaim = (state: ThreadState, nowMs: number): ThreadState =>
  state.request?.kind === 'changedTests'
    ? withdrawQuestion(state, EDITED, nowMs, 'edited')
    : lapseHeld(state, EDITED, nowMs, 'edited');

function takeMessage(state: ThreadState, command: PostMessage, nowMs: number): ThreadState {
  const { inputId, delivery, resumeGoal } = command;
  const input = delivery === 'steer' ? { inputId, isSteering: true as const } : { inputId };
  const queued = { ...state, inputs: [...state.inputs, input] };
  const withoutQuestion =
    delivery === 'interrupt' ? withdrawQuestion(queued, 'a message came instead', nowMs) : queued;
  const mayResume =
    resumeGoal === true && refusalOf(state, { type: 'resume', requestId: '-' }, nowMs) === undefined;
  return mayResume ? changeStatus(withoutQuestion, 'resume', undefined, nowMs) : withoutQuestion;
}

const withdrawMessage = (state: ThreadState, inputId: string, nowMs: number): ThreadState =>
  record(
    { ...state, inputs: state.inputs.filter((queued) => queued.inputId !== inputId) },
    { type: 'messageWithdrawn', inputId },
    nowMs,
  );

const goalFields = (goal: Goal | null): Pick<Outcome, 'goalId' | 'revision' | 'status'> =>
  goal === null ? {} : { goalId: goal.goalId, revision: goal.revision, status: goal.status };

const finish = (state: ThreadState, requestId: string, outcome: Outcome): AppliedCommand => ({
  state: { ...state, outcomes: logOutcome(state.outcomes, requestId, outcome) },
  outcome,
});
