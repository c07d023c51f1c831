import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openJournal } from '../../../journal/open-journal.ts';

let root: string;
let cacheDirectory: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'goalkeeper-pglite-'));
  cacheDirectory = join(root, 'cache');
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Opens the journal, writes one item, and says how many it holds then. */
async function writeOne(directory: string, cache: string): Promise<number> {
  const journal = await openJournal({ directory, cacheDirectory: cache });
  await journal.append('t1', {
    events: [{ type: 'turnStarted', kind: 'user', cause: 0, seq: 1, turn: 1, atMs: 1 }],
  });
  const { length } = await journal.readItems('t1', 0, 10);
  await journal.close();
  return length;
}

test('journal in a new directory, with a cache → the empty database is kept there once, and each journal has its own copy', async () => {
  expect(await writeOne(join(root, 'one'), cacheDirectory)).toBe(1);
  const kept = await readdir(cacheDirectory);
  expect(kept).toEqual([expect.stringMatching(/^pglite-\d+\.\d+\.\d+$/)]);
  expect(await writeOne(join(root, 'two'), cacheDirectory)).toBe(1);
  expect(await readdir(cacheDirectory)).toEqual(kept);
});

test('journal in a new directory: the kept database is spoilt, or the cache is no directory → it is made in its place', async () => {
  const [kept = ''] = await readdir(cacheDirectory);
  const spoilt = join(root, 'spoilt');
  await cp(join(cacheDirectory, kept), join(spoilt, kept), { recursive: true });
  await rm(join(spoilt, kept, 'global'), { recursive: true });
  expect(await writeOne(join(root, 'three'), spoilt)).toBe(1);

  const file = join(root, 'file');
  await writeFile(file, '');
  expect(await writeOne(join(root, 'four'), file)).toBe(1);
});
