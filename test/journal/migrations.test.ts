import { expect, test } from '@jest/globals';
import { pendingMigrations, readMigrations } from '../../journal/migrations.ts';

test('readMigrations: the shipped folder → numbered files in order, each with its checksum', async () => {
  const migrations = await readMigrations();
  expect(migrations[0]?.name).toBe('0001_thread_journal.sql');
  expect(migrations.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name).sort());
  for (const { sha256 } of migrations) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});

const applied = { name: '0001_first.sql', sql: 'select 1', sha256: 'a' };
const newer = { name: '0002_second.sql', sha256: 'b' };

test('pendingMigrations: a database that is ahead of the code → nothing to do, no error', () => {
  expect(pendingMigrations([applied], [applied, newer])).toEqual([]);
});
