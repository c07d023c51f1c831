import { describe, expect, test } from '@jest/globals';
import { cutFailure } from '../../../workflows/turn/cut-replies.ts';

describe('cutFailure', () => {
  test.each(['outputLimit', 'contentFilter'] as const)(
    '%s: twice in a row → goes on; three times → the turn has failed',
    (by) => {
      expect([1, 2].map((inRow) => cutFailure(by, inRow))).toEqual([undefined, undefined]);
      expect(cutFailure(by, 3)).toMatchObject({
        failureOf: 'cutReplies',
        isFinal: false,
        isCancellation: false,
      });
      expect(cutFailure(by, 3)?.reason).toMatch(/^3 replies in a row were cut .*: set /);
    },
  );
});
