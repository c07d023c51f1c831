import { describe, expect, test } from '@jest/globals';
import {
  foreseenAnswer,
  isEndless,
  type SameAnswers,
  withAnswer,
} from '../../../workflows/turn/same-answers.ts';

type Call = Parameters<typeof withAnswer>[1];
const call = (
  replySeq: number,
  answer: string | undefined = 'a',
  workspace: string | undefined = 'w',
): Call => ({
  ...{ answer, replySeq, workspace },
});
const seen = (...calls: readonly Call[]) => calls.reduce<SameAnswers | undefined>(withAnswer, undefined);
const replies = (count: number, from = 1) => Array.from({ length: count }, (_, index) => call(from + index));
const next = { replySeq: 100, workspace: 'w' };

describe('sameAnswers', () => {
  test('the same answer reply after reply → foreseen with the tenth, the last with the twentieth', () => {
    expect(foreseenAnswer(seen(...replies(8)), next)).toBeUndefined();
    expect(foreseenAnswer(seen(...replies(9)), next)).toEqual({ answer: 'a', replies: 10 });
    expect(foreseenAnswer(seen(...replies(19)), next)).toEqual({ answer: 'a', replies: 20, isLast: true });
    expect([isEndless(seen(...replies(19))), isEndless(seen(...replies(20)))]).toEqual([false, true]);
  });

  test('many calls in one reply → one look', () => {
    expect(seen(...Array.from({ length: 50 }, () => call(1)))).toMatchObject({ replies: 1 });
  });

  test('another answer, or a workspace that has changed → counted afresh', () => {
    expect(seen(...replies(15), call(16, 'b'))).toMatchObject({ answer: 'b', replies: 1 });
    expect(seen(...replies(15), call(16, 'a', 'other'))).toMatchObject({ replies: 1, workspace: 'other' });
  });

  test('an answer that is not known, or a workspace that was not looked at → no word on it', () => {
    expect(seen(...replies(5), { ...call(6), answer: undefined })).toMatchObject({ replies: 5 });
    expect(seen({ ...call(1), workspace: undefined }, ...replies(3, 2))).toMatchObject({ replies: 4 });
    expect(foreseenAnswer(undefined, next)).toBeUndefined();
  });
});
