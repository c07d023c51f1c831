/**
 * One turn: model calls and tool calls until the model stops calling tools. Applies rules; makes none of its
 * own.
 */
import { patched } from '@temporalio/workflow';
import { defined } from '../objects/defined.ts';
import { callModel, type PlacedReply } from './calls/model-call.ts';
import { PATCH } from './calls/patches.ts';
import { runInScope } from './calls/run-in-scope.ts';
import type { RunningTurn, Thread } from './calls/running-thread.ts';
import { runToolCall } from './calls/tool-call.ts';
import { type GoalStatus, hasHeldClaim } from './goal/goal.ts';
import { callRefusedBy, charge, limitBudget, toolCallsLeft } from './thread/accounting.ts';
import { completeHeld, lapseHeld } from './thread/question/held-claim.ts';
import { currentGoal } from './thread/state/current-goal.ts';
import { changeGoal, record, type ThreadState } from './thread/state/thread-state.ts';
import { endTurn, mayBeSilent, type TurnFailure } from './turn/after-turn.ts';
import { type CutBy, cutFailure } from './turn/cut-replies.ts';
import { wantsEnd } from './turn/decide-call.ts';
import { foreseen } from './turn/repetition.ts';
import { foreseenAnswer } from './turn/same-answers.ts';
import { toolBatches } from './turn/tool-batches.ts';
import { afterBatch, cutTurn, hasEndlessAnswers, newTurn, repeatingTurn, type Turn } from './turn/turn.ts';
import type { TurnKind } from './turn/turn-kind.ts';
import { turnFailure } from './turn-failure.ts';

/** A longer turn is cut here and goes on as the next one: history is only renewed between turns. */
const MAX_MODEL_CALLS_PER_TURN = 100;

/** Ends that the model itself asked for; a pause or a clear lets the turn end in its own way. */
const HAS_ENDED: readonly (GoalStatus | undefined)[] = ['complete', 'blocked'];

export async function runTurn(thread: Thread, kind: TurnKind): Promise<void> {
  const turn = { soFar: beginTurn(thread, kind) };
  let failure: TurnFailure | undefined;
  try {
    failure = await runInScope(thread, turn.soFar.goal, () => converse(thread, turn));
  } catch (error) {
    failure = turnFailure(error);
  }
  const report = { ...turn.soFar, ...defined({ failure }) };
  const isLenient = mayBeSilent(thread.state, report) && patched(PATCH.toldOnce);
  const looksAfterRounds = report.isRepeating === true && patched(PATCH.looksAfterRounds);
  thread.state = endTurn(thread.state, report, Date.now(), isLenient, looksAfterRounds);
}

function beginTurn(thread: Thread, kind: TurnKind): Turn {
  settleHeldClaim(thread, kind);
  const { goal, mode, seq: cause } = thread.state;
  // A message to a thread whose goal does not run is an ordinary turn: the goal neither pays nor is talked
  // about.
  const isForGoal = goal !== null && mode === 'default' && (goal.status === 'active' || kind === 'wrapUp');
  const ref = isForGoal ? { goalId: goal.goalId, revision: goal.revision } : undefined;
  const forGoal = ref === undefined ? {} : { goal: ref };
  thread.state = { ...thread.state, turn: thread.state.turn + 1 };
  thread.state = record(thread.state, { type: 'turnStarted', kind, cause, ...forGoal }, Date.now());
  if (isForGoal && kind === 'wrapUp')
    thread.state = { ...thread.state, goal: { ...goal, hasWrappedUp: true } };
  const isWrapUp = kind === 'wrapUp' ? { wrapUpTurns: 1 } : {};
  if (ref !== undefined) thread.state = charge(thread.state, ref, { turns: 1, ...isWrapUp });
  return newTurn(kind, ref);
}

/** Whatever the turn does may undo the work that was judged. A person's word on it takes effect first. */
function settleHeldClaim(thread: Thread, kind: TurnKind): void {
  const isAccepted = kind === 'user' && thread.state.goal?.acceptedClaim !== undefined;
  const completed =
    isAccepted && patched(PATCH.acceptedFirst) ? completeHeld(thread.state, Date.now()) : undefined;
  thread.state = completed ?? lapsedBefore(thread);
}

/** The record says so as well: what it said of the goal is no longer so. */
function lapsedBefore({ state }: Thread): ThreadState {
  const { goal } = state;
  if (goal === null || !hasHeldClaim(goal)) return state;
  const lapsed = lapseHeld(state, 'a turn began before the goal was resumed', Date.now());
  return lapsed.goal !== null && patched(PATCH.toldLapses)
    ? changeGoal(lapsed, lapsed.goal, 'claimLapsed', 'system', Date.now())
    : lapsed;
}

/**
 * It goes on until the turn ends in good order, or with the failure that is returned; Activities that fail
 * throw.
 */
async function converse(thread: Thread, turn: RunningTurn): Promise<TurnFailure | undefined> {
  let cutBy: CutBy | undefined;
  let cutInRow = 0;
  let isCompacted = false;
  for (let call = 1; call <= MAX_MODEL_CALLS_PER_TURN; ) {
    if (stopForBudget(thread, turn)) return undefined;
    // A goal that has just ended gets closing words, and nothing more: no tool may follow the verdict.
    const isOver = HAS_ENDED.includes(currentGoal(thread.state, turn.soFar.goal)?.status);
    const isLast = turn.soFar.kind === 'wrapUp' || (isOver && call > 1);
    const conditions = { isFirst: call === 1 && !isCompacted, mayCallTools: !isLast, cutBy, isCompacted };
    const reply = await callModel(thread, turn, conditions);
    isCompacted = reply === 'compacted';
    if (reply === 'compacted') continue;
    call += 1;
    if (isLast) return undefined;
    ({ cutBy } = reply);
    cutInRow = cutBy === undefined ? 0 : cutInRow + 1;
    const failure = cutFailure(cutBy, cutInRow);
    if (failure !== undefined) return failure;
    // A reply that was cut in the middle of its words has not ended the turn.
    if (reply.toolCalls.length === 0 && cutBy === undefined) return undefined;
    if ((await runTools(thread, turn, reply)) === 'turnEnds') return undefined;
  }
  turn.soFar = cutTurn(turn.soFar);
  return undefined;
}

async function runTools(
  thread: Thread,
  turn: RunningTurn,
  reply: PlacedReply,
): Promise<'goesOn' | 'turnEnds'> {
  const firstEnd = reply.toolCalls.find(wantsEnd);
  for (const batch of toolBatches(reply.toolCalls)) {
    // Reaching the budget is not failing: a claim made in the reply that crossed it is still put to the
    // proof.
    const isClaim = batch[0]?.claim?.status === 'complete';
    if (!isClaim && stopForBudget(thread, turn)) return 'turnEnds';
    // Calls that run side by side are counted before any of them starts.
    const payable = isClaim ? batch : batch.slice(0, toolCallsLeft(thread.state, turn.soFar.goal));
    const ahead = {
      foreseen: foreseen(turn.soFar.callDigests),
      foreseenAnswer: foreseenAnswer(turn.soFar.sameAnswers, {
        replySeq: reply.seq,
        workspace: turn.soFar.digest,
      }),
    };
    const ended = await allSettled(
      payable.map((call, index) =>
        // What runs beside others is known when they have ended: only the first of them can be told.
        runToolCall(thread, turn, {
          ...{ call, replySeq: reply.seq, firstEnd },
          ...(index === 0 ? ahead : { foreseen: [] }),
        }),
      ),
    );
    turn.soFar = afterBatch(turn.soFar, ended, reply.seq);
    if (hasEndlessAnswers(turn.soFar) && patched(PATCH.sameAnswers)) turn.soFar = repeatingTurn(turn.soFar);
    if (turn.soFar.hasYielded || (payable.length < batch.length && stopForBudget(thread, turn)))
      return 'turnEnds';
    if (ended.some(({ hasEndedGoal }) => hasEndedGoal)) return 'goesOn';
    if (turn.soFar.isRepeating) return 'turnEnds';
  }
  return 'goesOn';
}

/** Checked before every call, so that a budget is overshot by one model call at most. */
function stopForBudget(thread: Thread, turn: RunningTurn): boolean {
  if (turn.soFar.kind === 'wrapUp') return false;
  const goal = currentGoal(thread.state, turn.soFar.goal);
  if (goal === undefined || goal.status === 'complete') return false;
  // Lowered below what is spent while the turn ran: no further work either.
  if (goal.status === 'budgetLimited') return true;
  const reason = callRefusedBy(thread.state, turn.soFar.goal, Date.now());
  if (reason === undefined) return false;
  thread.state = limitBudget(thread.state, reason, Date.now());
  return true;
}

/** It is `Promise.all`, but no call is left running behind when one of them fails. */
async function allSettled<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
