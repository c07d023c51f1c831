/**
 * `npm run bench -- audit`: what an audit costs besides the time of the checks themselves, on a large
 * workspace; next to plain copies of it by `cp`, one for each check, in the same run. Medians; the first look
 * also keeps contents and the manifest. And what it costs to keep the workspace's state.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditTable } from './audit/figures.ts';
import { measureAudits } from './audit/measure.ts';
import { AUDIT_USAGE, parseAuditOptions } from './audit/options.ts';

export async function main(args: readonly string[]): Promise<void> {
  const parsed = parseAuditOptions(args);
  if (!parsed.ok) {
    console.error(`${parsed.problem}\n${AUDIT_USAGE}`);
    process.exit(2);
  }
  const directory = await mkdtemp(join(tmpdir(), 'goalkeeper-bench-'));
  try {
    await chmod(directory, 0o755);
    const figures = await measureAudits(directory, parsed.options);
    console.log(parsed.options.json ? JSON.stringify(figures) : auditTable(figures));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
