import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { reportSchema } from '../../../server/record/report-schema/report.ts';

const GOLDEN = resolve(import.meta.dirname, '../../report/golden');
const reports = globSync('*.json', { cwd: GOLDEN }).sort();

test.each(reports)('the schema of a report: %s → takes it, and loses nothing of it', (name) => {
  const report: unknown = JSON.parse(readFileSync(join(GOLDEN, name), 'utf8'));
  expect(reportSchema.parse(report)).toEqual(report);
});

test('the schema of a report: a field that it does not know → refused', () => {
  const report = JSON.parse(readFileSync(join(GOLDEN, reports[0] ?? ''), 'utf8'));
  expect(reports.length).toBeGreaterThan(5);
  expect(reportSchema.safeParse({ ...report, mood: 'good' }).success).toBe(false);
});
