import { expect, test } from '@jest/globals';
import { isWholeKey, makeKey, sha256Of } from '../../../server/access/api-key.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

test('makeKey: the smallest and the greatest 256 bits → keys of one form, which are whole', () => {
  for (const byte of [0, 255]) {
    const { secret, prefix, sha256 } = makeKey(new Uint8Array(32).fill(byte));
    expect(secret).toMatch(/^gk_[0-9A-Za-z]{49}$/);
    expect(isWholeKey(secret)).toBe(true);
    expect(secret.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(11);
    expect(sha256).toBe(sha256Of(secret));
  }
});

test('makeKey: a thousand times → a thousand keys', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => makeKey().secret)).size).toBe(1_000);
});

test('isWholeKey: any one character another, or two neighbours changed over → not whole', () => {
  const { secret } = makeKey(Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 3));
  for (let at = 3; at < secret.length; at += 1) {
    for (const digit of DIGITS)
      if (digit !== secret[at])
        expect(isWholeKey(secret.slice(0, at) + digit + secret.slice(at + 1))).toBe(false);
    const [one = '', other = ''] = secret.slice(at, at + 2);
    if (one !== other && other !== '')
      expect(isWholeKey(secret.slice(0, at) + other + one + secret.slice(at + 2))).toBe(false);
  }
});

test.each(['', 'gk_', 'sk_live_4eC39HqLyjWDarjtT1zdp7dc', `GK_${'0'.repeat(49)}`, `gk_${'0'.repeat(49)} `])(
  'isWholeKey: %j → not whole',
  (text) => {
    expect(isWholeKey(text)).toBe(false);
  },
);
