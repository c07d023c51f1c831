/**
 * What becomes of the model's claims. `complete` is decided by the checks, `blocked` by counting turns; the model's
 * word alone changes nothing. Pure.
 */
import { currentGoal } from './accounting.ts';
import type { ChecksResult, GoalRef } from './activities.ts';
import { transition } from './goal-machine.ts';
import { type Blocker, changeGoal, type ThreadState } from './thread-state.ts';

/** Results of the checks with their place in the journal; without one when they could not be run at all. */
export type JournalledChecks = ChecksResult & { readonly seq?: number };

export interface Ruling {
  readonly state: ThreadState;
  readonly granted: boolean;
  /** The answer that the model reads. */
  readonly text: string;
}

/**
 * The blocked rule (Codex states it in its prompt only; here it is counted): the same obstacle in
 * `policy.blockedAfterTurns` consecutive turns. Naming it twice in one turn counts once.
 */
export function ruleOnBlocked(
  state: ThreadState,
  ref: GoalRef | undefined,
  name: string,
  nowMs: number,
): Ruling {
  const goal = currentGoal(state, ref);
  if (goal === undefined)
    return { state, granted: false, text: 'Refused: there is no such goal on this thread.' };
  const blocker = nextBlocker(state, name);
  const counted = { ...state, continuation: { ...state.continuation, blocker } };
  const needed = goal.policy.blockedAfterTurns;
  if (blocker.turns < needed) {
    const text =
      `Refused: blocked needs the same blocker in ${needed} consecutive goal turns; "${blocker.name}" was named in ` +
      `${blocker.turns} so far. Try another way to the objective.`;
    return { state: counted, granted: false, text };
  }
  const next = transition(goal.status, 'block', 'model', { budgetExhausted: false, proven: false });
  if (!next.ok) return { state: counted, granted: false, text: `Refused: the goal is ${goal.status}.` };
  const blocked = {
    ...goal,
    status: next.status,
    statusReason: `blocked in ${blocker.turns} turns by: ${blocker.name}`,
  };
  return {
    state: changeGoal(counted, blocked, 'blocked', 'model', nowMs),
    granted: true,
    text: `The goal is ${next.status}. Say what was tried, and what input would unlock it.`,
  };
}

function nextBlocker(state: ThreadState, name: string): Blocker {
  const before = state.continuation.blocker;
  const normalized = name.trim().toLowerCase().slice(0, 200);
  if (before?.name !== normalized)
    return { name: normalized, turns: 1, lastTurn: state.turn, switched: before !== undefined };
  if (before.lastTurn === state.turn) return before;
  const turns = before.lastTurn === state.turn - 1 ? before.turns + 1 : 1;
  return { name: normalized, turns, lastTurn: state.turn, switched: false };
}

/**
 * Applies the verdict of an audit to the goal it was made for. Only the revision that was audited can complete, and
 * only while it is active. Too many refusals in a row block the goal with the failing check as the reason.
 */
export function applyVerdict(
  state: ThreadState,
  ref: GoalRef,
  verdict: JournalledChecks,
  nowMs: number,
): ThreadState {
  const goal = currentGoal(state, ref);
  if (goal === undefined || goal.revision !== ref.revision) return state;
  const audited = { ...goal, checks: verdict.outcomes, ...placeOf(verdict) };
  const facts = { budgetExhausted: false, proven: verdict.proven };
  if (verdict.proven) {
    const next = transition(goal.status, 'complete', 'model', facts);
    if (!next.ok) return { ...state, goal: audited };
    const complete = {
      ...audited,
      status: next.status,
      statusReason: 'proven by the checks of the contract',
    };
    return changeGoal(state, complete, 'completed', 'model', nowMs);
  }
  const reason = verdict.reason ?? 'a check did not pass';
  const refused = { ...audited, refusedAudits: goal.refusedAudits + 1 };
  if (refused.refusedAudits >= goal.policy.maxRefusedAudits) {
    const next = transition(goal.status, 'block', 'system', facts);
    const statusReason = `${refused.refusedAudits} claims of completion were refused; the last one: ${reason}`;
    if (next.ok)
      return changeGoal(state, { ...refused, status: next.status, statusReason }, 'blocked', 'system', nowMs);
  }
  return changeGoal(state, refused, 'claimRefused', 'system', nowMs);
}

/** Takes over the baseline: figures to compare with, and a block at once when a check cannot run at all. */
export function applyBaseline(
  state: ThreadState,
  ref: GoalRef,
  result: JournalledChecks,
  nowMs: number,
): ThreadState {
  const goal = currentGoal(state, ref);
  if (goal === undefined || goal.revision !== ref.revision) return state;
  const measured = { ...goal, checks: result.outcomes, ...placeOf(result), hasBaseline: true };
  if (result.cannotRun === undefined) return changeGoal(state, measured, 'baseline', 'system', nowMs);
  const next = transition(goal.status, 'block', 'system', { budgetExhausted: false, proven: false });
  const status = next.ok ? next.status : goal.status;
  const statusReason = `a check cannot run: ${result.cannotRun}`;
  // Without a baseline a resumed goal tries the checks again before it spends anything.
  return changeGoal(
    state,
    { ...measured, hasBaseline: false, status, statusReason },
    'checkCannotRun',
    'system',
    nowMs,
  );
}

const placeOf = ({ seq }: JournalledChecks): { checksSeq?: number } =>
  seq === undefined ? {} : { checksSeq: seq };
