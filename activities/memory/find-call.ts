/** Name and arguments of a tool call, from the reply that made it. */

import { callIdOf, replySeqOf } from '../../context/transcript/transcript.ts';
import type { ReplyOutput } from '../../journal/bodies/model-reply.ts';
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Recall } from './recall.ts';

export type FunctionCall = Extract<ReplyOutput, { type: 'function_call' }>;

/** `undefined` when the journal has no such call. */
export async function findCall(
  { recall }: { readonly recall: Recall },
  threadId: string,
  callId: string,
): Promise<FunctionCall | undefined> {
  const replySeq = replySeqOf(callId);
  const item = await recall.item(threadId, replySeq);
  const reply = item && bodyAs(item, 'modelReply');
  const calls = reply?.output.filter((part) => part.type === 'function_call');
  return calls?.find((_, index) => callIdOf(replySeq, index) === callId);
}
