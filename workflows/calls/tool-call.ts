/** One tool call of a turn, by what the rules make of it: run, put to the proof, or answered at once. */
import { defined } from '../../objects/defined.ts';
import { charge } from '../thread/accounting.ts';
import { decideCall, wantsEnd } from '../turn/decide-call.ts';
import type { ToolCallRef } from '../turn/tool-call-ref.ts';
import type { Turn } from '../turn/turn.ts';
import { auditClaim } from './audit-claim.ts';
import { executeCall } from './execute-call.ts';
import { nextSeq, type Thread, throwIfStopped } from './running-thread.ts';

/**
 * `goalEnded`: the claim was granted; calls that follow in the same reply are not run. `firstEnd`: the first
 * call of the reply that wants an end, which is the only one to be ruled on.
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
  const made = { call, kind, seq, replySeq, ...isSecondEnd, ...defined({ goal }) };
  const ruled = decideCall(thread.state, made, Date.now());
  switch (ruled.action) {
    case 'audit':
      return auditClaim(thread, turn, ruled.goal, made);
    case 'run':
      if (call.isWork) turn.workingCalls += 1;
      if (call.isWork && !call.readOnly) turn.isDirty = true;
      await executeCall(thread, turn, made);
      return 'goesOn';
    case 'answer':
      thread.state = ruled.state;
      await executeCall(thread, turn, made, ruled.ruling);
      // Only the end of a goal gets closing words.
      if (ruled.endsTurn && call.claim?.status !== 'blocked') turn.hasYielded = true;
      return ruled.endsTurn ? 'goalEnded' : 'goesOn';
  }
}
