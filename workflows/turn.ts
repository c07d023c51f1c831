/** One turn: model calls and tool calls until the model stops calling tools. Applies rules; makes none of its own. */
import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import { callRefusedBy, charge, currentGoal, goalView, limitBudget } from './accounting.ts';
import type { Activities, GoalRef, ModelCallResult, TurnKind } from './activities.ts';
import { MODEL_CALL_OPTIONS } from './activity-options.ts';
import { endTurn, type TurnFailure } from './after-turn.ts';
import type { GoalStatus } from './goal.ts';
import { nextSeq, type Thread, withEvents } from './thread.ts';
import { record } from './thread-state.ts';
import { toolBatches } from './tool-batches.ts';
import { runToolCall } from './tool-call.ts';
import { turnFailure } from './turn-failure.ts';
import { billedTokens } from './usage.ts';

const { callModel } = proxyActivities<Activities>(MODEL_CALL_OPTIONS);

/** A longer turn is cut here and goes on as the next one: history is only renewed between turns. */
const MAX_MODEL_CALLS_PER_TURN = 100;

/** Ends that the model itself asked for; a pause or a clear lets the turn end in its own way. */
const HAS_ENDED: readonly (GoalStatus | undefined)[] = ['complete', 'blocked'];

/** A reply's reference together with its place in the journal. */
type Reply = ModelCallResult & { readonly seq: number };

/** What a turn is for, and what it did so far. */
interface Turn {
  readonly kind: TurnKind;
  readonly goal?: GoalRef;
  tokens: number;
  toolCalls: number;
  workingCalls: number;
}

export async function runTurn(thread: Thread, kind: TurnKind): Promise<void> {
  const turn = beginTurn(thread, kind);
  const scope = new CancellationScope();
  thread.running = { scope, ...(turn.goal === undefined ? {} : { goal: turn.goal }) };
  let failure: TurnFailure | undefined;
  try {
    await scope.run(() => converse(thread, turn));
  } catch (error) {
    failure = turnFailure(error);
  } finally {
    thread.running = undefined;
  }
  thread.state = endTurn(
    thread.state,
    { ...turn, ...(failure === undefined ? {} : { failure }) },
    Date.now(),
  );
}

function beginTurn(thread: Thread, kind: TurnKind): Turn {
  const { goal } = thread.state;
  thread.state = { ...thread.state, turn: thread.state.turn + 1 };
  thread.state = record(thread.state, { type: 'turnStarted', kind }, Date.now());
  const none = { kind, tokens: 0, toolCalls: 0, workingCalls: 0 };
  // A message to a thread whose goal does not run is an ordinary turn: the goal neither pays nor is talked about.
  if (goal === null || (goal.status !== 'active' && kind !== 'wrapUp')) return none;
  if (kind === 'wrapUp') thread.state = { ...thread.state, goal: { ...goal, hasWrappedUp: true } };
  const ref: GoalRef = { goalId: goal.goalId, revision: goal.revision };
  thread.state = charge(thread.state, ref, { turns: 1 });
  return { ...none, goal: ref };
}

async function converse(thread: Thread, turn: Turn): Promise<void> {
  for (let call = 1; call <= MAX_MODEL_CALLS_PER_TURN; call++) {
    if (stopForBudget(thread, turn)) return;
    // A goal that has just ended gets closing words, and nothing more: no tool may follow the verdict.
    const isOver = HAS_ENDED.includes(currentGoal(thread.state, turn.goal)?.status);
    const isLast = turn.kind === 'wrapUp' || (isOver && call > 1);
    const reply = await modelCall(thread, turn, !isLast);
    if (isLast || reply.toolCalls.length === 0) return;
    if ((await runTools(thread, turn, reply)) === 'budgetReached') return;
  }
}

async function modelCall(thread: Thread, turn: Turn, tools: boolean): Promise<Reply> {
  const { state } = thread;
  const queued = state.inputs;
  thread.state = { ...state, inputs: [] };
  const inputs = queued.map((inputId) => ({ inputId, seq: nextSeq(thread) }));
  const goal = currentGoal(thread.state, turn.goal);
  const seq = nextSeq(thread);
  const result = await withEvents(thread, (outbox) =>
    callModel.executeWithOptions({ summary: `turn ${state.turn} · model` }, [
      {
        threadId: state.threadId,
        turn: state.turn,
        seq,
        ...outbox,
        kind: turn.kind,
        ...(inputs.length === 0 ? {} : { inputs }),
        tools,
        ...(goal === undefined ? {} : { goal: goalView(goal) }),
      },
    ]),
  );
  turn.tokens += billedTokens(result.usage);
  thread.state = charge(thread.state, turn.goal, { ...result.usage, modelCalls: 1 });
  return { ...result, seq };
}

async function runTools(thread: Thread, turn: Turn, reply: Reply): Promise<'done' | 'budgetReached'> {
  for (const batch of toolBatches(reply.toolCalls)) {
    if (stopForBudget(thread, turn)) return 'budgetReached';
    const ended = await allSettled(batch.map((call) => runToolCall(thread, turn.goal, reply.seq, call)));
    turn.toolCalls += batch.length;
    turn.workingCalls += batch.filter((call) => call.isWork).length;
    if (ended.includes('goalEnded')) return 'done';
  }
  return 'done';
}

/** Checked before every call, so that a budget is overshot by one model call at most. */
function stopForBudget(thread: Thread, turn: Turn): boolean {
  if (turn.kind === 'wrapUp') return false;
  const goal = currentGoal(thread.state, turn.goal);
  if (goal === undefined || goal.status === 'complete') return false;
  const reason = callRefusedBy(thread.state, turn.goal);
  if (reason === undefined) return false;
  thread.state = limitBudget(thread.state, reason, Date.now());
  return true;
}

/** Like `Promise.all`, but no call is left running behind when one of them fails. */
async function allSettled<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
