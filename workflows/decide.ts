/**
 * What a thread does next. Pure and total: the workflow asks at every safe boundary (no turn running) and does just
 * that. The order is the conservative continuation rule: a person's input first, automatic work last.
 */
import { exhausted } from './budget.ts';
import type { ThreadState } from './thread-state.ts';

export type Next =
  /** Run the checks once before the goal's first turn. */
  | { readonly action: 'baseline'; readonly reason: string }
  | { readonly action: 'turn'; readonly kind: 'user' | 'continuation' | 'wrapUp'; readonly reason: string }
  /** The budget ran out between turns; say so, and the wrap-up turn follows. */
  | { readonly action: 'limitBudget'; readonly reason: string }
  | { readonly action: 'wait'; readonly reason: string; readonly untilMs: number }
  /** Nothing happens until somebody does something; `reason` says what would help. */
  | { readonly action: 'idle'; readonly reason: string };

export function decide(state: ThreadState, nowMs: number): Next {
  const { goal, continuation } = state;
  const hasInput = state.inputs.length > 0;
  // Only a goal that is about to run: one that its checks have blocked would be measured again and again.
  if (goal?.status === 'active' && !goal.hasBaseline)
    return { action: 'baseline', reason: 'the checks run once before the first turn' };
  if (hasInput) return { action: 'turn', kind: 'user', reason: 'a message is queued' };
  if (goal === null) return { action: 'idle', reason: 'no goal is set' };
  if (goal.status === 'budgetLimited' && !goal.hasWrappedUp)
    return { action: 'turn', kind: 'wrapUp', reason: 'the budget is used up: one summary turn' };
  if (goal.status !== 'active')
    return { action: 'idle', reason: `the goal is ${goal.status}: ${goal.statusReason}` };
  const spent = exhausted(goal.budget, goal.usage);
  if (spent !== undefined) return { action: 'limitBudget', reason: spent };
  if (continuation.suppressedBecause !== undefined)
    return {
      action: 'idle',
      reason: `stalled: ${continuation.suppressedBecause}; a message or resume goes on`,
    };
  if (nowMs < continuation.notBeforeMs)
    return { action: 'wait', reason: 'back-off after a failing turn', untilMs: continuation.notBeforeMs };
  return { action: 'turn', kind: 'continuation', reason: 'the goal is active and not proven yet' };
}
