/**
 * The report as one HTML page that needs nothing else: no script, no font, no picture from anywhere. Pure.
 */
import { createHash } from 'node:crypto';
import type { Page, Section } from '../page/page.ts';
import { reportPage } from '../page/report-page.ts';
import type { Report } from '../report.ts';
import { blocksHtml, factsHtml } from './html-blocks.ts';
import { STYLE } from './html-style.ts';
import { escapeHtml } from './html-text.ts';

/**
 * Nothing is loaded and nothing runs, whatever else the page might hold; the one style sheet is known by its
 * digest.
 */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** It stands in the reply's header, which can say more than the page itself. */
export const HTML_SECURITY_POLICY = `${POLICY}; frame-ancestors 'none'; sandbox`;

export function htmlReport(report: Report): string {
  const page = reportPage(report);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(`${page.status}: ${page.title}`)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    headerHtml(page),
    '<main>',
    ...page.sections.map(sectionHtml),
    '</main>',
    `<footer>${factsHtml(page.imprint)}</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const headerHtml = ({ status, tone, title, reason, headline, figures }: Page): string =>
  [
    `<header class="${tone}"><div>`,
    `<p class="status"><b>${escapeHtml(status)}</b><span>${escapeHtml(reason)}</span></p>`,
    `<h1>${escapeHtml(title)}</h1>`,
    factsHtml(headline),
    `<ul class="figures">${figures.map(({ name, value }) => `<li><b>${escapeHtml(value)}</b><span>${escapeHtml(name)}</span></li>`).join('')}</ul>`,
    '</div></header>',
  ].join('\n');

const sectionHtml = ({ id, title, blocks }: Section): string =>
  `<section id="${id}">\n<h2>${escapeHtml(title)}</h2>\n${blocksHtml(blocks, id)}\n</section>`;
