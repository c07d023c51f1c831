import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { openJournal } from '../../../journal/open-journal.ts';
import { bodyFor } from '../samples.ts';

const CHILD = join(import.meta.dirname, '../write-until-killed.ts');
const LINES_BEFORE_KILL = 60;

jest.setTimeout(120_000);

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'goalkeeper-pglite-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Runs the writing child, kills it after some rows, and returns the seqs that it had acknowledged. */
async function writeAndKill(directory: string, from: number): Promise<number[]> {
  const child = spawn(process.execPath, [CHILD, directory, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    if (output.split('\n').length > LINES_BEFORE_KILL) child.kill('SIGKILL');
  });
  await closed;
  expect(child.signalCode).toBe('SIGKILL');
  return output.trimEnd().split('\n').map(Number);
}

test('openJournal in a directory: cut off while it was made, then killed while writing, twice → no acknowledged item is lost', async () => {
  const directory = join(root, 'new', 'journal');
  // What a process leaves that is killed during its first start: some files, and the mark.
  await mkdir(join(directory, 'postgres'), { recursive: true });
  await writeFile(join(directory, 'postgres', 'PG_VERSION'), '18\n');
  await writeFile(join(directory, 'initialising'), '');

  const acknowledged: number[] = [];
  // Seqs in flight at the kill are left out, as they may or may not have been written.
  for (const from of [1, 100_000]) acknowledged.push(...(await writeAndKill(directory, from)));
  expect(acknowledged.length).toBeGreaterThanOrEqual(2 * LINES_BEFORE_KILL);

  const journal = await openJournal({ directory });
  await expect(openJournal({ directory })).rejects.toThrow('another process');
  const items = await journal.readItems('t1', 0, 100_000);
  await journal.close();
  const bodies = new Map(items.map((item) => [item.seq, item.body]));
  for (const seq of acknowledged) expect(bodies.get(seq)).toBe(bodyFor(seq));
});

test('openJournal in a directory: it fails → its lock is released, so that the next one meets the same error', async () => {
  const directory = join(root, 'journal');
  // A directory where the mark belongs.
  await mkdir(join(directory, 'initialising'), { recursive: true });
  await expect(openJournal({ directory })).rejects.toThrow('EISDIR');
  await expect(openJournal({ directory })).rejects.toThrow('EISDIR');
});
