/** Whatever users and models write, it stays text: the shape of a report does not depend on it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { marked, type Token } from 'marked';
import { htmlReport } from '../../report/html/html.ts';
import { markdownReport } from '../../report/markdown/markdown.ts';
import type { Report } from '../../report/report.ts';

const reports = ['complete', 'complete-with-auditor', 'blocked-by-model', 'budgetLimited', 'needs-input'].map(
  (name) => JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8')) as Report,
);

/** Fields that hold what a user, a model, a command or a provider wrote. */
const TEXTS = new Set(
  `objective statusReason command wanted reason outputTail claim route uncertainty changed observed next failure name
  needed attempted text what before after field path requirement evidence why ruling model excerpt question cost`.split(
    /\s+/,
  ),
);

/** The report with this text in the place of every other one. */
const saying = (report: Report, text: string): Report =>
  JSON.parse(JSON.stringify(report), (key, value: unknown) => {
    if (typeof value === 'string' && TEXTS.has(key)) return text;
    const isList = [
      'stale',
      'failed',
      'failingChecks',
      'undeclared',
      'unprotected',
      'proven',
      'notProven',
      'leftOut',
      'caveats',
      'options',
      'cutFiles',
    ].includes(key);
    return isList && Array.isArray(value) ? value.map(() => text) : value;
  }) as Report;

const SPECIALS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</pre></details><h1>',
  '"><svg onload=x>',
  "' onmouseover='x",
  '![a](http://x/y.png)',
  '[a](javascript:x)',
  '[a]: http://x',
  '[^1]',
  'https://x.example',
  'www.x.example',
  'a@x.example',
  '`',
  '```',
  '~~~',
  '|',
  '\\',
  '\\|',
  '# ',
  '> ',
  '- ',
  '+ ',
  '1. ',
  '1) ',
  '===',
  '---',
  '***',
  '**',
  '_',
  '&lt;',
  '&#60;',
  '<!--',
  ']]>',
  '\n',
  '\n\n',
  '\r\n',
  '    ',
  '\t',
  '\u001b[2J',
  '\u202e',
  '\0',
  '\ud800',
  '|---|---|',
  '$x$',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...SPECIALS), fc.string({ unit: 'binary', maxLength: 5 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '');

/** What becomes a place of its own in Markdown; `words` of several lines count as one. */
function blocksOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token): string[] => {
    if (token.type === 'space') return [];
    if (token.type === 'blockquote') return ['quote'];
    if (token.type === 'table') return [`table ${token.header.length} x ${token.rows.length}`];
    if (token.type === 'list')
      return [
        `list ${token.items.length}`,
        ...token.items.flatMap((item: Token) => blocksOf('tokens' in item ? (item.tokens ?? []) : [])),
      ];
    return [token.type === 'heading' ? `heading ${token.depth}` : token.type];
  });
}

/** Every kind of token, however deep; of links, those that do not lead to the goal's own results. */
function kindsOf(markdown: string, links: readonly string[] = []): Set<string> {
  const kinds = new Set<string>();
  marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type !== 'link' || !links.includes(token.href)) kinds.add(token.type);
  });
  return kinds;
}

const INERT = new Set(
  'heading paragraph text escape strong em del codespan code br space list list_item table blockquote hr'.split(
    ' ',
  ),
);

describe('text of users and models', () => {
  test.each(reports)(
    'in Markdown → blocks as with harmless text; no HTML, link or image but those of the service (%#)',
    (report) => {
      const calm = blocksOf(marked.lexer(markdownReport(saying(report, 'word'))));
      fc.assert(
        fc.property(hostile, (text) => {
          const markdown = markdownReport(saying(report, text));
          expect(blocksOf(marked.lexer(markdown))).toEqual(calm);
          const kinds = [...kindsOf(markdown, Object.values(report.links))];
          expect(kinds.filter((kind) => !INERT.has(kind))).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
  );

  test.each(reports)('in HTML → the very tags of harmless text (%#)', (report) => {
    const tagsOf = (html: string) => html.match(/<[^>]*>/g);
    const calm = tagsOf(htmlReport(saying(report, 'word')));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(tagsOf(htmlReport(saying(report, text)))).toEqual(calm);
      }),
      { numRuns: 60 },
    );
  });

  test('the check above → finds text that is not escaped', () => {
    const markdown = `# title\n\n<b>x</b> and https://x.example\n`;
    expect([...kindsOf(markdown)].filter((kind) => !INERT.has(kind)).sort()).toEqual(['html', 'link']);
  });

  test('control characters and marks of direction → are shown as replaced', () => {
    const [report] = reports;
    if (report === undefined) throw new Error('no report');
    for (const text of [markdownReport, htmlReport].map((form) => form(saying(report, 'a\u001b[2J\u202eb'))))
      expect(['\u001b', '\u202e'].some((mark) => text.includes(mark))).toBe(false);
  });
});
