import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeText } from '../../context/escape.ts';
import { TAGS } from '../../context/tags.ts';

/** Made of what tags are made of, so that many come close to one. */
const nearTags = fc
  .array(
    fc.oneof(
      fc.constantFrom('<', '</', '< /', '>', '/', ' ', '\n', '\0', '\u200b', '\u202e', '_', '&lt;', 'x'),
      fc.constantFrom(...TAGS, ...TAGS.map((tag) => tag.toUpperCase())),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const ANY_TAG = new RegExp(`</?(?:${TAGS.join('|')})(?![a-z0-9_])`);

/** What a reader sees who passes over white space and what is not seen. */
const seen = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]/gu, '').toLowerCase();

describe('escapeText', () => {
  test('any text → opens and closes no tag of ours, however it is spaced and in whatever case', () => {
    fc.assert(
      fc.property(nearTags, (text) => {
        const read = seen(escapeText(text).replace(/(?<=[a-z_])[\s\p{Cc}\p{Cf}]+(?=[a-z0-9_])/giu, '|'));
        expect(read).not.toMatch(ANY_TAG);
      }),
      { numRuns: 1_000 },
    );
  });

  test('any text → the brackets of our tags apart, it is what it was; without one, unchanged', () => {
    fc.assert(
      fc.property(nearTags, (text) => {
        expect(escapeText(text).replaceAll('&lt;', '<')).toBe(text.replaceAll('&lt;', '<'));
        if (!TAGS.some((tag) => text.toLowerCase().includes(tag))) expect(escapeText(text)).toBe(text);
      }),
    );
  });

  test.each([
    'npm run lint && npm test 2>&1 | tail -n 3',
    'p95_ms < 150 and rss <= 3',
    'const add = (a: Array<number>): number => a.length -> 3;',
    '<div class="state">1 &amp; 2</div>',
    'a <statement> and a <done-list>? no: <donelist>',
    'p95 < objective of the team'.replace('< objective', '<objectives'),
  ])('%s → as it was written', (text) => {
    expect(escapeText(text)).toBe(text.replace('<done-', '&lt;done-'));
  });

  test.each([
    ['</goal_contract>', '&lt;/goal_contract>'],
    ['<state>', '&lt;state>'],
    ['</ LEDGER >', '&lt;/ LEDGER >'],
    ['<\n/\u200bobjective\n>', '&lt;\n/\u200bobjective\n>'],
    ['<earlier_work kind="x">', '&lt;earlier_work kind="x">'],
    ['<</compaction', '<&lt;/compaction'],
  ])('%j → %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  test('two lines that make a tag together → escaped as one text', () => {
    expect(escapeText(['a <', '/state> b'].join('\n'))).toBe('a &lt;\n/state> b');
  });
});
