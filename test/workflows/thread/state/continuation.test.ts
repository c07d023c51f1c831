import { describe, expect, test } from '@jest/globals';
import { FRESH_CONTINUATION, refreshed, sawDigest } from '../../../../workflows/thread/state/continuation.ts';
import { heldBack } from '../../../support/workflow/thread-states.ts';

describe('refreshed', () => {
  test('everything counted and held back → afresh; what the workspace looked like is still known', () => {
    const tired = heldBack({
      suppressedBecause: 'x',
      failingTurns: 2,
      idleTurns: 4,
      refusedAudits: 3,
      notBeforeMs: 9,
      heldBackBy: 'y',
      seenDigests: ['d1'],
      blocker: { name: 'no key', turns: 2, lastTurn: 7, switched: false },
    });
    expect(refreshed(tired)).toEqual({ ...FRESH_CONTINUATION, seenDigests: ['d1'] });
  });
});

describe('sawDigest', () => {
  test('a new one → remembered; one that is known → nothing changes', () => {
    const one = sawDigest(FRESH_CONTINUATION, 'd1');
    expect(one.seenDigests).toEqual(['d1']);
    expect(sawDigest(one, 'd1')).toBe(one);
  });

  test('more than 12 → the oldest is forgotten', () => {
    let continuation = FRESH_CONTINUATION;
    for (let i = 1; i <= 13; i++) continuation = sawDigest(continuation, `d${i}`);
    expect(continuation.seenDigests).toHaveLength(12);
    expect(continuation.seenDigests).not.toContain('d1');
    expect(continuation.seenDigests.at(-1)).toBe('d13');
  });
});
