/** The live view of a thread: what the `thread` query answers, and REST passes on. Pure. */

import { defined } from '../../objects/defined.ts';
import { type BudgetLeft, budgetLeft } from '../budget/budget.ts';
import { billedTokens, type Usage } from '../budget/usage.ts';
import type { ChecksProgress } from '../evidence/checks-progress.ts';
import type { Goal } from '../goal/goal.ts';
import { decide, type Next } from '../thread/decide.ts';
import { standingBlocker } from '../thread/state/blocked-turns.ts';
import type { RepeatedBlocker } from '../thread/state/continuation.ts';
import type { Fallback } from '../thread/state/fallback.ts';
import type { JournalEvent } from '../thread/state/journal-event.ts';
import type { Question, ThreadMode, ThreadState, Wait } from '../thread/state/thread-state.ts';
import { type Told, toldOf } from '../thread/told.ts';
import { actionsOf, type GoalAction, goalActions, type ThreadAction } from './actions.ts';

export type Phase = 'idle' | 'running' | 'waiting' | 'auditing' | 'needsInput';

/** Answers "why is this not running, and when will it?"; while something runs, what that is. */
export interface NextView {
  readonly action: Next['action'] | 'running';
  readonly reason: string;
  readonly atMs?: number;
  /** A call of the model has failed and is made again: which attempt runs, or is due at `atMs`. */
  readonly attempt?: number;
  /** What runs now, oldest first; absent while nothing does. */
  readonly running?: readonly Work[];
}

/** What a workspace that is not empty is made from. */
export type WorkspaceFrom = 'source' | 'git' | 'fork';

/** One Activity that runs, as people are told of it. */
export interface Work {
  readonly what: 'modelCall' | 'toolCall' | 'checks' | 'auditor' | 'compaction';
  /** E.g. `turn 12 · shell npm test`. */
  readonly summary: string;
  /** The place of a tool call in the record. */
  readonly seq?: number;
  readonly sinceMs: number;
  /** When it ends at the latest; absent where nothing limits it but the patience of who waits. */
  readonly untilMs?: number;
  /** It has not begun: no worker has taken it, or its worker has no place free. Only Temporal knows of it. */
  readonly waitsFor?: 'worker' | 'place';
  /** It has not begun: the workspace is made first. Only its worker knows of it. */
  readonly preparing?: WorkspaceFrom;
  /** A run of the checks says where it is, as its worker said last. */
  readonly progress?: ChecksProgress;
}

export interface GoalLive extends Goal {
  readonly tokensUsed: number;
  readonly budgetLeft: BudgetLeft;
  /** What a caller may do now: what is not here is refused, or would change nothing. */
  readonly actions: readonly GoalAction[];
}

export interface ThreadView {
  readonly threadId: string;
  readonly tenantId: string;
  readonly mode: ThreadMode;
  readonly phase: Phase;
  readonly next: NextView;
  readonly goal: GoalLive | null;
  /** The same of the thread, with and without a goal. */
  readonly actions: readonly ThreadAction[];
  readonly turn: number;
  readonly queuedInputs: number;
  /**
   * Turns in a row in which the model named the same blocker, as its next request says it; absent when it
   * named none lately.
   */
  readonly blockedTurns?: number;
  /** All that its next request says of the turns before. */
  readonly told: Told;
  /**
   * The obstacle that the model named in its last turns, while the goal is stalled; its account stands at
   * `callSeq`.
   */
  readonly stalledBy?: RepeatedBlocker;
  /** The question that a person has to answer. */
  readonly request?: Question;
  readonly wait?: Wait;
  readonly usage: Usage;
  /** Who answers in place of the thread's own model; absent when that one does. */
  readonly fallback?: Fallback;
  /** It is about to be put away: whatever else is asked of it is refused. */
  readonly isArchiving?: true;
  /** Last journal position given out; the journal may still be on its way there. */
  readonly seq: number;
  /** The oldest of the events that the journal does not hold yet; absent when it holds all. */
  readonly unwritten?: readonly JournalEvent[];
}

/** What the main loop is doing right now. */
export interface LoopPhase {
  readonly phase: Phase;
  readonly next: NextView;
  readonly work?: readonly Work[];
  /** A claim is judged, and an edit has made the verdict on it void: that work is being stopped. */
  readonly isVoid?: boolean;
}

export const goalLive = (goal: Goal, actions: readonly ThreadAction[], nowMs: number): GoalLive => ({
  ...goal,
  tokensUsed: billedTokens(goal.usage),
  budgetLeft: budgetLeft(goal.budget, goal.usage, nowMs),
  actions: goalActions(actions),
});

export function threadView(state: ThreadState, activity: LoopPhase, nowMs: number): ThreadView {
  const actions = actionsOf(state, isAtWork(activity), nowMs);
  const { work = [] } = activity;
  return {
    threadId: state.threadId,
    tenantId: state.tenantId,
    mode: state.mode,
    phase: activity.phase,
    next: { ...nextOf(state, activity, nowMs), ...(work.length === 0 ? {} : { running: work }) },
    goal: state.goal === null ? null : goalLive(state.goal, actions, nowMs),
    actions,
    turn: state.turn,
    queuedInputs: state.inputs.length,
    ...toldNext(state, activity),
    ...stalledBy(state),
    ...defined({ request: state.request, wait: state.wait }),
    usage: state.usage,
    ...defined({ fallback: state.fallback, isArchiving: state.isArchiving }),
    seq: state.seq,
    ...(state.events.length === 0 ? {} : { unwritten: state.events.slice(0, MAX_UNWRITTEN) }),
  };
}

/** An answer to a query has its bounds; there are more only while the journal is away. */
const MAX_UNWRITTEN = 200;

const isAtWork = ({ phase }: LoopPhase): boolean => phase === 'running' || phase === 'auditing';

/** A resting thread's next request is one of its next turn. */
function toldNext(state: ThreadState, activity: LoopPhase): Pick<ThreadView, 'blockedTurns' | 'told'> {
  const told = toldOf(state, isAtWork(activity) ? state.turn : state.turn + 1);
  const { blockedTurns } = told;
  return { ...defined({ blockedTurns }), told };
}

function stalledBy(state: ThreadState): Pick<ThreadView, 'stalledBy'> {
  const isStalled = state.goal?.status === 'active' && state.continuation.suppressedBecause !== undefined;
  const blocker = isStalled ? standingBlocker(state) : undefined;
  return blocker === undefined ? {} : { stalledBy: blocker };
}

/**
 * While work runs and something else than such work follows (the goal was paused meanwhile, a message waits,
 * say), that is what a reader wants to know.
 */
function nextOf(state: ThreadState, activity: LoopPhase, nowMs: number): NextView {
  const { next } = activity;
  if (!isAtWork(activity)) return next;
  const after = decide(state, nowMs);
  if (RESTING[after.action] !== undefined) {
    const isDone = state.goal?.status === 'complete' && after.action === 'idle';
    const reason = isDone ? `${after.reason}; ${ENDS_FIRST}` : `${ENDS_FIRST}; then: ${after.reason}`;
    return { ...nextView(after), action: 'running', reason };
  }
  if (after.action === 'limitBudget')
    return {
      action: 'running',
      reason: `${ENDS_FIRST}; unless it proves the goal, the budget is used up then (${after.reason})`,
    };
  if (isSameWork(after, next)) return activity.isVoid === true ? voidView(after) : next;
  const then = after.action === 'endWait' ? 'the time that was waited for has come' : after.reason;
  return { action: 'running', reason: `${ENDS_FIRST}; then: ${then}` };
}

const ENDS_FIRST = 'what runs now ends first';

/** A claim is judged within a turn, which goes on; a baseline is made by itself, and made anew. */
const voidView = (after: Next): NextView => ({
  action: 'running',
  reason: `${ENDS_FIRST}, since an edit has made a verdict on it void; then: ${
    after.action === 'turn' ? 'the turn goes on with the contract as it is now' : after.reason
  }`,
});

/** A turn that goes on for the goal is followed by its like; one that a person or an edit wants is news. */
const isSameWork = (after: Next, { action }: NextView): boolean =>
  after.action === 'turn' ? after.kind === 'continuation' : after.action === action;

/** The decision as the view shows it. */
export function nextView(next: Next): NextView {
  const { action, reason } = next;
  const atMs = 'untilMs' in next ? next.untilMs : undefined;
  return { action, reason, ...defined({ atMs }) };
}

/** The same while it is done: what made a turn due is over once it runs. */
export const doingView = (next: Next): NextView =>
  next.action === 'turn' ? { action: 'turn', reason: TURNS[next.kind] } : nextView(next);

const TURNS = {
  user: 'a turn runs that answers a message',
  continuation: 'a turn runs for the goal, which is active and not proven yet',
  wrapUp: 'a turn runs that sums up, since the budget is used up',
} as const;

const RESTING: Partial<Record<Next['action'], Phase>> = {
  idle: 'idle',
  wait: 'waiting',
  needsInput: 'needsInput',
  archive: 'idle',
};

export const phaseOf = (next: Next): Phase => RESTING[next.action] ?? 'running';
