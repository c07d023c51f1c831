/** The last resort against a history that a provider refuses: the same request without what it refuses. */
import { type LeftOut, NOTHING_LEFT_OUT } from '../../context/transcript/left-out.ts';
import type { Transcript } from '../../context/transcript/transcript.ts';
import type { ModelResult } from './client.ts';

export interface Asked {
  readonly result: ModelResult;
  /** What the request that was answered lacked. */
  readonly leftOut: LeftOut;
}

type History = Pick<Transcript, 'newestReply' | 'originAt' | 'lastSeq'>;

/** A refused call costs nothing, but time; a provider names one item at a time. */
const MAX_NAMED = 16;

/**
 * Asks, and where an item is refused that the provider names, once more without the reply that it belongs to,
 * wherever that stands; sealed thoughts go all at once, and alone: after a change of key, organisation or
 * model none of them can be read. Where none is named, and when that does not help, it is the newest reply
 * that goes: all others were read before. If nothing helps, the first refusal stands.
 */
export async function withoutRefusedReply(
  transcript: History,
  ask: (leftOut: LeftOut) => Promise<ModelResult>,
): Promise<Asked> {
  const first = await ask(NOTHING_LEFT_OUT);
  let result = first;
  let leftOut = NOTHING_LEFT_OUT;
  for (let named = 0; named < MAX_NAMED; named += 1) {
    const next = withoutNamed(transcript, leftOut, result);
    if (next === undefined) break;
    leftOut = next;
    result = await ask(leftOut);
    if (result.ok) return { result, leftOut };
  }
  const suspect = isOfItems(result) ? transcript.newestReply() : undefined;
  if (suspect !== undefined && !leftOut.replies.includes(suspect)) {
    leftOut = { ...leftOut, replies: [...leftOut.replies, suspect] };
    result = await ask(leftOut);
    if (result.ok) return { result, leftOut };
  }
  return { result: isOfItems(result) || isFinal(result) ? first : result, leftOut: NOTHING_LEFT_OUT };
}

function withoutNamed(transcript: History, leftOut: LeftOut, result: ModelResult): LeftOut | undefined {
  if (result.ok || !isOfItems(result)) return undefined;
  const { refusal, reason } = result.failure;
  const origin = refusal?.of === 'item' ? transcript.originAt(refusal.index, leftOut) : undefined;
  if (leftOut.thoughtsUpTo === undefined && (origin?.isSealed || SEAL_WORDS.test(reason)))
    return { ...leftOut, thoughtsUpTo: transcript.lastSeq };
  const seq = origin?.replySeq;
  if (seq === undefined || leftOut.replies.includes(seq)) return undefined;
  return { ...leftOut, replies: [...leftOut.replies, seq] };
}

/** OpenAI: "The encrypted content for item rs_1 could not be verified." */
const SEAL_WORDS = /\bencrypted[ _]content\b/i;

/**
 * Neither key nor model nor length nor words that a filter dislikes: something about the request as it is
 * written.
 */
const isOfItems = (result: ModelResult): boolean =>
  !result.ok &&
  result.failure.kind === 'rejected' &&
  (result.failure.refusal?.of === 'item' || result.failure.refusal?.of === 'request');

/** What waiting or a compaction may help against is told as it is. */
const isFinal = (result: ModelResult): boolean =>
  !result.ok && result.failure.kind === 'rejected' && result.failure.refusal?.of !== 'length';
