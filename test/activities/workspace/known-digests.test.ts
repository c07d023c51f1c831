import { chmod, lstat, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { digestWorkspace } from '../../../activities/workspace/digest-workspace.ts';
import { entryDigest } from '../../../tree/file-digest.ts';

/** Every reading of an entry; looking at its inode is none. */
const read: string[] = [];
let reading = entryDigest;
jest.unstable_mockModule('../../../tree/file-digest.ts', () => ({
  entryDigest: (path: Buffer) => {
    read.push(path.toString('latin1'));
    return reading(path);
  },
}));
const { createKnownDigests } = await import('../../../activities/workspace/known-digests.ts');

let directory: string;
let digestOf: (path: Buffer) => Promise<string>;
const at = (path: string): string => join(directory, path);
const known = (path: string): Promise<string> => digestOf(Buffer.from(at(path)));

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'goalkeeper-known-'));
  digestOf = createKnownDigests();
  await writeFile(at('a'), 'alpha');
  read.length = 0;
  reading = entryDigest;
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(directory, { recursive: true, force: true });
  await rm(`${directory}.clock`, { force: true });
});

/** Puts the clock forward, so that whatever is written has settled at once. */
function settle(): void {
  const laterMs = Date.now() + 3_600_000;
  jest.spyOn(Date, 'now').mockReturnValue(laterMs);
}

/** Waits for the next tick of the file system's clock: with `settle`, nothing else tells two writes apart. */
async function nextTick(): Promise<void> {
  const write = async (): Promise<bigint> => {
    await writeFile(`${directory}.clock`, '');
    return (await lstat(`${directory}.clock`, { bigint: true })).ctimeNs;
  };
  const before = await write();
  while ((await write()) === before);
}

describe('createKnownDigests', () => {
  test('a settled file → read once', async () => {
    settle();
    for (let look = 0; look < 3; look++) expect(await known('a')).toBe(await entryDigest(at('a')));
    expect(read).toEqual([at('a')]);
  });

  test('a file that was written just now → read each time: one tick of the clock may hold two writes', async () => {
    const { ctimeMs } = await lstat(at('a'));
    jest.spyOn(Date, 'now').mockReturnValue(Math.floor(ctimeMs) + 900);
    await known('a');
    await known('a');
    expect(read).toHaveLength(2);
  });

  test('reading that takes long → does not make a file settled that was fresh when it began', async () => {
    const { ctimeMs } = await lstat(at('a'));
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Math.ceil(ctimeMs));
    reading = (path) => {
      clock.mockReturnValue(Math.ceil(ctimeMs) + 60_000);
      return entryDigest(path);
    };
    await known('a');
    await known('a');
    expect(read).toHaveLength(2);
  });

  test('content of the same length under a forged time → seen', async () => {
    settle();
    const forge = (): Promise<void> => utimes(at('a'), 1_000, 1_000);
    const times = async (): Promise<bigint> => (await lstat(at('a'), { bigint: true })).mtimeNs;
    await forge();
    const [before, beforeNs] = [await known('a'), await times()];
    await nextTick();
    await writeFile(at('a'), 'ALPHA');
    await forge();
    expect(await times()).toBe(beforeNs);
    const after = await known('a');
    expect(after).not.toBe(before);
    expect(after).toBe(await entryDigest(at('a')));
  });

  test.each<[string, () => Promise<unknown>]>([
    ['another mode', () => chmod(at('a'), 0o755)],
    ['removed', () => rm(at('a'))],
    [
      'another file moved to its place',
      async () => {
        await writeFile(at('b'), 'ALPHA');
        await rename(at('b'), at('a'));
      },
    ],
    [
      'a link in its place',
      async () => {
        await rename(at('a'), at('b'));
        await symlink('b', at('a'));
      },
    ],
    [
      'a directory in its place',
      async () => {
        await rm(at('a'));
        await mkdir(at('a'));
      },
    ],
  ])('%s → seen', async (_, change) => {
    settle();
    const before = await known('a');
    await nextTick();
    await change();
    expect(await known('a')).not.toBe(before);
    expect(await known('a')).toBe(await entryDigest(at('a')));
  });

  test('a file that could not be read for the moment → tried again, not remembered so', async () => {
    settle();
    reading = async () => 'unreadable 644 EMFILE';
    expect(await known('a')).toBe('unreadable 644 EMFILE');
    reading = entryDigest;
    expect(await known('a')).toMatch(/^file /);
  });

  test('two known digests → each remembers for itself', async () => {
    settle();
    await known('a');
    await createKnownDigests()(Buffer.from(at('a')));
    expect(read).toHaveLength(2);
  });
});

type Change = { readonly name: string; readonly content: string | null; readonly mode: number };

const names = fc.constantFrom('f', 'g', 'd/f', 'd/g', 'd/e/f', 'é', 'hex:66');
const changes = fc.array(
  fc.record<Change>({
    name: names,
    content: fc.option(fc.string({ maxLength: 20 })),
    mode: fc.constantFrom(0o644, 0o755),
  }),
  { maxLength: 12 },
);

async function apply({ name, content, mode }: Change): Promise<void> {
  if (content === null) return rm(at(name), { force: true });
  await mkdir(join(at(name), '..'), { recursive: true });
  await writeFile(at(name), content);
  await chmod(at(name), mode);
}

test('known digests: any tree and any changes to it → the digest of a workspace read afresh, at every step', async () => {
  settle();
  await fc.assert(
    fc
      .asyncProperty(changes, async (script) => {
        for (const change of script) {
          await nextTick();
          await apply(change);
          expect(await digestWorkspace(directory, digestOf)).toBe(await digestWorkspace(directory));
        }
      })
      .afterEach(async () => {
        for (const name of ['d', 'f', 'g', 'é', 'hex:66'])
          await rm(at(name), { recursive: true, force: true });
      }),
    { numRuns: 30 },
  );
  expect(read.length).toBeGreaterThan(0);
});
