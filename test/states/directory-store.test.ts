import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestTree } from '../../activities/workspace/digest-workspace.ts';
import { createDirectoryStore } from '../../states/directory-store.ts';
import type { KeptState, Placed } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import { removeTree } from '../../tree/remove-tree.ts';
import { toBytePath } from '../../tree/tree-paths.ts';
import { makeDeepTree } from '../support/workspace/deep-tree.ts';
import { makeTree, randomEntries } from '../support/workspace/random-tree.ts';

/**
 * One with change times that can be trusted on most machines, and tmpfs, where a write through a map moves
 * none.
 */
const PLACES = [
  ['the disk', process.cwd()],
  ['tmpfs', '/dev/shm'],
] as const;

const everything = ({ manifest }: KeptState): Placed[] =>
  [...manifest].map(([path, entry]) => ({ path, entry }));
const filesIn = (directory: string): string[] =>
  (readdirSync(directory, { recursive: true, withFileTypes: true }) as import('node:fs').Dirent[])
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

describe.each(PLACES)('directory store on %s', (_, place) => {
  let root: string;
  let workspace: string;
  let store: StateStore;
  const at = (path: string): string => join(workspace, path);

  beforeEach(() => {
    root = mkdtempSync(join(place, '.test-store-'));
    workspace = join(root, 'workspace');
    store = createDirectoryStore(join(root, 'states'));
    mkdirSync(at('src/empty'), { recursive: true });
    writeFileSync(at('src/a.js'), 'alpha');
    symlinkSync('src/a.js', at('link'));
  });
  afterEach(() => removeTree(root));

  test('any tree → its digest is that of the tree, and placed elsewhere it is the same state, times included', async () => {
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(randomEntries, async (entries) => {
        turn += 1;
        const [from, to] = [join(root, `from-${turn}`), join(root, `to-${turn}`)];
        mkdirSync(from);
        mkdirSync(to);
        makeTree(from, entries);
        const kept = await store.keep(from);
        const tree = await digestTree(from);
        expect(kept.digest).toBe(tree.digest);
        expect([...kept.manifest.keys()]).toEqual([...tree.entries.keys()]);
        await store.place(to, everything(kept));
        expect((await store.keep(to)).stateId).toBe(kept.stateId);
        expect(await createDirectoryStore(join(root, 'states')).read(kept.stateId)).toEqual(kept);
      }),
      { numRuns: 15 },
    );
  });

  test('any changes → each state is read as it was kept, whatever it was written against', async () => {
    const kept: KeptState[] = [];
    for (let index = 0; index < 40; index += 1) {
      writeFileSync(at(`file-${index}`), `${index}`);
      writeFileSync(at('src/a.js'), `alpha ${index}`);
      if (index > 3) rmSync(at(`file-${index - 3}`));
      kept.push(await store.keep(workspace));
    }
    const other = createDirectoryStore(join(root, 'states'));
    for (const state of kept) expect(await other.read(state.stateId)).toEqual(state);
    expect(new Set(kept.map(({ digest }) => digest)).size).toBe(40);
  });

  test.each<[string, (path: string) => void]>([
    ['another content of the same size, its time set back', (path) => writeFileSync(path, 'ALPHA')],
    [
      'another content, written through a memory map',
      (path) =>
        void execFileSync('python3', [
          '-c',
          'import mmap,sys\nf=open(sys.argv[1],"r+b")\nm=mmap.mmap(f.fileno(),5)\nm[:]=b"ALPHA"\nm.close()',
          path,
        ]),
    ],
    [
      'another file moved to its place',
      (path) => {
        writeFileSync(`${path}.new`, 'ALPHA');
        renameSync(`${path}.new`, path);
      },
    ],
  ])('%s → another state', async (_, write) => {
    utimesSync(at('src/a.js'), 1_000, 1_000);
    // What was written just now is never remembered: the second look has to be one at a file that has
    // settled.
    const settled = statSync(at('src/a.js')).ctimeMs + 1_100;
    while (Date.now() < settled) await new Promise((resolve) => setImmediate(resolve));
    const before = await store.keep(workspace);
    expect((await store.keep(workspace)).stateId).toBe(before.stateId);
    write(at('src/a.js'));
    utimesSync(at('src/a.js'), 1_000, 1_000);
    const after = await store.keep(workspace);
    expect(after.digest).not.toBe(before.digest);
    expect(after.digest).toBe((await digestTree(workspace)).digest);
  });

  test('the same content many times → kept once, out of reach of everybody else', async () => {
    for (let index = 0; index < 300; index += 1) writeFileSync(at(`file-${index}`), 'same');
    const { manifest } = await store.keep(workspace);
    expect(manifest.size).toBe(304);
    expect(filesIn(join(root, 'states/contents'))).toHaveLength(2);
    expect(filesIn(join(root, 'states/drafts'))).toEqual([]);
    for (const folder of ['contents', 'manifests', 'drafts'])
      expect(statSync(join(root, 'states', folder)).mode & 0o777).toBe(0o700);
  });

  test('large files, many at once → stored in threads under their true names', async () => {
    const large = Buffer.alloc(3 * 1024 * 1024, 'x');
    for (let index = 0; index < 3; index += 1)
      writeFileSync(at(`large-${index}`), Buffer.concat([large, Buffer.from([index])]));
    const kept = await store.keep(workspace);
    expect(kept.digest).toBe((await digestTree(workspace)).digest);
    appendFileSync(at('large-1'), 'more');
    expect((await store.keep(workspace)).digest).toBe((await digestTree(workspace)).digest);
  });

  test('two stores in one directory, keeping at once → the same state', async () => {
    for (let index = 0; index < 200; index += 1) writeFileSync(at(`file-${index}`), `${index}`);
    const other = createDirectoryStore(join(root, 'states'));
    const [a, b] = await Promise.all([store.keep(workspace), other.keep(workspace)]);
    expect(a).toEqual(b);
    expect(filesIn(join(root, 'states/drafts'))).toEqual([]);
  });

  test('a content of which an empty file is left → put again; a damaged one → not taken for it', async () => {
    const sha256 = await store.put(Buffer.from('content'));
    const blob = join(root, 'states/contents', sha256.slice(0, 2), sha256.slice(2));
    truncateSync(blob, 0);
    expect(await store.contentOf(sha256)).toBeUndefined();
    expect(await store.put(Buffer.from('content'))).toBe(sha256);
    expect(String(await store.contentOf(sha256))).toBe('content');
    expect(await store.contentOf(sha256, 6)).toBeUndefined();
    writeFileSync(blob, 'CONTENT');
    expect(await store.contentOf(sha256)).toBeUndefined();
    const entry = { kind: 'file', mode: 0o644, sha256, sizeBytes: 7, mtime: '1.000000000' } as const;
    await expect(store.place(workspace, [{ path: 'x', entry }])).rejects.toThrow(
      /^x cannot be placed: .* damaged/,
    );
  });

  test('a store that was removed meanwhile → everything is kept again', async () => {
    const before = await store.keep(workspace);
    rmSync(join(root, 'states'), { recursive: true });
    expect((await store.keep(workspace)).stateId).toBe(before.stateId);
    const other = createDirectoryStore(join(root, 'states'));
    expect(await other.read(before.stateId)).toEqual(before);
    for (const entry of before.manifest.values())
      if (entry.kind === 'file') expect(await other.contentOf(entry.sha256)).toBeDefined();
  });

  test('no such state, or no name of one → undefined', async () => {
    expect(await store.read('0'.repeat(64))).toBeUndefined();
    expect(await store.read('../../../etc/passwd')).toBeUndefined();
    expect(await store.contentOf('../../../etc/passwd')).toBeUndefined();
  });

  test('links that lead out, pipes → named and not followed; a pipe is not placed', async () => {
    writeFileSync(join(root, 'secret'), 'secret');
    symlinkSync('../secret', at('out'));
    execFileSync('mkfifo', [at('pipe')]);
    const { manifest, digest } = await store.keep(workspace);
    expect(manifest.get('out')).toMatchObject({ kind: 'link', target: '../secret' });
    expect(manifest.get('pipe')).toMatchObject({ kind: 'special', what: 'pipe' });
    expect(digest).toBe((await digestTree(workspace)).digest);
    const pipe = manifest.get('pipe');
    if (pipe === undefined) throw new Error('no pipe');
    await expect(store.place(root, [{ path: 'p', entry: pipe }])).rejects.toThrow(
      'p cannot be placed: it is a pipe',
    );
  });

  test('folders nested deeper than a path reaches → kept and placed', async () => {
    makeDeepTree(workspace);
    const kept = await store.keep(workspace);
    expect(kept.digest).toBe((await digestTree(workspace)).digest);
    expect([...kept.manifest.keys()].some((path) => path.length > 10_000 && path.endsWith('/file'))).toBe(
      true,
    );
    mkdirSync(join(root, 'to'));
    await store.place(join(root, 'to'), everything(kept));
    expect((await store.keep(join(root, 'to'))).stateId).toBe(kept.stateId);
  });

  test('folders nested thousands deep → refused with the path first, also by digests', async () => {
    makeDeepTree(workspace, 1_100, 1);
    await expect(store.keep(workspace)).rejects.toThrow(/^d\/d\/.*… is nested too deep/);
    await expect(digestTree(workspace)).rejects.toThrow(/^d\/d\/.*… is nested too deep/);
  });

  test('a name with odd bytes → placed over whatever stands there', async () => {
    const path = toBytePath('odd\n"name"\\');
    writeFileSync(at('odd\n"name"\\'), 'content');
    chmodSync(at('odd\n"name"\\'), 0o640);
    const kept = await store.keep(workspace);
    rmSync(at('odd\n"name"\\'));
    mkdirSync(join(at('odd\n"name"\\'), 'in/the/way'), { recursive: true });
    const entry = kept.manifest.get(path);
    if (entry === undefined) throw new Error('not kept');
    await store.place(workspace, [{ path, entry }]);
    expect(readFileSync(at('odd\n"name"\\'), 'utf8')).toBe('content');
    expect(existsSync(join(at('odd\n"name"\\'), 'in'))).toBe(false);
  });
});
