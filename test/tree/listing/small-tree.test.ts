import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Tree } from '../../../tree/listing/entry-stamp.ts';
import { findTree } from '../../../tree/listing/find-tree.ts';
import { smallTree } from '../../../tree/listing/small-tree.ts';
import { removeTree } from '../../../tree/remove-tree.ts';

/** However busy the machine is. */
const lookAt = (directory: string): Tree | undefined => smallTree(directory, Number.POSITIVE_INFINITY);

describe.each([
  ['the disk', tmpdir()],
  ['tmpfs', '/dev/shm'],
])('smallTree on %s', (_, place) => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(place, 'goalkeeper-small-'));
  });
  afterEach(() => removeTree(directory));
  const expectTheSame = async (): Promise<void> => {
    // A first look, because reading a folder may move its access time.
    await findTree(directory);
    const small = lookAt(directory);
    const found = await findTree(directory);
    expect(small?.root).toEqual(found.root);
    expect(small?.entries).toEqual(found.entries);
    const seen = new Set(['.']);
    for (const path of small?.entries.keys() ?? []) {
      expect(seen).toContain(dirname(path));
      seen.add(path);
    }
  };

  test('files, folders, links, pipes, odd names, modes and times → what find says', async () => {
    mkdirSync(join(directory, 'a/b/c'), { recursive: true });
    writeFileSync(join(directory, 'a/b/file'), 'content');
    writeFileSync(Buffer.concat([Buffer.from(`${directory}/a/`), Buffer.from([0xff, 0x0a, 0xc3])]), '');
    writeFileSync(join(directory, 'set'), '');
    chmodSync(join(directory, 'set'), 0o6751);
    chmodSync(join(directory, 'a/b/c'), 0o1700);
    symlinkSync('/etc', join(directory, 'out'));
    symlinkSync('missing', join(directory, 'a/dangling'));
    execFileSync('mkfifo', [join(directory, 'pipe')]);
    utimesSync(join(directory, 'set'), 1.25, 1_700_000_000.000_001);
    lutimesSync(join(directory, 'out'), 7, 8);
    await expectTheSame();
    expect(lookAt(directory)?.entries.has('out/passwd')).toBe(false);
  });

  test('any tree of names and modes → what find says', async () => {
    const part = fc.stringMatching(/^[a-c. \n]{1,3}$/).filter((name) => !/^\.\.?$/.test(name));
    const paths = fc.array(fc.tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.boolean()), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(paths, async (made) => {
        await removeTree(directory);
        mkdirSync(directory);
        for (const [path, isFolder] of made) {
          const at = join(directory, ...path);
          try {
            mkdirSync(isFolder ? at : join(at, '..'), { recursive: true });
            if (!isFolder) writeFileSync(at, path.join(''));
          } catch {
            // A file stands where a folder was wanted, or the reverse.
          }
        }
        await expectTheSame();
      }),
      { numRuns: 25 },
    );
  });

  test('a disk that takes too long → left to find', () => {
    writeFileSync(join(directory, 'file'), '');
    expect(smallTree(directory, -1)).toBeUndefined();
  });

  test('more entries than a moment takes, nested deeper, older than 1970, a link, or nothing → left to find', () => {
    expect(lookAt(directory)?.entries.size).toBe(0);
    execFileSync('touch', ['-d', '1969-12-31T23:59:50Z', directory]);
    expect(lookAt(directory)).toBeUndefined();
    utimesSync(directory, 5, 5);
    mkdirSync(join(directory, 'deep', ...Array.from({ length: 40 }, () => 'd')), { recursive: true });
    expect(lookAt(directory)).toBeUndefined();
    expect(lookAt(join(directory, 'deep', ...Array.from({ length: 20 }, () => 'd')))).toBeDefined();
    mkdirSync(join(directory, 'wide'));
    for (let file = 0; file <= 400; file++) writeFileSync(join(directory, 'wide', String(file)), '');
    expect(lookAt(join(directory, 'wide'))).toBeUndefined();
    symlinkSync('.', join(directory, 'link'));
    expect(lookAt(join(directory, 'link'))).toBeUndefined();
    expect(lookAt(join(directory, 'missing'))).toBeUndefined();
    expect(lookAt(join(directory, 'wide/1'))).toBeUndefined();
  });
});
