import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../journal/journal.ts';
import { readItemPage } from '../../../server/record/item-page.ts';

const item = (seq: number, kind: Item['kind']): Item => ({
  seq,
  turn: 1,
  kind,
  createdAt: new Date(0),
  body: '{}',
});

const journalOf = (items: readonly Item[]) => ({
  readItems: async (_threadId: string, afterSeq: number, limit: number) =>
    items.filter(({ seq }) => seq > afterSeq).slice(0, limit),
});

/** Page by page, as a client reads them, until there is no more. */
async function readAll(items: readonly Item[], limit: number): Promise<number[]> {
  const seqs: number[] = [];
  for (let cursor = 0, page = 0; page < 100; page += 1) {
    const {
      items: shown,
      nextCursor,
      isLast,
    } = await readItemPage(journalOf(items), 'thr_1', { cursor, limit });
    seqs.push(...shown.map(({ seq }) => seq));
    if (isLast) return seqs;
    cursor = nextCursor;
  }
  throw new Error('the pages never end');
}

const CALLS = [item(1, 'modelReply'), item(3, 'toolResult'), item(4, 'toolResult'), item(5, 'toolResult')];

describe.each([1, 2, 3, 50])('readItemPage: pages of %d', (limit) => {
  test('a call that has not ended → what stands before its place, and no more', async () => {
    expect(await readAll(CALLS, limit)).toEqual([1]);
  });

  test('a place that stays empty, with another step behind → all', async () => {
    expect(await readAll([...CALLS, item(6, 'event')], limit)).toEqual([1, 3, 4, 5, 6]);
  });

  test('no empty place → all', async () => {
    const items = Array.from({ length: 7 }, (_, index) =>
      item(index + 1, index % 2 === 0 ? 'modelReply' : 'toolResult'),
    );
    expect(await readAll(items, limit)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});
