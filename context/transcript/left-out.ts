/**
 * Replies that a provider would not read again, taken out of the transcript together with what answered their
 * calls. Pure.
 */
import { type Entry, entryOf } from './transcript-entry.ts';

/** `seqs`: where the replies stand. What a person said is never taken out. */
export function leaveOut(entries: readonly Entry[], seqs: readonly number[]): readonly Entry[] {
  if (seqs.length === 0) return entries;
  const replacedSeqs = new Set<number>();
  return entries.flatMap((entry) => {
    const replySeq = replySeqOf(entry);
    if (replySeq === undefined || !seqs.includes(replySeq)) return [entry];
    if (replacedSeqs.has(replySeq)) return [];
    replacedSeqs.add(replySeq);
    return [standIn(replySeq, entry.turn)];
  });
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
