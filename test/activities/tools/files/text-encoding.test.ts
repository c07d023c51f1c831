import { describe, expect, test } from '@jest/globals';
import { byteOrderMark, unmarkedUtf16 } from '../../../../activities/tools/files/text-encoding.ts';

describe('the encoding of bytes', () => {
  const big = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

  test.each([
    ['UTF-16LE', Buffer.from('héllo wörld\r\n', 'utf16le'), 'UTF-16LE'],
    ['UTF-16BE', big('hello\n'), 'UTF-16BE'],
    ['mostly Latin', Buffer.from('price: 5 €, 漢\n'.repeat(9), 'utf16le'), 'UTF-16LE'],
    ['UTF-8', Buffer.from('hello\n'), undefined],
    ['zeros', Buffer.alloc(64), undefined],
    ['numbers of 32 bits', Buffer.from(Uint32Array.from([1, 2, 3, 70_000]).buffer), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('%s → told by its NUL bytes, or not', (_, bytes, encoding) => {
    expect(unmarkedUtf16(bytes)).toBe(encoding);
  });

  test('a byte order mark → named', () => {
    expect(['\uFEFFa', 'a'].map((text) => byteOrderMark(Buffer.from(text)))).toEqual(['UTF-8', undefined]);
    expect([Buffer.from('\uFEFFa', 'utf16le'), big('\uFEFFa')].map(byteOrderMark)).toEqual([
      'UTF-16',
      'UTF-16',
    ]);
  });
});
