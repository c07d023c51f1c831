/**
 * States for tests of the workflow's pure rules, and what acts on them; each test changes only what it is
 * about.
 */
import { NO_USAGE, type Usage } from '../../../workflows/budget/usage.ts';
import type { EditGoal, SetGoal } from '../../../workflows/command/command.ts';
import { DEFAULT_POLICY, type Policy } from '../../../workflows/contract/contract.ts';
import { NO_RESULT } from '../../../workflows/evidence/progress.ts';
import type { GoalEdit } from '../../../workflows/goal/edit-goal.ts';
import type { Goal } from '../../../workflows/goal/goal.ts';
import type { GoalRef } from '../../../workflows/goal/goal-ref.ts';
import type { NewGoal } from '../../../workflows/goal/new-goal.ts';
import type { ClaimQuestion } from '../../../workflows/goal/open-claim.ts';
import { type Continuation, FRESH_CONTINUATION } from '../../../workflows/thread/state/continuation.ts';
import { initialThreadState, type ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import type { TurnReport } from '../../../workflows/turn/after-turn.ts';

export const NOW_MS = Date.UTC(2026, 10, 23, 3);

export const goalWith = (fields: Partial<Goal> = {}): Goal => ({
  goalId: 'goal_1',
  revision: 1,
  status: 'active',
  statusReason: 'set by the user',
  title: 'Make it fast',
  budget: {},
  policy: DEFAULT_POLICY,
  usage: NO_USAGE,
  setAtMs: NOW_MS,
  updatedAtMs: NOW_MS,
  hasBaseline: true,
  checks: [],
  best: NO_RESULT,
  refusedAudits: 0,
  hasWrappedUp: false,
  ...fields,
});

export const stateWith = (goal: Goal | null, fields: Partial<ThreadState> = {}): ThreadState => ({
  ...initialThreadState('thr_1', 'default'),
  goal,
  ...fields,
});

export const GOAL_REF: GoalRef = { goalId: 'goal_1', revision: 1 };

export const policyWith = (fields: Partial<Policy>): Policy => ({ ...DEFAULT_POLICY, ...fields });

export const usageWith = (fields: Partial<Usage>): Usage => ({ ...NO_USAGE, ...fields });

export const heldBack = (fields: Partial<Continuation>): Continuation => ({
  ...FRESH_CONTINUATION,
  ...fields,
});

/** Reports an automatic turn of the goal that ran a command and left the workspace as it was. */
export const reportWith = (fields: Partial<TurnReport> = {}): TurnReport => ({
  kind: 'continuation',
  goal: GOAL_REF,
  tokens: 100,
  toolCalls: 1,
  workingCalls: 1,
  workspaceMayHaveChanged: false,
  isNearer: false,
  hasYielded: false,
  ...fields,
});

export const newGoalWith = (fields: Partial<NewGoal> = {}): NewGoal => ({
  goalId: 'goal_2',
  title: 'Make it small',
  budget: {},
  policy: DEFAULT_POLICY,
  ...fields,
});

export const setGoalWith = (fields: Partial<SetGoal> = {}): SetGoal => ({
  type: 'setGoal',
  requestId: 'r1',
  replace: false,
  goal: newGoalWith(),
  ...fields,
});

export const editWith = (fields: Partial<GoalEdit> = {}): GoalEdit => ({
  revision: 2,
  changesChecks: false,
  title: 'Make it fast',
  budget: {},
  policy: DEFAULT_POLICY,
  ...fields,
});

/** An edit of `goalWith()`. */
export const editGoalWith = (edit: Partial<GoalEdit> = {}, fields: Partial<EditGoal> = {}): EditGoal => ({
  type: 'editGoal',
  requestId: 'r1',
  ifGoalId: GOAL_REF.goalId,
  ifRevision: GOAL_REF.revision,
  edit: editWith(edit),
  ...fields,
});

/** What the state's outbox says happened, oldest first. */
export const eventTypes = ({ events }: ThreadState): string[] => events.map(({ type }) => type);

/** The question is about a claim of `goalWith()`. */
export const claimQuestionWith = (fields: Partial<ClaimQuestion> = {}): ClaimQuestion => ({
  kind: 'changedTests',
  inputId: 'claim_9',
  goal: GOAL_REF,
  checksSeq: 9,
  paths: ['test/a.py'],
  pathCount: 1,
  askedAtMs: NOW_MS,
  deadlineMs: NOW_MS + 86_400_000,
  ...fields,
});
