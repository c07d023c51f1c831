import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../journal/journal.ts';
import { settledItems } from '../../../server/record/settled-items.ts';

const item = (seq: number, kind: Item['kind']): Item => ({
  seq,
  turn: 1,
  kind,
  createdAt: new Date(0),
  body: '{}',
});
const result = (seq: number) => item(seq, 'toolResult');
const reply = (seq: number) => item(seq, 'modelReply');
const seqsOf = (items: readonly Item[], afterSeq = 0) => settledItems(items, afterSeq).map(({ seq }) => seq);

describe('settledItems', () => {
  test('without an empty place → all', () => {
    expect(seqsOf([reply(1), result(2), result(3)])).toEqual([1, 2, 3]);
    expect(seqsOf([])).toEqual([]);
  });

  test('a call that runs beside others is not written yet → its place is not passed', () => {
    expect(seqsOf([reply(1), result(3), result(4)])).toEqual([1]);
    expect(seqsOf([result(8)], 6)).toEqual([]);
    expect(seqsOf([reply(1), result(2), result(4)])).toEqual([1, 2]);
  });

  test('it is written → all', () => {
    expect(seqsOf([result(2), result(3), result(4)], 1)).toEqual([2, 3, 4]);
  });

  test('another step has begun since → the place stays empty, and is passed', () => {
    expect(seqsOf([reply(1), result(3), reply(4)])).toEqual([1, 3, 4]);
    expect(seqsOf([item(5, 'event')], 2)).toEqual([5]);
    expect(seqsOf([result(3), item(5, 'event'), result(7)], 1)).toEqual([3, 5]);
  });
});
