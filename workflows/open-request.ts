/** The question that a person has to answer: asked by the model, answered, or withdrawn. Pure. */
import type { ClaimEnd } from './activities.ts';
import { answerClaim } from './claim-question.ts';
import type { AnswerInput } from './command.ts';
import { lapseClaim } from './settle-claim.ts';
import { record, type ThreadState } from './thread-state.ts';

/** The turn ends with it; nothing else starts until it is closed. */
export function openRequest(
  state: ThreadState,
  request: { readonly inputId: string; readonly seq: number; readonly replySeq: number },
  nowMs: number,
): ThreadState {
  const asked = { ...state, request: { ...request, askedAtMs: nowMs } };
  return record(asked, { type: 'inputRequested', inputId: request.inputId }, nowMs);
}

/** An answer to the model becomes the next message that it reads; one about its claim rules on that. */
export function answerRequest(
  state: ThreadState,
  { messageId, answer }: Pick<AnswerInput, 'messageId' | 'answer'>,
  nowMs: number,
): ThreadState {
  const { request, ...rest } = state;
  if (request === undefined) return state;
  if (request.kind === 'changedTests')
    return answer === undefined ? state : answerClaim(state, request, answer, messageId, nowMs);
  if (messageId === undefined) return state;
  const answered = { ...rest, inputs: [...state.inputs, { inputId: messageId }] };
  return record(answered, { type: 'inputAnswered', inputId: request.inputId, messageId }, nowMs);
}

/**
 * Takes an open question back, so that something else may go on; without one, nothing changes. A claim that it was about
 * lapses with it.
 */
export function withdrawRequest(
  state: ThreadState,
  reason: string,
  nowMs: number,
  because?: ClaimEnd['because'],
): ThreadState {
  const { request, ...rest } = state;
  if (request === undefined) return state;
  const free =
    request.kind === 'changedTests'
      ? lapseClaim(rest, request.goal.goalId, request.checksSeq, because)
      : rest;
  return record(free, { type: 'inputWithdrawn', inputId: request.inputId, reason }, nowMs);
}
