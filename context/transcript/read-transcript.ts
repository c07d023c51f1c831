/** Brings a transcript up to a position of the record, page by page. */

import { knownBody } from '../../journal/bodies/read-body.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Transcript } from './transcript.ts';

const PAGE_ITEMS = 1_000;

export type TranscriptSource = Pick<Journal, 'readItems' | 'readItemsAt' | 'readLastItem'>;

/**
 * Reads only what the transcript does not know yet of the positions below `beforeSeq`, and nothing that a
 * compaction left out.
 */
export async function readTranscript(
  journal: TranscriptSource,
  threadId: string,
  transcript: Transcript,
  beforeSeq: number,
): Promise<void> {
  if (transcript.lastSeq === 0) await beginAtCompaction(journal, threadId, transcript, beforeSeq);
  while (transcript.lastSeq < beforeSeq - 1) {
    const after = transcript.lastSeq;
    const items = await journal.readItems(threadId, after, PAGE_ITEMS, 'withBegun');
    // Two reads of one thread at once (a call and its retry) must not add the same items twice.
    if (transcript.lastSeq === after) transcript.add(items);
    if (items.length < PAGE_ITEMS) break;
  }
}

async function beginAtCompaction(
  journal: TranscriptSource,
  threadId: string,
  transcript: Transcript,
  beforeSeq: number,
): Promise<void> {
  const item = await journal.readLastItem(threadId, 'compaction', beforeSeq - 1);
  if (item === undefined) return;
  const { summary } = knownBody(item, 'compaction');
  const kept = await journal.readItemsAt(threadId, summary?.keeps ?? []);
  // The check is repeated, since the other read may have begun meanwhile.
  if (transcript.lastSeq === 0 && transcript.compaction === undefined) transcript.begin(item, kept);
}
