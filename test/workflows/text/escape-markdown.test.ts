import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeMarkdown } from '../../../workflows/text/escape-markdown.ts';

test.each([
  ['p95 (verification): exit 0', 'p95 (verification): exit 0'],
  ['![x](http://h/pixel.png)', '\\!\\[x\\](http://h/pixel.png)'],
  ['<img src=x>', '\\<img src=x\\>'],
  ['a\n\n# Approved', 'a \\# Approved'],
  ['**bold** `code`', '\\*\\*bold\\*\\* \\`code\\`'],
])('escapeMarkdown: %j → shown as written', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test('escapeMarkdown: any text → one line in which nothing opens a link, an image or a tag', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(escapeMarkdown(text).replaceAll(/\\./g, '')).not.toMatch(/[\n[\]<>!`*]/);
    }),
  );
});
