/** The live view of a thread: what the `thread` query answers, and REST passes on. Pure. */
import { type BudgetLeft, budgetLeft } from './budget.ts';
import type { Next } from './decide.ts';
import type { Goal } from './goal.ts';
import { userActions } from './goal-machine.ts';
import type { ThreadState } from './thread-state.ts';
import { billedTokens, type Usage } from './usage.ts';

export type Phase = 'idle' | 'running' | 'waiting' | 'auditing';

/** Answers "why is this not running, and when will it?". */
export interface NextView {
  readonly action: Next['action'] | 'running';
  readonly reason: string;
  readonly atMs?: number;
}

export interface GoalLive extends Goal {
  readonly tokensUsed: number;
  readonly budgetLeft: BudgetLeft;
  /** What a caller may do now. */
  readonly actions: readonly string[];
}

export interface ThreadView {
  readonly threadId: string;
  readonly tenantId: string;
  readonly phase: Phase;
  readonly next: NextView;
  readonly goal: GoalLive | null;
  readonly turn: number;
  readonly queuedInputs: number;
  readonly usage: Usage;
  /** Last journal position given out; the journal may still be on its way there. */
  readonly seq: number;
}

/** What the main loop is doing right now. */
export interface Activity {
  readonly phase: Phase;
  readonly next: NextView;
}

export const goalLive = (goal: Goal): GoalLive => ({
  ...goal,
  tokensUsed: billedTokens(goal.usage),
  budgetLeft: budgetLeft(goal.budget, goal.usage),
  actions: userActions(goal.status),
});

export const threadView = (state: ThreadState, activity: Activity): ThreadView => ({
  threadId: state.threadId,
  tenantId: state.tenantId,
  phase: activity.phase,
  next: activity.next,
  goal: state.goal === null ? null : goalLive(state.goal),
  turn: state.turn,
  queuedInputs: state.inputs.length,
  usage: state.usage,
  seq: state.seq,
});

/** The decision as the view shows it. */
export function nextView(next: Next): NextView {
  if (next.action === 'wait') return { action: 'wait', reason: next.reason, atMs: next.untilMs };
  return { action: next.action, reason: next.reason };
}
