import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutList, cutToBytes } from '../../../activities/auditor/byte-cap.ts';

const encoded = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('cutToBytes', () => {
  test('a text that fits → as it is, and no word of a cut', () => {
    expect(cutToBytes('5 passed\n', 100, 'start')).toEqual({ text: '5 passed\n' });
  });

  test('a longer one → its beginning or its end, and how much is missing', () => {
    const text = `${'a'.repeat(12_345)}end`;
    expect(cutToBytes(text, 3, 'end')).toEqual({ text: 'end', cut: '12,345 bytes left out' });
    expect(cutToBytes(text, 2, 'start')).toEqual({ text: 'aa', cut: '12,346 bytes left out' });
  });

  test('both ends → the gap says in its place what is missing', () => {
    const { text, cut } = cutToBytes(`begin${'x'.repeat(5_000)}end`, 160, 'ends');
    expect(text).toMatch(/^beginx+ \[\.\.\. 4,908 bytes left out \.\.\.\] x+end$/);
    expect(cut).toBe('4,908 bytes left out');
  });

  test('any text → within its bytes once it is encoded, whole characters, a true part of it', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(
        texts,
        fc.nat(240),
        fc.constantFrom('start' as const, 'end' as const, 'ends' as const),
        (text, max, keep) => {
          const { text: kept, cut } = cutToBytes(text, max, keep);
          expect(encoded(kept) - 2).toBeLessThanOrEqual(max);
          if (keep === 'start') expect(text.startsWith(kept)).toBe(true);
          if (keep === 'end') expect(text.endsWith(kept)).toBe(true);
          expect(cut === undefined).toBe(kept === text);
        },
      ),
    );
  });
});

describe('cutList', () => {
  const entries = Array.from({ length: 50 }, (_, index) => ({ line: `entry ${index}` }));

  test('one that fits → as it is', () => {
    expect(cutList(entries, 10_000, 'last')).toBe(entries);
  });

  test('a longer one → what is newest or first, with a mark in the place of the others', () => {
    const last = cutList(entries, 200, 'last');
    expect(last[0]).toEqual({ cut: expect.stringMatching(/^\d+ entries, [\d,]+ bytes left out$/) });
    expect(last.at(-1)).toEqual(entries.at(-1));
    const first = cutList(entries, 200, 'first');
    expect([first[0], first.at(-1)]).toEqual([entries[0], { cut: expect.stringContaining('entries') }]);
  });

  test('any list → within its bytes, or nothing but the mark', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ text: fc.string() })),
        fc.integer({ min: 100, max: 600 }),
        (list, max) => {
          expect(encoded(cutList(list, max, 'last')) - 1).toBeLessThanOrEqual(max);
        },
      ),
    );
  });
});
