/**
 * Transcripts of the threads that this worker works on, so that a turn reads only what is new in the journal: the cost
 * of a turn must not grow with its thread. A cache, never a source: whatever is missing is read again.
 */
import type { Journal } from '../../journal/journal.ts';
import { Transcript } from './transcript.ts';

const PAGE_ITEMS = 1_000;

export interface TranscriptCache {
  /** The thread's transcript up to what the journal holds now. */
  read(threadId: string): Promise<Transcript>;
}

/** Keeps the most recently used transcripts, at most `maxBytes` of text in all (one thread may exceed it alone). */
export function createTranscriptCache(
  journal: Pick<Journal, 'readItems'>,
  maxBytes: number,
): TranscriptCache {
  const transcripts = new Map<string, Transcript>();

  const evict = (): void => {
    let bytes = 0;
    for (const transcript of transcripts.values()) bytes += transcript.bytes;
    for (const [threadId, transcript] of transcripts) {
      if (bytes <= maxBytes || transcripts.size === 1) return;
      bytes -= transcript.bytes;
      transcripts.delete(threadId);
    }
  };

  return {
    async read(threadId) {
      const transcript = transcripts.get(threadId) ?? new Transcript();
      for (;;) {
        const after = transcript.lastSeq;
        const items = await journal.readItems(threadId, after, PAGE_ITEMS);
        // Two reads of one thread at once (a call and its retry) must not add the same items twice.
        if (transcript.lastSeq === after) transcript.add(items);
        if (items.length < PAGE_ITEMS) break;
      }
      transcripts.delete(threadId);
      transcripts.set(threadId, transcript);
      evict();
      return transcript;
    },
  };
}
