/** One tool call of a turn, by what the rules make of it: run, put to the proof, or answered at once. */
import { proxyActivities } from '@temporalio/workflow';
import { callTimeLeftMs, charge, currentGoal, goalView } from './accounting.ts';
import type { Activities, GoalRef, Ruling, ToolCallRef } from './activities.ts';
import { CHECKS_OPTIONS, TOOL_CALL_OPTIONS } from './activity-options.ts';
import { applyVerdict, type JournalledChecks } from './claim.ts';
import { judge } from './judge-claim.ts';
import { noteRecorded } from './ledger-progress.ts';
import { type CallInTurn, ruleOnCall, wantsEnd } from './rule-on-call.ts';
import { nextSeq, type Thread, throwIfStopped, withOutbox } from './thread.ts';
import type { Turn } from './turn.ts';

const { runToolCall: toolActivity } = proxyActivities<Activities>(TOOL_CALL_OPTIONS);
const { runChecks } = proxyActivities<Activities>(CHECKS_OPTIONS);

/**
 * `goalEnded`: the claim was granted; calls that follow in the same reply are not run. `firstEnd`: the first call of the
 * reply that wants an end, which is the only one to be ruled on.
 */
export async function runToolCall(
  thread: Thread,
  turn: Turn,
  replySeq: number,
  call: ToolCallRef,
  firstEnd: ToolCallRef | undefined,
): Promise<'goesOn' | 'goalEnded'> {
  throwIfStopped();
  thread.state = charge(thread.state, turn.goal, { toolCalls: 1 });
  turn.toolCalls += 1;
  const { kind, goal } = turn;
  const seq = nextSeq(thread);
  const isSecondEnd = wantsEnd(call) && call !== firstEnd ? { isSecondEnd: true as const } : {};
  const made = { call, kind, seq, replySeq, ...isSecondEnd, ...(goal === undefined ? {} : { goal }) };
  const ruled = ruleOnCall(thread.state, made, Date.now());
  switch (ruled.action) {
    case 'audit':
      return audit(thread, turn, ruled.goal, made);
    case 'run':
      if (call.isWork) turn.workingCalls += 1;
      if (call.isWork && !call.readOnly) turn.isDirty = true;
      await execute(thread, turn, made);
      return 'goesOn';
    case 'answer':
      thread.state = ruled.state;
      await execute(thread, turn, made, ruled.ruling);
      if (ruled.endsTurn && call.claim === undefined) turn.hasYielded = true;
      return ruled.endsTurn ? 'goalEnded' : 'goesOn';
  }
}

/** Runs the call, or journals the ruling as its answer. */
async function execute(thread: Thread, turn: Turn, made: CallInTurn, ruling?: Ruling): Promise<void> {
  const { call, seq, replySeq } = made;
  const { threadId, turn: number } = thread.state;
  const nowMs = Date.now();
  const current = currentGoal(thread.state, turn.goal);
  const timeLeftMs = ruling === undefined ? callTimeLeftMs(thread.state, turn.goal, nowMs) : undefined;
  const result = await withOutbox(thread, (outbox) =>
    toolActivity.executeWithOptions({ summary: `turn ${number} · ${call.label}` }, [
      {
        threadId,
        turn: number,
        seq,
        ...outbox,
        callId: call.callId,
        replySeq,
        ...(current !== undefined && call.showsGoal ? { goal: goalView(current, nowMs) } : {}),
        ...(ruling === undefined ? {} : { ruling }),
        ...(timeLeftMs === undefined ? {} : { timeLeftMs }),
      },
    ]),
  );
  thread.state = charge(thread.state, turn.goal, { activeMs: result.durationMs ?? 0 });
  if (result.recorded) thread.state = noteRecorded(thread.state, turn.goal, seq);
  if (result.isNearer) turn.isNearer = true;
}

async function audit(
  thread: Thread,
  turn: Turn,
  goal: GoalRef,
  { call: { callId }, seq }: CallInTurn,
): Promise<'goesOn' | 'goalEnded'> {
  const { threadId, turn: number } = thread.state;
  const before = thread.doing;
  thread.doing = { phase: 'auditing', next: before.next };
  const request = { threadId, turn: number, seq, goal, purpose: 'audit' as const };
  try {
    const verdict = currentGoal(thread.state, goal)?.hasAuditor
      ? await judge(thread, turn, { goal, callId, checked: await checks(thread, request) })
      : await checks(thread, { ...request, callId });
    const applied = applyVerdict(thread.state, goal, verdict, Date.now());
    thread.state = applied.state;
    if (applied.isNearer) turn.isNearer = true;
    return currentGoal(thread.state, goal)?.status === 'active' ? 'goesOn' : 'goalEnded';
  } finally {
    thread.doing = before;
  }
}

type ChecksRequest = Omit<Parameters<Activities['runChecks']>[0], 'events' | 'inputs'>;

/** Runs the goal's checks as one Activity. */
export async function checks(
  thread: Thread,
  request: ChecksRequest,
): Promise<JournalledChecks & { readonly seq: number }> {
  const summary =
    request.purpose === 'audit' ? `turn ${request.turn} · audit` : `${request.purpose} · checks`;
  const result = await withOutbox(thread, (outbox) =>
    runChecks.executeWithOptions({ summary }, [{ ...request, ...outbox }]),
  );
  // Whoever only wants to look does not spend the goal's time.
  const payer = request.purpose === 'request' ? undefined : request.goal;
  thread.state = charge(thread.state, payer, { activeMs: result.durationMs ?? 0 });
  return { ...result, seq: request.seq };
}
