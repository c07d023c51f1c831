import { describe, expect, test } from '@jest/globals';
import { humanDuration } from '../../report/duration.ts';

describe('humanDuration', () => {
  test.each([
    [-1, '0 s'],
    [0, '0 s'],
    [0.44, '0.4 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [725, '12 min 5 s'],
    [3_600, '1 h'],
    [13_200, '3 h 40 min'],
    [187_200, '2 d 4 h'],
  ])('%d s → %s', (seconds, text) => {
    expect(humanDuration(seconds)).toBe(text);
  });
});
