/** Records with compactions in them, and transcripts read from them in the two ways that there are. */
import { planCompaction } from '../../context/compaction/plan-compaction.ts';
import { compactedEntries } from '../../context/transcript/compacted-entries.ts';
import { readTranscript, type TranscriptSource } from '../../context/transcript/read-transcript.ts';
import { Transcript } from '../../context/transcript/transcript.ts';
import type { Compaction, CompactionBody } from '../../journal/bodies/compaction.ts';
import type { Item } from '../../journal/journal.ts';
import { defined } from '../../objects/defined.ts';

export const compactionItem = (seq: number, turn: number, compaction: Compaction): Item => ({
  seq,
  turn,
  kind: 'compaction',
  callId: `compaction-${seq}`,
  createdAt: new Date(0),
  body: JSON.stringify({
    ...compaction,
    ...{ reason: 'estimated', limitTokens: 1_000, bytesBefore: 0, bytesAfter: 0 },
  } satisfies CompactionBody),
});

/** What a planner makes of the transcript, with a text in place of a summary. */
export function compactionFor(transcript: Transcript, roomBytes: number, text: string): Compaction {
  const entries = transcript.entries();
  const { elidedBefore, excerptsBefore, summarise } = planCompaction(
    entries,
    roomBytes,
    transcript.compaction,
  );
  const summary = summarise === undefined ? transcript.compaction?.summary : { ...summarise, text };
  return {
    elidedBefore,
    ...defined({ excerptsBefore, summary }),
  };
}

export const bytesOf = (transcript: Transcript, compaction: Compaction): number =>
  compactedEntries(transcript.entries(), compaction).reduce((sum, { bytes }) => sum + bytes, 0);

/** A journal reads its items like this. */
export const sourceOf = (items: readonly Item[]): TranscriptSource & { read: number } => ({
  read: 0,
  async readItems(_threadId, afterSeq, limit) {
    const page = items.filter(({ seq }) => seq > afterSeq).slice(0, limit);
    this.read += page.length;
    return page;
  },
  async readItemsAt(_threadId, seqs) {
    const at = items.filter(({ seq }) => seqs.includes(seq));
    this.read += at.length;
    return at;
  },
  async readLastItem(_threadId, kind, upToSeq) {
    return items.findLast((item) => item.kind === kind && item.seq <= upToSeq);
  },
});

/** The worker that reads does not know the thread. */
export async function readAnew(items: readonly Item[]): Promise<Transcript> {
  const transcript = new Transcript();
  await readTranscript(sourceOf(items), 'thr_1', transcript, 1_000_000);
  return transcript;
}
