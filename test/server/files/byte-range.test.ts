import { describe, expect, test } from '@jest/globals';
import { byteRange } from '../../../server/files/byte-range.ts';
import { matchesTag } from '../../../server/files/matched-tags.ts';

describe('byteRange of ten bytes', () => {
  test.each([
    ['bytes=0-3', [0, 4]],
    ['bytes=4-', [4, 10]],
    ['bytes=4-99', [4, 10]],
    ['bytes=9-9', [9, 10]],
    ['bytes=-3', [7, 10]],
    ['bytes=-99', [0, 10]],
    ['BYTES= 1-2', [1, 3]],
  ])('%s → from %j', (header, [start, end]) => {
    expect(byteRange(header, 10, true)).toEqual({ kind: 'part', start, end });
  });

  test.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=5-2', 'bytes=0-1,4-5', 'lines=0-3'])(
    '%s → the whole',
    (header) => expect(byteRange(header, 10, true)).toEqual({ kind: 'whole' }),
  );

  test.each(['bytes=10-', 'bytes=10-12', 'bytes=-0'])('%s → cannot be satisfied', (header) => {
    expect(byteRange(header, 10, true)).toEqual({ kind: 'unsatisfiable' });
  });

  test('a range of an empty file → cannot be satisfied; of a file that has changed since → the whole', () => {
    expect(byteRange('bytes=0-', 0, true)).toEqual({ kind: 'unsatisfiable' });
    expect(byteRange('bytes=-1', 0, true)).toEqual({ kind: 'unsatisfiable' });
    expect(byteRange('bytes=0-1', 10, false)).toEqual({ kind: 'whole' });
  });
});

describe('matchesTag', () => {
  test.each(['"a"', 'W/"a"', '"x", "a"', '*', ' * '])('%s → names "a"', (header) =>
    expect(matchesTag(header, '"a"')).toBe(true),
  );
  test.each([undefined, '', 'a', '"b"', '"A"'])('%s → does not', (header) =>
    expect(matchesTag(header, '"a"')).toBe(false),
  );
});
