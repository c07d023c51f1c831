/**
 * Transcripts of the threads that this worker works on, so that a turn reads only what is new in the journal:
 * the cost of a turn must not grow with its thread. A cache, never a source: whatever is missing is read
 * again.
 */
import { readTranscript, type TranscriptSource } from '../../context/transcript/read-transcript.ts';
import { isShown } from '../../context/transcript/shown-event.ts';
import { Transcript } from '../../context/transcript/transcript.ts';
import type { Item } from '../../journal/journal.ts';
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';

export interface TranscriptCache {
  /**
   * The thread's transcript of all positions below `beforeSeq`; reads the journal only for what is not known
   * yet.
   */
  read(threadId: string, beforeSeq: number): Promise<Transcript>;
  /**
   * An item that this worker has just journalled; taken over if it is the next one, else it is read later.
   */
  note(threadId: string, item: Item): void;
  /**
   * An event that this worker has just journalled: not part of the transcript, but a position that need not
   * be read.
   */
  noteEvent(threadId: string, seq: number): void;
}

/** Notes each of them as `noteEvent` does, but for those that the model reads. */
export function noteEvents(
  transcripts: TranscriptCache,
  threadId: string,
  events: readonly JournalEvent[],
): void {
  for (const event of events) if (!isShown(event)) transcripts.noteEvent(threadId, event.seq);
}

/**
 * Keeps the most recently used transcripts, at most `maxBytes` of text in all (one thread may exceed it
 * alone).
 */
export function createTranscriptCache(journal: TranscriptSource, maxBytes: number): TranscriptCache {
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
    note(threadId, item) {
      const transcript = transcripts.get(threadId);
      if (transcript?.lastSeq === item.seq - 1) transcript.add([item]);
    },
    noteEvent(threadId, seq) {
      transcripts.get(threadId)?.skip(seq);
    },
    async read(threadId, beforeSeq) {
      const transcript = transcripts.get(threadId) ?? new Transcript();
      await readTranscript(journal, threadId, transcript, beforeSeq);
      transcripts.delete(threadId);
      transcripts.set(threadId, transcript);
      evict();
      return transcript;
    },
  };
}
