/** docs/provider-faults.md against the table. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { render } from './render.ts';
import { ROWS } from './rows.ts';

const PAGE = resolve(import.meta.dirname, '../../docs/provider-faults.md');

test('docs/provider-faults.md → is what the table makes', () => {
  const generated = render(ROWS);
  if (process.env.UPDATE_FAULTS === '1') writeFileSync(PAGE, generated);
  expect(readFileSync(PAGE, 'utf8')).toBe(generated);
});

test('the table → no fault twice, and none without its course', () => {
  const names = ROWS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name } of ROWS) expect(render(ROWS)).toContain(`| ${name} |`);
});
