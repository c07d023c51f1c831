/** A message as REST shows it. Pure. */
import type { Input } from '../../journal/journal.ts';

/** `refused`: the thread did not take it, and nothing will deliver it. */
export type MessageStatus = 'queued' | 'delivered' | 'refused';

export const messageReply = (threadId: string, input: Input) => {
  const { inputId, delivery, answers, seq, createdAt } = input;
  return {
    inputId,
    threadId,
    delivery,
    status: statusOf(input),
    seq,
    ...(answers === undefined ? {} : { answers }),
    createdAt: createdAt.toISOString(),
  };
};

function statusOf({ seq, isRefused }: Input): MessageStatus {
  if (seq !== null) return 'delivered';
  return isRefused ? 'refused' : 'queued';
}
