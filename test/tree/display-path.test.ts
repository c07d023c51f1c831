import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { displayPath, shownPath, toBytePath } from '../../tree/tree-paths.ts';

describe('displayPath', () => {
  test('any bytes → one line, which names them and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
        const path = Buffer.from(bytes).toString('latin1');
        const text = displayPath(path);
        expect(shownPath(text)).toBe(path);
        expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  test.each(['src/a b.ts', 'naïve/漢字.md', 'a"b', '👩‍🔬.txt'])('%s → as it is', (name) => {
    expect(displayPath(toBytePath(name))).toBe(name);
  });

  test.each(['a\nprotected path changed: b', 'a\r', 'tab\t', 'a\u2028b', 'a\u202egpj.exe', 'hex:41'])(
    '%j → its bytes in hex',
    (name) => {
      expect(displayPath(toBytePath(name))).toBe(`hex:${Buffer.from(name).toString('hex')}`);
    },
  );
});
