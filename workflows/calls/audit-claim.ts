/**
 * A claim of completion put to the proof: the checks, then the auditor where there is one, then a person
 * where one is needed.
 */
import { CancellationScope, patched } from '@temporalio/workflow';
import type { JournalledChecks } from '../evidence/checks-verdict.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import { isOneTooMany, lapseClaim, type TwinPart } from '../thread/question/settle-claim.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import { applyVerdict, refuseUnchecked } from '../turn/completion-claim.ts';
import type { CallInTurn } from '../turn/decide-call.ts';
import { afterAudit, afterCall } from '../turn/turn.ts';
import { callAuditor } from './auditor-call.ts';
import { runChecks } from './checks-call.ts';
import { checksGivenUp, givenUpReason, uncheckedText } from './checks-failure.ts';
import { executeCall } from './execute-call.ts';
import { whileJudged } from './judged-scope.ts';
import { PATCH } from './patches.ts';
import { nextSeq, type RunningTurn, type Thread, throwIfStopped } from './running-thread.ts';

const PUT_TO_THE_PROOF = 'a claim of completion is put to the proof';

const VOID =
  'Not decided: the user edited the contract while your claim was checked, so that no verdict on it would count, and what ran for it ' +
  'was stopped. That refuses nothing. Read the contract anew, and claim again when it holds.';

/** `goalEnded`: calls that follow in the same reply are not run. */
export async function auditClaim(
  thread: Thread,
  turn: RunningTurn,
  goal: GoalRef,
  made: CallInTurn,
): Promise<'goesOn' | 'goalEnded'> {
  const before = thread.doing;
  thread.doing = { phase: 'auditing', next: { action: before.next.action, reason: PUT_TO_THE_PROOF } };
  try {
    const hasAuditor = currentGoal(thread.state, goal)?.hasAuditor === true;
    // An event, once the checks are one: then the auditor's ruling has the place of the answer.
    let place = made;
    const verdict = await whileJudged(thread, goal, async () => {
      const checked = await checkClaim(thread, goal, made, hasAuditor);
      if ('givenUp' in checked || !hasAuditor) return checked;
      throwIfStopped();
      place = { ...made, seq: nextSeq(thread) };
      const claim = { goal, callId: made.call.callId, checked, seq: place.seq };
      return callAuditor(thread, turn, claim);
    });
    if (verdict === 'void') {
      thread.state = lapseClaim(thread.state, goal.goalId, undefined, 'edited');
      const answered = hasAuditor && place === made ? { ...made, seq: nextSeq(thread) } : place;
      await executeCall(thread, turn, answered, { ruling: { granted: false, text: VOID } });
    } else if ('givenUp' in verdict)
      await answerUnchecked(thread, turn, goal, made, givenUpReason(verdict.givenUp), hasAuditor);
    else takeVerdict(thread, turn, goal, verdict);
    const isGoing = currentGoal(thread.state, goal)?.status === 'active' && !turn.soFar.hasYielded;
    return isGoing ? 'goesOn' : 'goalEnded';
  } finally {
    thread.doing = before;
  }
}

/** The results, when there is an auditor, are an event of their own, and its ruling answers the call. */
async function checkClaim(
  thread: Thread,
  goal: GoalRef,
  { call: { callId }, seq }: CallInTurn,
  hasAuditor: boolean,
): Promise<(JournalledChecks & { readonly seq: number }) | { readonly givenUp: string }> {
  const { threadId, turn } = thread.state;
  const request = { threadId, turn, seq, goal, purpose: 'audit' as const };
  try {
    return await runChecks(thread, hasAuditor ? request : { ...request, callId });
  } catch (error) {
    const givenUp = checksGivenUp(error);
    if (givenUp === undefined) throw error;
    return { givenUp };
  }
}

function takeVerdict(thread: Thread, turn: RunningTurn, goal: GoalRef, verdict: JournalledChecks): void {
  const isAsking = verdict.awaitsPerson !== undefined;
  // Whoever stopped the turn meanwhile is not asked about what it has claimed.
  if (isAsking && CancellationScope.current().consideredCancelled) {
    thread.state = lapseClaim(thread.state, goal.goalId, verdict.seq);
    throwIfStopped();
  }
  const { state, isNearer, isHeld } = applyVerdict(
    thread.state,
    goal,
    verdict,
    Date.now(),
    mayStand(thread, goal, verdict),
    twinPart(thread, verdict),
  );
  thread.state = state;
  turn.soFar = afterAudit(turn.soFar, isNearer);
  if (isHeld) throwIfStopped();
  // Nothing may touch the workspace while a person looks at what was changed in it, or until the goal is
  // resumed.
  const hasYielded = isHeld === true || (isAsking && state.request?.kind === 'changedTests');
  turn.soFar = afterCall(turn.soFar, { hasYielded });
}

/** Whether what is granted counts of a goal that was stopped meanwhile. */
function mayStand({ state }: Thread, goal: GoalRef, { proven, awaitsPerson }: JournalledChecks): boolean {
  const status = currentGoal(state, goal)?.status;
  if (status === 'paused') return proven && patched(PATCH.heldClaims);
  return (
    status === 'budgetLimited' &&
    (proven || awaitsPerson !== undefined) &&
    patched(PATCH.verdictsOutliveBudget)
  );
}

function twinPart({ state }: Thread, { proven, twins = [] }: JournalledChecks): TwinPart {
  const isBlind = twins.some(({ standing }) => standing === 'cannotFail' || standing === 'recognised');
  if (proven || !isBlind) return 'none';
  return isOneTooMany(state) && patched(PATCH.twinRefusals) ? 'refusedTooOften' : 'refused';
}

/** The claim is refused, and the call answered, by the workflow itself. */
async function answerUnchecked(
  thread: Thread,
  turn: RunningTurn,
  goal: GoalRef,
  made: CallInTurn,
  reason: string,
  hasAuditor: boolean,
): Promise<void> {
  thread.state = refuseUnchecked(thread.state, goal, reason, Date.now());
  // The place of the call may hold the beginning of the checks, as an event that will never end.
  const place = hasAuditor ? { ...made, seq: nextSeq(thread) } : made;
  await executeCall(thread, turn, place, { ruling: { granted: false, text: uncheckedText(reason) } });
}
