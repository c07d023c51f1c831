/**
 * Blocks of a page as HTML. All text goes through `escapeHtml`; no style or script is ever written inline.
 * Pure.
 */
import type { Block, Fact, Inline, Span } from '../page/page.ts';
import { shortTime } from '../short-time.ts';
import { escapeHtml } from './html-text.ts';
import { metricChart } from './metric-chart.ts';

/** `id` is unique within the page, and begins the ids of what the block holds. */
export function blockHtml(block: Block, id: string): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlineHtml(block.text)}</p>`;
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case 'facts':
      return factsHtml(block.facts);
    case 'list': {
      const items = block.items.map((item) => `<li>${inlineHtml(item)}</li>`).join('');
      return block.isOrdered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
    }
    case 'table':
      return tableHtml(block);
    case 'entry':
      return (
        `<article class="entry ${block.tone}"><h4>${inlineHtml(block.title)}</h4>` +
        `${factsHtml(block.facts)}</article>`
      );
    case 'words':
      return (
        `<figure class="words"><figcaption>${inlineHtml(block.by)}</figcaption>` +
        `<blockquote>${escapeHtml(block.text)}</blockquote></figure>`
      );
    case 'output':
      return `<pre>${escapeHtml(block.text)}</pre>`;
    case 'chart':
      return (
        `<figure class="picture"><figcaption>${escapeHtml(block.title)}</figcaption>` +
        `${metricChart(id, block.title, block.trend)}</figure>`
      );
    case 'meter':
      return meterHtml(block);
    case 'details':
      return `<details><summary>${escapeHtml(block.summary)}</summary>${blocksHtml(block.blocks, id)}</details>`;
  }
}

export const blocksHtml = (blocks: readonly Block[], id: string): string =>
  blocks.map((block, index) => blockHtml(block, `${id}-${index}`)).join('\n');

export const factsHtml = (facts: readonly Fact[]): string =>
  `<dl>${facts.map(({ name, value }) => `<div><dt>${escapeHtml(name)}</dt><dd>${inlineHtml(value)}</dd></div>`).join('')}</dl>`;

function tableHtml({ columns, rows }: Extract<Block, { readonly type: 'table' }>): string {
  const head = columns
    .map(
      ({ title, isNumber }) =>
        `<th scope="col"${isNumber ? ' class="number"' : ''}>${escapeHtml(title)}</th>`,
    )
    .join('');
  const body = rows
    .map((cells) => {
      const row = cells.map(
        (cell, index) => `<td${columns[index]?.isNumber ? ' class="number"' : ''}>${inlineHtml(cell)}</td>`,
      );
      return `<tr>${row.join('')}</tr>`;
    })
    .join('');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function meterHtml({ name, text, share, tone }: Extract<Block, { readonly type: 'meter' }>): string {
  const used = Math.round(Math.max(0, Math.min(1, share)) * 1000) / 10;
  return (
    `<div class="meter ${tone}"><span>${escapeHtml(name)}</span><span>${escapeHtml(text)}</span>` +
    `<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">` +
    `<rect class="all" width="100" height="4"/><rect class="used" width="${used}" height="4"/></svg></div>`
  );
}

export const inlineHtml = (text: Inline): string =>
  isLine(text) ? text.map(spanHtml).join('') : spanHtml(text);

const isLine = (text: Inline): text is readonly Span[] => Array.isArray(text);

function spanHtml(part: Span): string {
  if (typeof part === 'string') return escapeHtml(part);
  if ('code' in part) return `<code>${escapeHtml(part.code)}</code>`;
  if ('strong' in part) return `<strong>${escapeHtml(part.strong)}</strong>`;
  if ('muted' in part) return `<span class="muted">${escapeHtml(part.muted)}</span>`;
  if ('struck' in part) return `<del>${escapeHtml(part.struck)}</del>`;
  if ('mark' in part) return `<span class="mark ${part.tone}">${escapeHtml(part.mark)}</span>`;
  if ('link' in part) return `<a href="${escapeHtml(part.link)}">${escapeHtml(part.words)}</a>`;
  const time = escapeHtml(part.time);
  return `<time datetime="${time}">${escapeHtml(shortTime(part.time))}</time>`;
}
