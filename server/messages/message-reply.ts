/** A message as REST shows it. Pure. */
import type { Input } from '../../journal/rows/input.ts';
import { defined } from '../../objects/defined.ts';
import type { PostedMessage } from './message-schema.ts';

export const messageReply = (threadId: string, input: Input): PostedMessage => {
  const { inputId, delivery, answers, seq, createdAt, editedAt } = input;
  return {
    inputId,
    threadId,
    delivery,
    status: statusOf(input),
    seq,
    ...defined({ answers }),
    createdAt: createdAt.toISOString(),
    ...defined({ editedAt: editedAt?.toISOString() }),
  };
};

function statusOf({ seq, isRefused, isWithdrawn }: Input): PostedMessage['status'] {
  if (seq !== null) return 'delivered';
  if (isWithdrawn) return 'withdrawn';
  return isRefused ? 'refused' : 'queued';
}
