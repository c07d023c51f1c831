/** One tool call of a turn, by what the rules make of it: run, put to the proof, or answered at once. */
import { defined } from '../../objects/defined.ts';
import { charge } from '../thread/accounting.ts';
import { decideCall, wantsEnd } from '../turn/decide-call.ts';
import type { Foreseen } from '../turn/repetition.ts';
import type { ForeseenAnswer } from '../turn/same-answers.ts';
import type { ToolCallRef } from '../turn/tool-call-ref.ts';
import { afterCall, type EndedDigests, withMadeCall, withRunningCall } from '../turn/turn.ts';
import { auditClaim } from './audit-claim.ts';
import { executeCall } from './execute-call.ts';
import { nextSeq, type RunningTurn, type Thread, throwIfStopped } from './running-thread.ts';

/** A call among those of its reply. */
export interface CallOfReply {
  readonly call: ToolCallRef;
  readonly replySeq: number;
  /** The first call of the reply that wants an end, which is the only one to be ruled on. */
  readonly firstEnd: ToolCallRef | undefined;
  /** What the turn would repeat with it. */
  readonly foreseen: readonly Foreseen[];
  readonly foreseenAnswer?: ForeseenAnswer | undefined;
}

/** A claim that was put to the proof has no digests, and is counted by its own rule. */
export interface EndedCall extends EndedDigests {
  /** The claim was granted: calls that follow in the same reply are not run. */
  readonly hasEndedGoal: boolean;
}

export async function runToolCall(
  thread: Thread,
  turn: RunningTurn,
  { call, replySeq, firstEnd, ...ahead }: CallOfReply,
): Promise<EndedCall> {
  throwIfStopped();
  thread.state = charge(thread.state, turn.soFar.goal, { toolCalls: 1 });
  turn.soFar = withMadeCall(turn.soFar);
  const { kind, goal } = turn.soFar;
  const seq = nextSeq(thread);
  const isSecondEnd = wantsEnd(call) && call !== firstEnd ? { isSecondEnd: true as const } : {};
  const made = { call, kind, seq, replySeq, ...isSecondEnd, ...defined({ goal }) };
  const decision = decideCall(thread.state, made, Date.now());
  switch (decision.action) {
    case 'audit':
      return { hasEndedGoal: (await auditClaim(thread, turn, decision.goal, made)) === 'goalEnded' };
    case 'run':
      turn.soFar = withRunningCall(turn.soFar, {
        ...call,
        readOnly: call.readOnly || decision.isReadOnly === true,
      });
      return {
        hasEndedGoal: false,
        ...(await executeCall(thread, turn, made, {
          ...ahead,
          ...defined({ isReadOnly: decision.isReadOnly }),
        })),
      };
    case 'answer': {
      thread.state = decision.state;
      const digests = await executeCall(thread, turn, made, { ruling: decision.ruling, ...ahead });
      // Only the end of a goal gets closing words.
      turn.soFar = afterCall(turn.soFar, {
        hasYielded: decision.endsTurn && call.claim?.status !== 'blocked',
      });
      return { hasEndedGoal: decision.endsTurn, ...digests };
    }
  }
}
