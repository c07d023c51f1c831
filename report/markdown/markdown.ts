/** The report as Markdown (GitHub's), for a terminal, a pull request, an issue. Pure. */
import type { Block, Fact, Inline, Span } from '../page/page.ts';
import { reportPage } from '../page/report-page.ts';
import type { Report } from '../report.ts';
import type { MetricTrend } from '../reported-checks.ts';
import { shortTime } from '../short-time.ts';
import { codeBlock, codeSpan, plainText, quotation } from './markdown-text.ts';

export function markdownReport(report: Report): string {
  const page = reportPage(report);
  const lines = [
    `# ${page.status}: ${plainText(page.title)}`,
    '',
    `**${page.status}** · ${plainText(page.reason)}`,
    '',
    ...factLines(page.headline),
    '',
    ...page.sections.flatMap(({ title, blocks }) => [
      `## ${plainText(title)}`,
      '',
      ...blocks.flatMap(blockLines),
    ]),
    '---',
    '',
    ...factLines(page.imprint),
  ];
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

/** Each block ends with an empty line. */
function blockLines(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
      return [inline(block.text), ''];
    case 'heading':
      return [`### ${plainText(block.text)}`, ''];
    case 'facts':
      return [...factLines(block.facts), ''];
    case 'list':
      return [
        ...block.items.map((item, index) => `${block.isOrdered ? `${index + 1}.` : '-'} ${inline(item)}`),
        '',
      ];
    case 'table':
      return [...tableLines(block), ''];
    case 'entry':
      return [`- ${inline(block.title)}`, ...factLines(block.facts).map((line) => `  ${line}`), ''];
    case 'words':
      return [`${inline(block.by)}:`, '', ...quotation(block.text), ''];
    case 'output':
      return [...codeBlock(block.text), ''];
    case 'chart':
      return [`**${plainText(block.title)}**: ${trendLine(block.trend)}`, ''];
    case 'meter':
      return [`- ${plainText(block.name)}: ${plainText(block.text)} (${Math.round(block.share * 100)} %)`];
    case 'details':
      return [`### ${plainText(block.summary)}`, '', ...block.blocks.flatMap(blockLines)];
  }
}

const factLines = (facts: readonly Fact[]): string[] =>
  facts.map(({ name, value }) => `- ${plainText(name)}: ${inline(value)}`);

function tableLines({ columns, rows }: Extract<Block, { readonly type: 'table' }>): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(columns.map(({ title }) => plainText(title))),
    row(columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map((cells) => row(cells.map(inline))),
  ];
}

const inline = (text: Inline): string => (isLine(text) ? text.map(span).join('') : span(text));

const isLine = (text: Inline): text is readonly Span[] => Array.isArray(text);

function span(part: Span): string {
  if (typeof part === 'string') return spaced(part, plainText);
  if ('code' in part) return codeSpan(part.code);
  if ('strong' in part) return around('**', part.strong);
  if ('muted' in part) return around('_', part.muted);
  if ('struck' in part) return around('~~', part.struck);
  if ('mark' in part) return around('**', part.mark);
  if ('link' in part) return `[${plainText(part.words)}](<${part.link}>)`;
  return plainText(shortTime(part.time));
}

/** The spaces around a part of a line stay; they are what parts it from its neighbours. */
function spaced(text: string, shown: (text: string) => string): string {
  const inner = shown(text);
  if (inner === '') return text === '' ? '' : ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${inner}${/\s$/.test(text) ? ' ' : ''}`;
}

const around = (mark: string, text: string): string => {
  const inner = plainText(text);
  return inner === '' ? '' : `${mark}${inner}${mark}`;
};

const MAX_VALUES = 12;

/** The way of a number: `180.2 → 134.8 → 112.4 (wanted p95_ms < 120)`. */
function trendLine({ name, op, bound, points, omittedPoints }: MetricTrend): string {
  const values = points.map(({ value, passed }) => `${value}${passed ? ' ✓' : ''}`);
  const left = values.length - MAX_VALUES;
  const shown =
    left > 0 ? [...values.slice(0, 1), `… ${left + omittedPoints} more`, ...values.slice(left + 1)] : values;
  return plainText(`${shown.join(' → ')} (wanted ${name} ${op} ${bound})`);
}
