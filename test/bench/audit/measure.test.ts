import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { auditTable } from '../../../bench/audit/figures.ts';
import { measureAudits } from '../../../bench/audit/measure.ts';

test('a small workspace → figures for the first look, an audit and plain copies; the table names the size', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'goalkeeper-test-'));
  try {
    const options = { files: 700, megabytes: 2, checks: 2, rounds: 1, json: false };
    const figures = await measureAudits(directory, options);
    expect(figures).toMatchObject({ files: 700, megabytes: 2, checks: 2, rounds: 1 });
    for (const name of ['baselineMs', 'auditMs', 'copiesMs'] as const)
      expect(figures[name]).toBeGreaterThan(0);
    expect(auditTable(figures)).toMatch(/^700 files, 2 MB, 2 checks/);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
