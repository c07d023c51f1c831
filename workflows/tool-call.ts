/** One tool call of a turn, by what it asks for: an ordinary tool, or a claim that only the workflow may grant. */
import { proxyActivities } from '@temporalio/workflow';
import { charge, currentGoal, goalView } from './accounting.ts';
import type { Activities, GoalRef, ToolCallRef } from './activities.ts';
import { CHECKS_OPTIONS, TOOL_CALL_OPTIONS } from './activity-options.ts';
import { applyVerdict, type JournalledChecks, ruleOnBlocked } from './claim.ts';
import { nextSeq, type Thread, withEvents } from './thread.ts';

const { runToolCall: toolActivity } = proxyActivities<Activities>(TOOL_CALL_OPTIONS);
const { runChecks } = proxyActivities<Activities>(CHECKS_OPTIONS);

/** `goalEnded`: the claim was granted; calls that follow in the same reply are not run. */
export async function runToolCall(
  thread: Thread,
  goal: GoalRef | undefined,
  replySeq: number,
  call: ToolCallRef,
): Promise<'goesOn' | 'goalEnded'> {
  thread.state = charge(thread.state, goal, { toolCalls: 1 });
  if (call.claim?.status === 'complete' && currentGoal(thread.state, goal)?.status === 'active')
    return audit(thread, goal as GoalRef, call);
  let ruling: string | undefined;
  let ended: 'goesOn' | 'goalEnded' = 'goesOn';
  if (call.claim?.status === 'complete') ruling = 'Refused: there is no active goal to complete.';
  if (call.claim?.status === 'blocked') {
    const ruled = ruleOnBlocked(thread.state, goal, call.claim.blocker, Date.now());
    thread.state = ruled.state;
    ruling = ruled.text;
    if (ruled.granted) ended = 'goalEnded';
  }
  const { threadId, turn } = thread.state;
  const current = currentGoal(thread.state, goal);
  const seq = nextSeq(thread);
  await withEvents(thread, (outbox) =>
    toolActivity.executeWithOptions({ summary: `turn ${turn} · ${call.label}` }, [
      {
        threadId,
        turn,
        seq,
        ...outbox,
        callId: call.callId,
        replySeq,
        ...(current !== undefined && call.showsGoal ? { goal: goalView(current) } : {}),
        ...(ruling === undefined ? {} : { ruling }),
      },
    ]),
  );
  return ended;
}

async function audit(thread: Thread, goal: GoalRef, call: ToolCallRef): Promise<'goesOn' | 'goalEnded'> {
  const { threadId, turn } = thread.state;
  const before = thread.doing;
  thread.doing = { phase: 'auditing', next: before.next };
  try {
    const verdict = await checks(thread, { threadId, turn, goal, purpose: 'audit', callId: call.callId });
    thread.state = applyVerdict(thread.state, goal, verdict, Date.now());
    return currentGoal(thread.state, goal)?.status === 'active' ? 'goesOn' : 'goalEnded';
  } finally {
    thread.doing = before;
  }
}

type ChecksRequest = Omit<Parameters<Activities['runChecks']>[0], 'seq' | 'events'>;

/** Runs the goal's checks as one Activity. */
export async function checks(thread: Thread, request: ChecksRequest): Promise<JournalledChecks> {
  const seq = nextSeq(thread);
  const summary =
    request.purpose === 'audit' ? `turn ${request.turn} · audit` : `${request.purpose} · checks`;
  const result = await withEvents(thread, (outbox) =>
    runChecks.executeWithOptions({ summary }, [{ ...request, seq, ...outbox }]),
  );
  return { ...result, seq };
}
