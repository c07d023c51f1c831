/** Name and arguments of a tool call, from the reply that made it. */
import type { ModelReply, ReplyOutput } from '../../context/transcript/model-reply.ts';
import { callIdOf, replySeqOf } from '../../context/transcript/transcript.ts';
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
  if (item?.kind !== 'modelReply') return undefined;
  const { output } = JSON.parse(item.body) as ModelReply;
  const calls = output.filter((part) => part.type === 'function_call');
  return calls.find((_, index) => callIdOf(replySeq, index) === callId);
}
