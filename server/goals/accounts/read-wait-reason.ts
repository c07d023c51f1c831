/** What the model waits for, in its own words: they stand in its call, and the workflow knows only where. */
import { z } from 'zod';
import { bodyAs } from '../../../journal/bodies/read-body.ts';
import type { Journal } from '../../../journal/journal.ts';
import type { ThreadView } from '../../../workflows/view/thread-view.ts';
import { itemAt } from '../../lookup/item-at.ts';

const reasoned = z.object({ reason: z.string().min(1) });

/** `undefined`: nothing is waited for, no reason was given, or the record lacks the call. */
export async function readWaitReason(
  journal: Pick<Journal, 'readItem'>,
  threadId: string,
  wait: ThreadView['wait'],
): Promise<string | undefined> {
  const [replySeq, index] = (wait?.callId ?? '').split('-').map(Number);
  if (wait?.callId === undefined || index === undefined) return undefined;
  const item = await itemAt(journal, threadId, replySeq);
  const calls = item && bodyAs(item, 'modelReply')?.output.filter((part) => part.type === 'function_call');
  return reasonIn(calls?.[index]?.arguments);
}

function reasonIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return reasoned.safeParse(JSON.parse(text)).data?.reason;
  } catch {
    return undefined;
  }
}
