/** The question that the model put to a person: asked, answered, or withdrawn. Pure. */
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

/** The answer becomes the next message that the model reads. */
export function answerRequest(state: ThreadState, messageId: string, nowMs: number): ThreadState {
  const { request, ...rest } = state;
  if (request === undefined) return state;
  const answered = { ...rest, inputs: [...state.inputs, { inputId: messageId }] };
  return record(answered, { type: 'inputAnswered', inputId: request.inputId, messageId }, nowMs);
}

/** Takes an open question back, so that something else may go on; without one, nothing changes. */
export function withdrawRequest(state: ThreadState, reason: string, nowMs: number): ThreadState {
  const { request, ...rest } = state;
  if (request === undefined) return state;
  return record(rest, { type: 'inputWithdrawn', inputId: request.inputId, reason }, nowMs);
}
