import { expect, test } from '@jest/globals';
import {
  type CountedPrompt,
  estimatedTokens,
  promptTokens,
  tokenRate,
} from '../../../context/window/token-estimate.ts';

const counted = (inputTokens: number, promptBytes?: number): CountedPrompt => ({ inputTokens, promptBytes });

test('tokenRate: the last reply was counted → the rate of its request', () => {
  expect(tokenRate(counted(1_000, 3_500))).toEqual({ bytesPerToken: 3.5, basis: 'lastReply' });
});

test.each([
  ['no reply yet', undefined],
  ['a reply of an older release', counted(1_000)],
  ['a server that counts nothing', counted(0, 3_500)],
  ['a server that counts something else', counted(5, 3_500)],
])('tokenRate: %s → the rule', (_, count) => {
  expect(tokenRate(count)).toEqual({ bytesPerToken: 4, basis: 'rule' });
});

test('estimatedTokens: → whole tokens, rounded up; nothing of nothing', () => {
  const rate = tokenRate(undefined);
  expect([0, 1, 4, 5].map((bytes) => estimatedTokens(bytes, rate))).toEqual([0, 1, 1, 2]);
});

test.each([
  [
    'more than was counted → the count, and the rest at three bytes a token',
    4_600,
    counted(1_000, 4_000),
    1_200,
  ],
  ['more, of a denser kind → at the rate of what was counted', 4_400, counted(2_000, 4_000), 2_200],
  ['as much as was counted → the count', 4_000, counted(1_000, 4_000), 1_000],
  ['less (it was compacted) → at the rate that was counted', 2_000, counted(1_000, 4_000), 500],
  ['nothing was counted → three bytes a token', 3_000, undefined, 1_000],
  ['counted by a server that counts nothing → three bytes a token', 3_000, counted(0, 3_000), 1_000],
])('promptTokens: %s', (_, bytes, count, tokens) => {
  expect(promptTokens(bytes, count)).toBe(tokens);
});
