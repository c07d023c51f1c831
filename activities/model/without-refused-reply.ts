/** The last resort against a history that a provider refuses: the same request without the newest reply. */
import type { Transcript } from '../../context/transcript/transcript.ts';
import type { ModelResult } from './client.ts';

export interface Asked {
  readonly result: ModelResult;
  /** Replies, by their places, without which it was answered; empty: nothing was left out. */
  readonly leftOut: readonly number[];
}

/**
 * Asks, and once more without the newest reply where the request itself is refused. All older replies were
 * read again with success when that one was made, so that the refused item is a part of it, an answer to it,
 * or none of the model's at all: then the second refusal says so, and the first one stands.
 */
export async function withoutRefusedReply(
  transcript: Pick<Transcript, 'newestReply'>,
  ask: (leftOut: readonly number[]) => Promise<ModelResult>,
): Promise<Asked> {
  const result = await ask([]);
  const suspect = mayBeAnItem(result) ? transcript.newestReply() : undefined;
  if (suspect === undefined) return { result, leftOut: [] };
  const again = await ask([suspect]);
  return again.ok ? { result: again, leftOut: [suspect] } : { result, leftOut: [] };
}

/**
 * Neither key nor model nor length nor words that a filter dislikes: something about the request as it is
 * written.
 */
const mayBeAnItem = (result: ModelResult): boolean =>
  !result.ok &&
  result.failure.kind === 'rejected' &&
  (result.failure.refusal?.of === 'item' || result.failure.refusal?.of === 'request');
