import { describe, expect, test } from '@jest/globals';
import { createTranscriptCache } from '../../../activities/memory/transcript-cache.ts';
import type { Item } from '../../../journal/journal.ts';
import { userMessage } from '../../context/transcript-items.ts';

/** Later than everything. */
const END = 1_000_000;

/** A journal in memory that remembers what it was asked. */
function recordsOf(threads: Record<string, Item[]>) {
  const asked: { threadId: string; afterSeq: number; got: number }[] = [];
  return {
    threads,
    asked,
    async readItems(threadId: string, afterSeq: number, limit: number) {
      const items = (threads[threadId] ?? []).filter(({ seq }) => seq > afterSeq).slice(0, limit);
      asked.push({ threadId, afterSeq, got: items.length });
      return items;
    },
    async readItemsAt(threadId: string, seqs: readonly number[]) {
      return (threads[threadId] ?? []).filter(({ seq }) => seqs.includes(seq));
    },
    async readLastItem(threadId: string, kind: Item['kind'], upToSeq: number) {
      return (threads[threadId] ?? []).findLast((item) => item.kind === kind && item.seq <= upToSeq);
    },
  };
}

const messages = (from: number, to: number): Item[] =>
  Array.from({ length: to - from + 1 }, (_, index) => userMessage(from + index, `m${from + index}`));

const contents = (input: readonly Readonly<Record<string, unknown>>[]) => input.map(({ content }) => content);

describe('createTranscriptCache', () => {
  test('second read → only what is new is read', async () => {
    const journal = recordsOf({ a: messages(1, 3) });
    const cache = createTranscriptCache(journal, 1_000_000);
    expect(contents((await cache.read('a', END)).input())).toEqual(['m1', 'm2', 'm3']);
    journal.threads.a?.push(...messages(4, 5));
    expect(contents((await cache.read('a', END)).input())).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
    expect(journal.asked).toEqual([
      { threadId: 'a', afterSeq: 0, got: 3 },
      { threadId: 'a', afterSeq: 3, got: 2 },
    ]);
  });

  test('items that this worker wrote itself, in order → nothing is read', async () => {
    const journal = recordsOf({ a: messages(1, 3) });
    const cache = createTranscriptCache(journal, 1_000_000);
    await cache.read('a', 4);
    cache.note('a', userMessage(4, 'm4'));
    expect(contents((await cache.read('a', 5)).input())).toEqual(['m1', 'm2', 'm3', 'm4']);
    expect(journal.asked).toHaveLength(1);
  });

  test('events that this worker wrote itself → passed over; others are read', async () => {
    const journal = recordsOf({ a: messages(1, 3) });
    const cache = createTranscriptCache(journal, 1_000_000);
    await cache.read('a', 4);
    for (const seq of [4, 5]) cache.noteEvent('a', seq);
    cache.note('a', userMessage(6, 'm6'));
    expect(contents((await cache.read('a', 7)).input())).toEqual(['m1', 'm2', 'm3', 'm6']);
    expect(journal.asked).toHaveLength(1);
    cache.noteEvent('a', 9);
    journal.threads.a?.push(...messages(7, 8));
    expect((await cache.read('a', 10)).input()).toHaveLength(6);
  });

  test('item after a gap → not taken over, but read in its place', async () => {
    const journal = recordsOf({ a: messages(1, 3) });
    const cache = createTranscriptCache(journal, 1_000_000);
    await cache.read('a', 4);
    cache.note('a', userMessage(6, 'm6'));
    journal.threads.a?.push(...messages(4, 6));
    expect(contents((await cache.read('a', 7)).input())).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6']);
  });

  test('long record → read page by page, once', async () => {
    const journal = recordsOf({ a: messages(1, 2_500) });
    const transcript = await createTranscriptCache(journal, 1_000_000).read('a', END);
    expect(transcript.input()).toHaveLength(2_500);
    expect(journal.asked.map(({ got }) => got)).toEqual([1_000, 1_000, 500]);
  });

  test('threads do not mix', async () => {
    const cache = createTranscriptCache(recordsOf({ a: messages(1, 2), b: messages(5, 6) }), 1_000_000);
    await cache.read('a', END);
    expect(contents((await cache.read('b', END)).input())).toEqual(['m5', 'm6']);
  });

  test('over its size → the thread used longest ago is forgotten, and read again whole', async () => {
    const text = 'x'.repeat(400);
    const threads = Object.fromEntries(['a', 'b', 'c'].map((id) => [id, [userMessage(1, text)]]));
    const journal = recordsOf(threads);
    const cache = createTranscriptCache(journal, 1_000);
    for (const id of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.read(id, END);
    const fromStart = journal.asked.filter(({ afterSeq }) => afterSeq === 0).map(({ threadId }) => threadId);
    expect(fromStart).toEqual(['a', 'b', 'c', 'b']);
  });

  test('a thread over the size alone → kept all the same', async () => {
    const journal = recordsOf({ a: messages(1, 100) });
    const cache = createTranscriptCache(journal, 1);
    await cache.read('a', END);
    await cache.read('a', END);
    expect(journal.asked.at(-1)).toEqual({ threadId: 'a', afterSeq: 100, got: 0 });
  });

  test('twenty reads at once, cold and warm → nobody sees an item twice', async () => {
    const journal = recordsOf({ a: messages(1, 1_200) });
    const cache = createTranscriptCache(journal, 1_000_000);
    const readAll = () => Promise.all(Array.from({ length: 20 }, () => cache.read('a', END)));
    for (const transcript of await readAll()) expect(transcript.input()).toHaveLength(1_200);
    journal.threads.a?.push(...messages(1_201, 2_400));
    for (const transcript of await readAll()) expect(transcript.input()).toHaveLength(2_400);
  });

  test('a read that fails → the next one goes on where it stopped', async () => {
    const journal = recordsOf({ a: messages(1, 2) });
    let isDown = true;
    const cache = createTranscriptCache(
      {
        ...journal,
        readItems: (threadId, afterSeq, limit) =>
          isDown ? Promise.reject(new Error('down')) : journal.readItems(threadId, afterSeq, limit),
      },
      1_000_000,
    );
    await expect(cache.read('a', END)).rejects.toThrow('down');
    isDown = false;
    expect((await cache.read('a', END)).input()).toHaveLength(2);
  });
});
