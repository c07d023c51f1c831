import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pathBySha256, placesIn } from '../../states/content-path.ts';
import { createDirectoryStore } from '../../states/directory-store.ts';
import { announceSweep } from '../../states/generation/generation.ts';
import type { StateStore } from '../../states/state-store.ts';
import { sweepStates } from '../../states/sweep/sweep-states.ts';

let root: string;
let directory: string;
let store: StateStore;

beforeEach(() => {
  root = mkdtempSync(join(process.cwd(), '.sweep-test-'));
  directory = join(root, '.states');
  store = createDirectoryStore(directory);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A workspace of this name with these files, kept. */
async function kept(name: string, files: Record<string, string>, by = store): Promise<string> {
  const workspace = join(root, name);
  rmSync(workspace, { recursive: true, force: true });
  mkdirSync(workspace, { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(workspace, path), text);
  return (await by.keep(workspace)).stateId;
}

/** All that is there was kept long ago, as far as its times say. */
async function age(): Promise<void> {
  const before = new Date(Date.now() - 3_600_000);
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), before, before);
}

const isWhole = async (stateId: string): Promise<boolean> => {
  const state = await createDirectoryStore(directory).read(stateId);
  if (state === undefined) return false;
  for (const entry of state.manifest.values())
    if (entry.kind === 'file' && (await store.contentOf(entry.sha256)) === undefined) return false;
  return true;
};

const sweep = async (stateIds: string[], contents: string[] = []) =>
  sweepStates(directory, { stateIds, contents }, await announceSweep(directory));

test('sweep: two states that share a file, one of them needed → the other goes, the shared file stays', async () => {
  const mine = await kept('mine', { shared: 'both', own: 'mine' });
  const theirs = await kept('theirs', { shared: 'both', own: 'theirs' });
  const lone = await store.put(Buffer.from('placed later'));
  await age();
  expect(await sweep([theirs], [lone])).toEqual({ manifests: 1, contents: 1 });
  expect([await isWhole(mine), await isWhole(theirs)]).toEqual([false, true]);
  expect(await store.contentOf(lone)).toBeDefined();
});

test('sweep: a needed state that was written as what changed → what it goes on from stays', async () => {
  const files = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, `${index}`]));
  const before = await kept('w', files);
  writeFileSync(join(root, 'w', 'f0'), 'changed');
  const after = (await store.keep(join(root, 'w'))).stateId;
  await age();
  await sweep([after]);
  expect([await isWhole(after), await isWhole(before)]).toEqual([true, true]);
  await age();
  await sweep([]);
  expect(await isWhole(after)).toBe(false);
});

test('sweep: what is kept after the announcement, by a process that remembers it from before → stays', async () => {
  const stateId = await kept('w', { a: 'one', b: 'two' });
  await age();
  const announced = await announceSweep(directory);
  expect((await store.keep(join(root, 'w'))).stateId).toBe(stateId);
  await sweepStates(directory, { stateIds: [], contents: [] }, announced);
  expect(await isWhole(stateId)).toBe(true);
});

test('sweep: what was staged long before it is wanted, and is wanted now → stays', async () => {
  await kept('w', { a: 'x' });
  const stage = await store.stage();
  const { sha256 } = await stage.add(
    (async function* () {
      yield Buffer.from('sent slowly');
    })(),
  );
  await age();
  const announced = await announceSweep(directory);
  await stage.keep();
  await stage.discard();
  await sweepStates(directory, { stateIds: [], contents: [] }, announced);
  expect(await store.contentOf(sha256)).toBeDefined();
});

test('sweep: what is marked in the very millisecond of the announcement → stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const sha256 = await store.put(Buffer.from(`wanted ${round}`));
    const announced = await announceSweep(directory);
    const { mtimeMs } = await lstat(join(directory, 'generation'));
    const marked = new Date(Math.floor(mtimeMs));
    utimesSync(pathBySha256(placesIn(directory).contents, sha256), marked, marked);
    await sweepStates(directory, { stateIds: [], contents: [] }, announced);
    expect(await store.contentOf(sha256)).toBeDefined();
  }
});

test('sweep: a needed state that cannot be read → rejected, and nothing goes', async () => {
  const broken = await kept('w', { a: 'x' });
  await kept('v', { b: 'y' });
  writeFileSync(join(directory, 'manifests', broken.slice(0, 2), broken.slice(2)), 'no manifest');
  await age();
  const files = await readdir(directory, { recursive: true });
  await expect(sweep([broken])).rejects.toThrow('not a manifest');
  expect(
    (await readdir(directory, { recursive: true })).filter((name) => !name.startsWith('generation')),
  ).toEqual(files.filter((name) => !name.startsWith('generation')));
});

test('sweep: beside forks and keeps of other processes, in any order → every state on record stays whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(3), fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3')), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.array(fc.nat(11), { maxLength: 6 }),
      async (keeps, dropped) => {
        const others = [store, createDirectoryStore(directory)];
        const record = new Set<string>();
        const first = await kept('base', { a: '1', b: '2', c: '3' });
        record.add(first);
        await age();
        const announced = await announceSweep(directory);
        const keeping = keeps.map(async ([who, path, text], index) => {
          const stateId = await kept(`w${index}-${who}`, { [path]: text, b: '2' }, others[who % 2]);
          // Its row comes at once; a thread that is purged takes it away again.
          if (!dropped.includes(index)) record.add(stateId);
        });
        const sweeping = sweepStates(directory, { stateIds: [...record], contents: [] }, announced);
        await Promise.all([...keeping, sweeping]);
        for (const stateId of record) expect(await isWhole(stateId)).toBe(true);
        await age();
        await sweep([...record]);
        for (const stateId of record) expect(await isWhole(stateId)).toBe(true);
      },
    ),
    { numRuns: 25 },
  );
});
