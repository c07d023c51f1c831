import { describe, expect, test } from '@jest/globals';
import { defined } from '../../../objects/defined.ts';
import { compareWithBest, hasProgress, NO_RESULT } from '../../../workflows/evidence/progress.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';

const passed = (name: string) => outcomeWith({ name });
const failed = (name: string, gap?: number) => outcomeWith({ name, passed: false, ...defined({ gap }) });

describe('compareWithBest', () => {
  test('first results → they are the best; what failed is not nearer, what passed is', () => {
    expect(compareWithBest(NO_RESULT, [failed('a', 15)])).toEqual({
      best: { passed: 0, gaps: { a: 15 } },
      isNearer: false,
    });
    expect(compareWithBest(NO_RESULT, [passed('a')])).toEqual({
      best: { passed: 1, gaps: {} },
      isNearer: true,
    });
  });

  test('one more check passes than ever → nearer; as many, but others → not', () => {
    const { best } = compareWithBest(NO_RESULT, [passed('a'), failed('b')]);
    expect(compareWithBest(best, [passed('a'), passed('b')]).isNearer).toBe(true);
    expect(compareWithBest(best, [failed('a'), passed('b')]).isNearer).toBe(false);
  });

  test('a smaller gap than ever → nearer; the same or a larger one → not, and the best is kept', () => {
    const best = { passed: 0, gaps: { p95: 15 } };
    expect(compareWithBest(best, [failed('p95', 14.5)])).toEqual({
      best: { passed: 0, gaps: { p95: 14.5 } },
      isNearer: true,
    });
    expect(compareWithBest(best, [failed('p95', 15)])).toEqual({ best, isNearer: false });
    expect(compareWithBest(best, [failed('p95', 99)])).toEqual({ best, isNearer: false });
  });

  test('worse than before, then as good as the best was → not nearer: going back and forth is no progress', () => {
    let { best } = compareWithBest(NO_RESULT, [passed('a'), failed('p95', 5)]);
    ({ best } = compareWithBest(best, [failed('a'), failed('p95', 50)]));
    expect(compareWithBest(best, [passed('a'), failed('p95', 5)]).isNearer).toBe(false);
  });

  test('one gap smaller, another larger → nearer', () => {
    const best = { passed: 0, gaps: { a: 5, b: 5 } };
    expect(compareWithBest(best, [failed('a', 9), failed('b', 4)])).toEqual({
      best: { passed: 0, gaps: { a: 5, b: 4 } },
      isNearer: true,
    });
  });

  test('no results at all → nothing is nearer, and nothing is forgotten', () => {
    const best = { passed: 2, gaps: { a: 5 } };
    expect(compareWithBest(best, [])).toEqual({ best, isNearer: false });
  });
});

describe('hasProgress', () => {
  test.each([
    ['a workspace not seen lately', { digest: 'd2', isNearer: false }, true],
    ['a workspace seen lately', { digest: 'd1', isNearer: false }, false],
    ['no look at the workspace', { isNearer: false }, false],
    ['an audit that came nearer', { isNearer: true }, true],
    ['an audit that came nearer in a workspace seen lately', { digest: 'd1', isNearer: true }, true],
  ])('%s → whether it is progress', (_, signs, expected) => {
    expect(hasProgress(signs, ['d0', 'd1'])).toBe(expected);
  });
});
