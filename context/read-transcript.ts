/** Brings a transcript up to a position of the record, page by page. */
import type { Journal } from '../journal/journal.ts';
import type { Transcript } from './transcript.ts';

const PAGE_ITEMS = 1_000;

/** Reads only what the transcript does not know yet of the positions below `beforeSeq`. */
export async function readTranscript(
  journal: Pick<Journal, 'readItems'>,
  threadId: string,
  transcript: Transcript,
  beforeSeq: number,
): Promise<void> {
  while (transcript.lastSeq < beforeSeq - 1) {
    const after = transcript.lastSeq;
    const items = await journal.readItems(threadId, after, PAGE_ITEMS);
    // Two reads of one thread at once (a call and its retry) must not add the same items twice.
    if (transcript.lastSeq === after) transcript.add(items);
    if (items.length < PAGE_ITEMS) break;
  }
}
