/**
 * Replies that a provider would not read again, taken out of the transcript together with what answered their
 * calls. Pure.
 */
import { type Entry, entryOf } from './transcript-entry.ts';

export interface LeftOut {
  /** Where the replies stand; what answered their calls goes with them. */
  readonly replies: readonly number[];
  /** Thoughts that are sealed and stand so far or before go by themselves: their replies stay. */
  readonly thoughtsUpTo?: number | undefined;
}

export const NOTHING_LEFT_OUT: LeftOut = { replies: [] };

/** What a person said is never taken out. */
export function leaveOut(
  entries: readonly Entry[],
  { replies, thoughtsUpTo = -1 }: LeftOut,
): readonly Entry[] {
  if (replies.length === 0 && thoughtsUpTo < 0) return entries;
  const replacedSeqs = new Set<number>();
  return entries.flatMap((entry) => {
    if (isSealed(entry) && entry.seq <= thoughtsUpTo) return [];
    const replySeq = replySeqOf(entry);
    if (replySeq === undefined || !replies.includes(replySeq)) return [entry];
    if (replacedSeqs.has(replySeq)) return [];
    replacedSeqs.add(replySeq);
    return [standIn(replySeq, entry.turn)];
  });
}

/** Only the one who sealed them can read them. */
const isSealed = ({ kind, item }: Entry): boolean =>
  kind === 'reasoning' && typeof item.encrypted_content === 'string';

export interface ItemOrigin {
  /** The reply that it is a part of, or an answer to; absent: it is none of the model's. */
  readonly replySeq: number | undefined;
  /** Whether it is thoughts that only their provider can read. */
  readonly isSealed: boolean;
}

/** Where the item at `index` comes from, when that much is left out; `undefined`: there is none. */
export function originAt(entries: readonly Entry[], index: number, leftOut: LeftOut): ItemOrigin | undefined {
  const entry = leaveOut(entries, leftOut)[index];
  return entry && { replySeq: replySeqOf(entry), isSealed: isSealed(entry) };
}

/** The newest reply; no provider has been seen to read it again yet. */
export function newestReply(entries: readonly Entry[]): number | undefined {
  for (const entry of entries.toReversed()) {
    const seq = replySeqOf(entry);
    if (seq !== undefined) return seq;
  }
  return undefined;
}

/** The reply that an entry is a part of, or an answer to. */
function replySeqOf({ kind, seq, replySeq }: Entry): number | undefined {
  if (replySeq !== undefined) return replySeq;
  return kind === 'modelMessages' || kind === 'toolCalls' || kind === 'reasoning' ? seq : undefined;
}

const standIn = (seq: number, turn: number): Entry =>
  entryOf(
    'modelMessages',
    {
      role: 'assistant',
      content: `(A reply of mine, item ${seq}, and the results of its calls stood here. They could not be sent again. read_item shows results by their number; look at the workspace before going on.)`,
    },
    { seq, turn },
  );
