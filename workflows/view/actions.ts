/**
 * What a caller may do to a thread now: just what would be applied, and change something, if it were sent.
 * Whether it is refused is asked of the rule that refuses it, so that the two cannot disagree. Pure.
 */
import type { Command } from '../command/command.ts';
import { refusalOf } from '../command/refusal.ts';
import { DEFAULT_POLICY } from '../contract/contract.ts';
import type { Goal } from '../goal/goal.ts';
import { transition } from '../goal/goal-machine.ts';
import { CLAIM_ANSWERS } from '../thread/question/claim-question.ts';
import { CONTEST_ANSWERS } from '../thread/question/contest.ts';
import type { Question, ThreadState } from '../thread/state/thread-state.ts';
import { canWake } from '../thread/wait.ts';

/** A goal has these; `answer` is one in words. */
export type GoalAction =
  | 'pause'
  | 'resume'
  | 'clear'
  | 'edit'
  | 'check'
  | 'interrupt'
  | 'wake'
  | 'answer'
  | (typeof CLAIM_ANSWERS)[number]
  | Exclude<(typeof CONTEST_ANSWERS)[number], 'edit'>;

/** `set`: a new goal, without `replace`. */
export type ThreadAction = GoalAction | 'set' | 'message' | 'archive';

const OF_THE_THREAD: readonly ThreadAction[] = ['set', 'message', 'archive'];

export const goalActions = (actions: readonly ThreadAction[]): GoalAction[] =>
  actions.filter((action): action is GoalAction => !OF_THE_THREAD.includes(action));

/** `isAtWork`: a turn or the checks run. */
export function actionsOf(state: ThreadState, isAtWork: boolean, nowMs: number): ThreadAction[] {
  const { goal } = state;
  const isRefused = (command: Command): boolean => refusalOf(state, command, nowMs) !== undefined;
  const candidates: [action: ThreadAction, command: Command, changesSomething: boolean][] = [
    ['pause', lifecycle('pause'), goal !== null && goesTo(goal, 'pause') !== goal.status],
    ['resume', lifecycle('resume'), goal?.status !== 'active' || isHeld(state, nowMs)],
    ['clear', lifecycle('clear'), true],
    ['edit', editOf(goal), true],
    ['check', lifecycle('check'), true],
    ['interrupt', lifecycle('interrupt'), isAtWork || isStoppable(state)],
    ['wake', lifecycle('wake'), state.wait !== undefined || goal?.status === 'active'],
    ...answersTo(state.request),
    ['set', SET, true],
    ['message', MESSAGE, true],
    ['archive', lifecycle('archive'), state.isArchiving === undefined],
  ];
  return candidates
    .filter(([, command, changesSomething]) => changesSomething && !isRefused(command))
    .map(([action]) => action);
}

const requestId = '-';

const lifecycle = (
  type: 'pause' | 'resume' | 'clear' | 'check' | 'interrupt' | 'wake' | 'archive',
): Command => ({
  type,
  requestId,
});

const MESSAGE: Command = { type: 'postMessage', requestId, inputId: '-' };
const SOME_GOAL = { title: '', budget: {}, policy: DEFAULT_POLICY };
const SET: Command = { type: 'setGoal', requestId, replace: false, goal: { ...SOME_GOAL, goalId: '-' } };

const editOf = (goal: Goal | null): Command => ({
  type: 'editGoal',
  requestId,
  ifGoalId: goal?.goalId ?? '-',
  ifRevision: goal?.revision ?? 0,
  edit: { ...SOME_GOAL, revision: (goal?.revision ?? 0) + 1, changesChecks: false },
});

function answersTo(request: Question | undefined): [ThreadAction, Command, boolean][] {
  if (request === undefined) return [];
  const { inputId } = request;
  if (request.kind === undefined)
    return [['answer', { type: 'answerInput', requestId, inputId, messageId: '-' }, true]];
  const answers = request.kind === 'changedTests' ? CLAIM_ANSWERS : CONTEST_ANSWERS;
  return answers.flatMap((answer): [ThreadAction, Command, boolean][] =>
    // Whoever may answer so may edit the contract as well, under the same name.
    answer === 'edit' ? [] : [[answer, { type: 'answerInput', requestId, inputId, answer }, true]],
  );
}

function goesTo(goal: Goal, event: 'pause'): Goal['status'] {
  const next = transition(goal.status, event, 'user');
  return next.ok ? next.status : goal.status;
}

/** Automatic turns of an active goal are held back, so that resuming it lets the next one start. */
const isHeld = (state: ThreadState, nowMs: number): boolean =>
  state.goal?.status === 'active' && canWake(state, undefined, nowMs);

/** Something of the goal stands open that an interrupt would end. */
const isStoppable = ({ goal, request, wait }: ThreadState): boolean =>
  request !== undefined || wait !== undefined || (goal !== null && goesTo(goal, 'pause') !== goal.status);
