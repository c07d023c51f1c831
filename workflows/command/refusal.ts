/**
 * Why a request must be refused, before anything is changed; the validators of updates ask the same. Pure.
 */
import { exhausted, TIME_ALONE } from '../budget/budget.ts';
import { type Goal, hasHeldClaim } from '../goal/goal.ts';
import { mayBegin, transition } from '../goal/goal-machine.ts';
import { MAX_PLACEMENTS } from '../thread/placements.ts';
import { CLAIM_ANSWERS } from '../thread/question/claim-question.ts';
import { CONTEST_ANSWERS } from '../thread/question/contest.ts';
import type { AnswerInput } from '../thread/question/open-question.ts';
import type { RefusalReason } from '../thread/state/outcome.ts';
import type { ThreadState } from '../thread/state/thread-state.ts';
import { canWake } from '../thread/wait.ts';
import type { Command, EditGoal, LifecycleCommand, SetGoal } from './command.ts';

/** More queued messages than this are refused: the queue is part of the workflow's state. */
export const MAX_QUEUED_INPUTS = 100;

export function refusalOf(state: ThreadState, command: Command, nowMs: number): RefusalReason | undefined {
  if (state.isArchiving) return command.type === 'archive' ? undefined : 'archived';
  switch (command.type) {
    case 'postMessage':
      return state.inputs.length >= MAX_QUEUED_INPUTS ? 'queueFull' : undefined;
    case 'withdrawMessage':
      return state.inputs.some(({ inputId }) => inputId === command.inputId) ? undefined : 'messageTaken';
    case 'answerInput':
      return refusalOfAnswer(state, command, nowMs);
    case 'setMode':
      return undefined;
    case 'setGoal':
      return refusalOfNew(state.goal, command);
    case 'editGoal':
      return refusalOfEdit(state.goal, command);
    default:
      return refusalOfLifecycle(state, command, nowMs);
  }
}

function refusalOfNew(
  goal: Goal | null,
  { ifGoalId, ifRevision, replace }: SetGoal,
): RefusalReason | undefined {
  if (ifGoalId !== undefined && (ifGoalId !== goal?.goalId || ifRevision !== goal.revision))
    return 'staleRevision';
  return mayBegin(goal?.status, 'user', replace) ? undefined : 'goalUnfinished';
}

function refusalOfAnswer(
  { request }: ThreadState,
  { inputId, messageId, answer }: AnswerInput,
  nowMs: number,
): RefusalReason | undefined {
  if (request === undefined || (inputId ?? request.inputId) !== request.inputId) return 'noOpenRequest';
  if (request.kind === undefined) {
    if (inputId === undefined) return 'noOpenRequest';
    return messageId === undefined ? 'badAnswer' : undefined;
  }
  // Whoever answers late must not be faster than the timer.
  if (nowMs >= request.deadlineMs) return 'noOpenRequest';
  const known: readonly string[] = request.kind === 'changedTests' ? CLAIM_ANSWERS : CONTEST_ANSWERS;
  return answer !== undefined && known.includes(answer) ? undefined : 'badAnswer';
}

function refusalOfEdit(goal: Goal | null, command: EditGoal): RefusalReason | undefined {
  if (goal === null) return 'noGoal';
  const isStale = goal.goalId !== command.ifGoalId || goal.revision !== command.ifRevision;
  if (isStale || command.edit.revision <= goal.revision) return 'staleRevision';
  const events = { active: 'resume', paused: 'pause' } as const;
  const { status } = command.edit;
  const isAllowed =
    transition(goal.status, 'edit', 'user').ok &&
    (status === undefined || transition(goal.status, events[status], 'user').ok);
  return isAllowed ? undefined : 'illegalTransition';
}

function refusalOfLifecycle(
  state: ThreadState,
  command: LifecycleCommand,
  nowMs: number,
): RefusalReason | undefined {
  const { goal } = state;
  const { type, ifGoalId, ifRevision } = command;
  if (ifGoalId !== undefined && ifGoalId !== goal?.goalId) return 'staleRevision';
  if (ifRevision !== undefined && ifRevision !== goal?.revision)
    return goal === null ? 'noGoal' : 'staleRevision';
  if (type === 'wake') return canWake(state, command.event, nowMs) ? undefined : 'notWaiting';
  if (type === 'placeWork')
    return (state.placements ?? []).length >= MAX_PLACEMENTS ? 'queueFull' : undefined;
  // A turn may run without a goal, and whatever the goal's status is, a person may stop it.
  if (type === 'interrupt' || type === 'archive') return undefined;
  if (goal === null) return 'noGoal';
  // Looking changes nothing, so it is allowed of a goal in any status.
  if (type === 'check') return undefined;
  // A claim that is held needs no work any more, so only a deadline stands against it.
  const dimensions = type === 'resume' && hasHeldClaim(goal) ? TIME_ALONE : undefined;
  const budgetExhausted = exhausted(goal.budget, goal.usage, nowMs, dimensions) !== undefined;
  const next = transition(goal.status, type, 'user', { budgetExhausted, proven: false });
  if (next.ok) return undefined;
  return next.reason === 'budgetExhausted' ? 'budgetExhausted' : 'illegalTransition';
}
