import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutText, cutToLine } from '../../../workflows/text/cut-text.ts';

test('cutText: within the limit → unchanged; beyond it → cut and marked', () => {
  expect(cutText('abcde', 5)).toBe('abcde');
  expect(cutText('abcdef', 5)).toBe('abcd…');
  expect(cutText('😀😀😀', 2)).toBe('😀…');
});

test('cutToLine: several lines and control characters → one line', () => {
  expect(cutToLine(' a\n\tb\u001b[2J ', 20)).toBe('a b [2J');
});

test('cutText: any text → never more characters than the limit, no character split', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
      const cut = cutText(text, limit);
      expect([...cut].length).toBeLessThanOrEqual(limit);
      expect(cut.isWellFormed()).toBe(text.isWellFormed());
    }),
  );
});
