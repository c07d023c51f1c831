/**
 * What becomes of the model's claims. `complete` is decided by the checks and the auditor, `blocked` by
 * counting turns; the model's word alone changes nothing. Pure.
 */
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import { passedBeforeCaveat } from '../evidence/caveats.ts';
import type { JournalledChecks } from '../evidence/checks-verdict.ts';
import { compareWithBest } from '../evidence/progress.ts';
import { type Goal, inStatus, isJudgedAs } from '../goal/goal.ts';
import { transition } from '../goal/goal-machine.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import type { StatusCause } from '../goal/status-cause.ts';
import { countOf } from '../text/count-of.ts';
import { askAboutClaim } from '../thread/question/claim-question.ts';
import { holdProven } from '../thread/question/held-claim.ts';
import {
  byWhom,
  completeClaim,
  lapseClaim,
  refuseClaim,
  type TwinPart,
} from '../thread/question/settle-claim.ts';
import type { CallAnswer } from '../thread/state/call-answer.ts';
import { type RepeatedBlocker, sawDigest } from '../thread/state/continuation.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import { changeGoal, type ThreadState } from '../thread/state/thread-state.ts';

/** A decision on what the model asked for, and the state that follows. */
export interface DecidedCall {
  readonly state: ThreadState;
  readonly ruling: CallAnswer;
}

export const refused = (state: ThreadState, text: string): DecidedCall => ({
  state,
  ruling: { granted: false, text: `Refused: ${text}` },
});

/**
 * The blocked rule (Codex states it in its prompt only; here it is counted): the same obstacle in
 * `policy.blockedAfterTurns` consecutive turns. Naming it twice in one turn counts once. `callSeq` is where
 * the model's account of it will stand in the journal.
 */
export function decideBlocked(
  state: ThreadState,
  ref: GoalRef | undefined,
  name: string,
  callSeq: number,
  nowMs: number,
): DecidedCall {
  const goal = currentGoal(state, ref);
  if (goal === undefined) return refused(state, 'there is no such goal on this thread.');
  const blocker = { ...nextBlocker(state, name), callSeq };
  const counted = { ...state, continuation: { ...state.continuation, blocker } };
  const needed = goal.policy.blockedAfterTurns;
  if (blocker.turns < needed)
    return refused(
      counted,
      `blocked needs the same blocker in ${needed} consecutive goal turns; "${blocker.name}" was named in ` +
        `${blocker.turns} so far${otherName(state, blocker.name)}. Try another way to the objective; while it still stops you, ` +
        'name it in these very words in each turn.',
    );
  const next = transition(goal.status, 'block', 'model');
  if (!next.ok || next.status !== 'blocked') return refused(counted, `the goal is ${goal.status}.`);
  const cause = { kind: 'blockedByModel' as const, turns: blocker.turns };
  const blocked = inStatus(goal, next.status, cause, blocker.name);
  return {
    state: changeGoal(counted, { ...blocked, blockedSeq: callSeq }, 'blocked', 'model', nowMs),
    ruling: {
      granted: true,
      text: 'The goal is blocked. Say what was tried, and what input would unlock it.',
    },
  };
}

/** Whoever words the obstacle anew begins the count anew. */
function otherName({ continuation: { blocker } }: ThreadState, name: string): string {
  if (blocker === undefined || blocker.name === name) return '';
  return ` (before it "${blocker.name}", in ${countOf(blocker.turns, 'turn')}: another name begins another count)`;
}

function nextBlocker(state: ThreadState, name: string): RepeatedBlocker {
  const before = state.continuation.blocker;
  const normalized = name.trim().toLowerCase().slice(0, 200);
  if (before?.name !== normalized)
    return { name: normalized, turns: 1, lastTurn: state.turn, switched: before !== undefined };
  if (before.lastTurn === state.turn) return before;
  const turns = before.lastTurn === state.turn - 1 ? before.turns + 1 : 1;
  return { name: normalized, turns, lastTurn: state.turn, switched: false };
}

/** What an audit has led to. */
export interface AppliedVerdict {
  readonly state: ThreadState;
  /** It came nearer to the finish line than any before. */
  readonly isNearer: boolean;
  /** The claim is proven, and waits for the goal to be resumed. */
  readonly isHeld?: true;
}

/**
 * Applies the verdict of an audit to the goal it was made for, unless an edit has touched what was judged. An
 * active goal completes. Where `mayStand` says so, one whose budget was taken away meanwhile does as well,
 * and for a paused one the claim is held. Too many refusals in a row block the goal with the failing check as
 * the reason; `byTwins` says how twins come into it.
 */
export function applyVerdict(
  state: ThreadState,
  ref: GoalRef,
  verdict: JournalledChecks,
  nowMs: number,
  mayStand = true,
  byTwins: TwinPart = 'none',
): AppliedVerdict {
  const goal = currentGoal(state, ref);
  const { proven, awaitsPerson, seq, auditSeq } = verdict;
  const isGranted = proven || awaitsPerson !== undefined;
  if (goal === undefined || goal.status === 'complete') return { state, isNearer: false };
  if (!isJudgedAs(goal, ref.revision))
    return { state: isGranted ? lapseClaim(state, ref.goalId, seq, 'edited') : state, isNearer: false };
  const { best, isNearer } = compareWithBest(goal.best, verdict.outcomes);
  const before = omit(goal, 'auditSeq', 'claimEnd');
  const audited = { ...before, checks: verdict.outcomes, best, ...placeOf(verdict) };
  if (!isGranted) {
    const reason = verdict.reason ?? 'a check did not pass';
    const refusedSeq = auditSeq ?? seq;
    const told = refusedSeq === undefined ? audited : { ...audited, refusedSeq };
    return { state: refuseClaim(state, told, reason, 'system', nowMs, byTwins), isNearer };
  }
  const inTurn = { ...state, goal: audited };
  if (goal.status === 'budgetLimited' && !mayStand)
    return { state: lapseClaim(inTurn, ref.goalId, seq), isNearer };
  if (awaitsPerson !== undefined && seq !== undefined) {
    const isStopped = !['active', 'paused', 'budgetLimited'].includes(goal.status);
    const claim = { ...awaitsPerson, checksSeq: seq, auditSeq };
    const asked = isStopped
      ? lapseClaim(inTurn, ref.goalId, seq)
      : askAboutClaim(state, audited, claim, nowMs);
    return { state: asked, isNearer };
  }
  const reason = [`proven ${byWhom(audited)}`, ...passedBeforeCaveat(verdict)].join('; ');
  const completed = completeClaim(state, audited, { kind: 'proven' }, reason, 'model', nowMs);
  if (completed !== undefined) return { state: completed, isNearer };
  const proof = seq === undefined ? { reason } : { reason, checksSeq: seq };
  const held = mayStand ? holdProven(state, audited, proof, nowMs) : undefined;
  return held === undefined
    ? { state: lapseClaim(inTurn, ref.goalId, seq), isNearer }
    : { state: held, isNearer, isHeld: true };
}

/** The claim ends although nothing could be checked: the service itself was at fault. */
export function refuseUnchecked(
  state: ThreadState,
  ref: GoalRef,
  reason: string,
  nowMs: number,
): ThreadState {
  const goal = currentGoal(state, ref);
  if (goal === undefined || goal.status === 'complete' || !isJudgedAs(goal, ref.revision)) return state;
  const claimed = omit(goal, 'claimEnd', 'refusedSeq');
  return refuseClaim(state, claimed, reason, 'system', nowMs);
}

/** Takes over the baseline: figures to compare with, and a block at once when a check cannot run at all. */
export function applyBaseline(
  state: ThreadState,
  ref: GoalRef,
  result: JournalledChecks,
  nowMs: number,
): ThreadState {
  const goal = currentGoal(state, ref);
  if (goal === undefined || !isJudgedAs(goal, ref.revision)) return state;
  const { best } = compareWithBest(goal.best, result.outcomes);
  const unproven = defined({ unprovenSeq: result.reason === undefined ? undefined : result.seq });
  const place = { ...placeOf(result), ...unproven };
  const measured = { ...goal, checks: result.outcomes, best, ...place, hasBaseline: true };
  if (result.cannotRun === undefined)
    return changeGoal(seen(state, result), measured, 'baseline', 'system', nowMs);
  return blockAtBaseline(state, measured, { kind: 'checkCannotRun' }, result.cannotRun, nowMs);
}

/** There is no baseline at all, for a reason that no repetition mends. */
export function failBaseline(
  state: ThreadState,
  ref: GoalRef,
  { finalCause, reason }: { readonly finalCause?: StatusCause; readonly reason: string },
  nowMs: number,
): ThreadState {
  const goal = currentGoal(state, ref);
  if (goal === undefined || !isJudgedAs(goal, ref.revision)) return state;
  const { best } = compareWithBest(goal.best, []);
  const cause = finalCause ?? { kind: 'checkCannotRun' };
  return blockAtBaseline(state, { ...goal, checks: [], best }, cause, reason, nowMs);
}

/** A resumed goal without a baseline tries the checks again before it spends anything. */
function blockAtBaseline(
  state: ThreadState,
  measured: Goal,
  cause: StatusCause,
  reason: string,
  nowMs: number,
): ThreadState {
  const next = transition(measured.status, 'block', 'system');
  // One whose budget was taken away meanwhile keeps the status, and the reason, that it has.
  const isBlocked = next.ok && next.status !== measured.status;
  const stopped = isBlocked ? inStatus(measured, next.status, cause, reason) : measured;
  return changeGoal(state, { ...stopped, hasBaseline: false }, 'checkCannotRun', 'system', nowMs);
}

/** The workspace as the checks found it: a turn that leaves it so has changed nothing. */
const seen = (state: ThreadState, result: JournalledChecks): ThreadState => {
  const { workspaceDigest, progressDigest = workspaceDigest } = result;
  return progressDigest === undefined
    ? state
    : { ...state, continuation: sawDigest(state.continuation, progressDigest) };
};

const placeOf = ({ seq, auditSeq }: JournalledChecks): { checksSeq?: number; auditSeq?: number } =>
  defined({ checksSeq: seq, auditSeq });
