/**
 * What becomes of the model's claims. `complete` is decided by the checks and the auditor, `blocked` by counting turns; the
 * model's word alone changes nothing. Pure.
 */
import { currentGoal } from './accounting.ts';
import type { ChecksResult, GoalRef, Ruling } from './activities.ts';
import { type Blocker, sawDigest } from './continuation.ts';
import { inStatus } from './goal.ts';
import { transition } from './goal-machine.ts';
import { compareWithBest } from './progress.ts';
import { changeGoal, type ThreadState } from './thread-state.ts';

/** Results of the checks with their place in the journal; without one when they could not be run at all. */
export type JournalledChecks = ChecksResult & {
  readonly seq?: number;
  /** Of the auditor's ruling on the same claim. */
  readonly auditSeq?: number;
};

/** A decision on what the model asked for, and the state that follows. */
export interface Ruled {
  readonly state: ThreadState;
  readonly ruling: Ruling;
}

export const refused = (state: ThreadState, text: string): Ruled => ({
  state,
  ruling: { granted: false, text: `Refused: ${text}` },
});

/**
 * The blocked rule (Codex states it in its prompt only; here it is counted): the same obstacle in
 * `policy.blockedAfterTurns` consecutive turns. Naming it twice in one turn counts once. `callSeq` is where the model's
 * account of it will stand in the journal.
 */
export function ruleOnBlocked(
  state: ThreadState,
  ref: GoalRef | undefined,
  name: string,
  callSeq: number,
  nowMs: number,
): Ruled {
  const goal = currentGoal(state, ref);
  if (goal === undefined) return refused(state, 'there is no such goal on this thread.');
  const blocker = nextBlocker(state, name);
  const counted = { ...state, continuation: { ...state.continuation, blocker } };
  const needed = goal.policy.blockedAfterTurns;
  if (blocker.turns < needed)
    return refused(
      counted,
      `blocked needs the same blocker in ${needed} consecutive goal turns; "${blocker.name}" was named in ` +
        `${blocker.turns} so far. Try another way to the objective.`,
    );
  const next = transition(goal.status, 'block', 'model', { budgetExhausted: false, proven: false });
  if (!next.ok || next.status !== 'blocked') return refused(counted, `the goal is ${goal.status}.`);
  const blocked = inStatus(goal, next.status, `blocked in ${blocker.turns} turns by: ${blocker.name}`);
  return {
    state: changeGoal(counted, { ...blocked, blockedSeq: callSeq }, 'blocked', 'model', nowMs),
    ruling: {
      granted: true,
      text: 'The goal is blocked. Say what was tried, and what input would unlock it.',
    },
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

/** In how many turns running, up to the one before `turn` or up to that one, the same blocker was named. */
export function blockedTurns({ continuation: { blocker } }: ThreadState, turn: number): number | undefined {
  return blocker === undefined || blocker.lastTurn < turn - 1 ? undefined : blocker.turns;
}

/**
 * Applies the verdict of an audit to the goal it was made for. Only the revision that was audited can complete, and
 * only while it is active. Too many refusals in a row block the goal with the failing check as the reason. `isNearer`:
 * the audit came nearer to the finish line than any before.
 */
export function applyVerdict(
  state: ThreadState,
  ref: GoalRef,
  verdict: JournalledChecks,
  nowMs: number,
): { readonly state: ThreadState; readonly isNearer: boolean } {
  const goal = currentGoal(state, ref);
  const isOver = goal?.status === 'complete';
  if (goal === undefined || isOver || goal.revision !== ref.revision) return { state, isNearer: false };
  const { best, isNearer } = compareWithBest(goal.best, verdict.outcomes);
  const { auditSeq: _, ...before } = goal;
  const audited = { ...before, checks: verdict.outcomes, best, ...placeOf(verdict) };
  const facts = { budgetExhausted: false, proven: verdict.proven };
  if (verdict.proven) {
    const next = transition(goal.status, 'complete', 'model', facts);
    if (!next.ok) return { state: { ...state, goal: audited }, isNearer };
    const complete = inStatus(audited, next.status, `proven ${byWhom(verdict)}`);
    return { state: changeGoal(state, complete, 'completed', 'model', nowMs), isNearer };
  }
  const refusedInRow = state.continuation.refusedAudits + 1;
  const counted = { ...state, continuation: { ...state.continuation, refusedAudits: refusedInRow } };
  const refusedGoal = { ...audited, refusedAudits: goal.refusedAudits + 1 };
  const next = transition(goal.status, 'block', 'system', facts);
  if (refusedInRow >= goal.policy.maxRefusedAudits && next.ok && next.status === 'blocked') {
    const reason = verdict.reason ?? 'a check did not pass';
    const statusReason = `${refusedInRow} claims of completion were refused; the last one: ${reason}`;
    const blocked = inStatus(refusedGoal, next.status, statusReason);
    return { state: changeGoal(counted, blocked, 'blocked', 'system', nowMs), isNearer };
  }
  return { state: changeGoal(counted, refusedGoal, 'claimRefused', 'system', nowMs), isNearer };
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
  const { best } = compareWithBest(goal.best, result.outcomes);
  const measured = { ...goal, checks: result.outcomes, best, ...placeOf(result), hasBaseline: true };
  if (result.cannotRun === undefined)
    return changeGoal(seen(state, result), measured, 'baseline', 'system', nowMs);
  const next = transition(goal.status, 'block', 'system', { budgetExhausted: false, proven: false });
  const statusReason = `a check cannot run: ${result.cannotRun}`;
  const stopped = next.ok ? inStatus(measured, next.status, statusReason) : measured;
  // Without a baseline a resumed goal tries the checks again before it spends anything.
  return changeGoal(state, { ...stopped, hasBaseline: false }, 'checkCannotRun', 'system', nowMs);
}

/** The workspace as the checks found it: a turn that leaves it so has changed nothing. */
const seen = (state: ThreadState, { workspaceDigest }: JournalledChecks): ThreadState =>
  workspaceDigest === undefined
    ? state
    : { ...state, continuation: sawDigest(state.continuation, workspaceDigest) };

const placeOf = ({ seq, auditSeq }: JournalledChecks): { checksSeq?: number; auditSeq?: number } => ({
  ...(seq === undefined ? {} : { checksSeq: seq }),
  ...(auditSeq === undefined ? {} : { auditSeq }),
});

function byWhom({ outcomes, auditSeq }: JournalledChecks): string {
  if (auditSeq === undefined) return 'by the checks of the contract';
  return outcomes.length === 0
    ? 'to the auditor of the contract'
    : 'by the checks of the contract and to its auditor';
}
