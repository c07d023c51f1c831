/** Items of a record as the journal keeps them, for tests of what is made of them. */

import { callIdOf } from '../../context/transcript/transcript.ts';
import type { ReplyOutput } from '../../journal/bodies/model-reply.ts';
import type { UserMessageBody } from '../../journal/bodies/user-message.ts';
import type { Item } from '../../journal/journal.ts';
import { defined } from '../../objects/defined.ts';
import { statusReasonOf } from '../../workflows/goal/status-reason.ts';

const item = (seq: number, kind: Item['kind'], body: object, callId?: string): Item => ({
  seq,
  turn: 1,
  kind,
  createdAt: new Date(0),
  body: JSON.stringify(body),
  ...defined({ callId }),
});

export const messageItem = (seq: number, body: UserMessageBody): Item => item(seq, 'userMessage', body);

export const userMessage = (seq: number, content: string): Item => messageItem(seq, { content });

export const event = (seq: number): Item =>
  item(seq, 'event', { type: 'threadReopened', seq, atMs: 0, turn: 1 });

/** A person has stopped the goal, or set it going again. */
export const goalItem = (seq: number, change: 'pause' | 'interrupt' | 'resume', reason?: string): Item => {
  const kind = ({ pause: 'pausedByUser', interrupt: 'interruptedByUser', resume: 'resumedByUser' } as const)[
    change
  ];
  const goal = {
    goalId: 'g',
    status: 'paused',
    statusCause: { kind },
    statusReason: statusReasonOf({ kind }, reason),
  };
  return item(seq, 'event', { type: 'goalChanged', change, actor: 'user', goal, seq, atMs: 0, turn: 1 });
};

export const replyItem = (seq: number, output: readonly ReplyOutput[]): Item =>
  item(seq, 'modelReply', { responseId: `resp_${seq}`, output, usage: {} }, `model-${seq}`);

/** A reply with a text and `calls` shell calls. */
export const callingReply = (seq: number, calls: number): Item =>
  replyItem(seq, [
    { type: 'message', text: `text ${seq}` },
    ...Array.from({ length: calls }, (_, index) => ({
      type: 'function_call' as const,
      call_id: `call_${seq}_${index}`,
      name: 'shell',
      arguments: '{}',
    })),
  ]);

/** The result of call number `index` of the reply at `replySeq`. */
export const resultItem = (seq: number, replySeq: number, index: number): Item =>
  item(
    seq,
    'toolResult',
    { name: 'shell', ok: true, output: `result ${replySeq}/${index}` },
    callIdOf(replySeq, index),
  );
