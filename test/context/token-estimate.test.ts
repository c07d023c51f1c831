import { expect, test } from '@jest/globals';
import { estimatedTokens, tokenRate } from '../../context/token-estimate.ts';

const counted = (inputTokens: number, promptBytes?: number) => ({
  usage: { inputTokens, cachedInputTokens: 0, outputTokens: 1 },
  ...(promptBytes === undefined ? {} : { promptBytes }),
});

test('tokenRate: the last reply was counted → the rate of its request', () => {
  expect(tokenRate(counted(1_000, 3_500))).toEqual({ bytesPerToken: 3.5, basis: 'lastReply' });
});

test.each([
  ['no reply yet', undefined],
  ['a reply of an older release', counted(1_000)],
  ['a server that counts nothing', counted(0, 3_500)],
  ['a server that counts something else', counted(5, 3_500)],
])('tokenRate: %s → the rule', (_, reply) => {
  expect(tokenRate(reply)).toEqual({ bytesPerToken: 4, basis: 'rule' });
});

test('estimatedTokens: → whole tokens, rounded up; nothing of nothing', () => {
  const rate = tokenRate(undefined);
  expect([0, 1, 4, 5].map((bytes) => estimatedTokens(bytes, rate))).toEqual([0, 1, 1, 2]);
});
