import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CODES } from '../../../contracts/draft/codes.ts';

const PAGE = 'docs/goal-drafts.md';
const HEADER = '| code | severity | meaning | help |\n| --- | --- | --- | --- |\n';

test('docs/goal-drafts.md → every code with its severity, meaning and help, as the service gives them', () => {
  const table =
    HEADER +
    Object.entries(CODES)
      .map(([code, { severity, meaning, help }]) => [`\`${code}\``, severity, meaning, help])
      .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`)
      .join('');
  const page = readFileSync(PAGE, 'utf8');
  const [text = ''] = page.split('| code |');
  // UPDATE_CODES=1 writes the table anew.
  if (process.env.UPDATE_CODES === '1') writeFileSync(PAGE, text + table);
  expect(readFileSync(PAGE, 'utf8')).toBe(text + table);
});
