/**
 * A folder of a tree that others may be changing: reached name by name, each folder held open, so that no
 * link on the way is ever followed, not even one that is put there meanwhile.
 */
import type { BigIntStats } from 'node:fs';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, readlink } from 'node:fs/promises';
import { pathBelow } from './held-path.ts';
import type { BytePath } from './tree-paths.ts';

/**
 * Names a folder without reading it, so that leave to pass through is enough; Node has no constant for it.
 */
const O_PATH = 0o10000000;
const FOLDER = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW;
// A name that became a link or a pipe since it was looked at is refused, or at least does not block.
const FILE = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export interface HeldFolder {
  /** What is in it, in byte order, at the moment of the call. */
  names(): Promise<BytePath[]>;
  /** What stands under the name itself, which may be a link. */
  lookAt(name: BytePath): Promise<BigIntStats>;
  targetOf(name: BytePath): Promise<BytePath>;
  /** Rejects for a link. Whether it is a file is for the caller to ask of what was opened. */
  openFile(name: BytePath): Promise<FileHandle>;
  close(): Promise<void>;
}

/** `closed`: its mode keeps this process out. */
export type Obstacle = 'missing' | 'notAFolder' | 'closed';

export type HeldOutcome =
  | { readonly ok: true; readonly folder: HeldFolder }
  | { readonly ok: false; readonly reason: Obstacle };

/** `path` is below `directory`, and may be empty. The folder that is given has to be closed. */
export async function holdFolder(directory: string, path: BytePath): Promise<HeldOutcome> {
  let held: FileHandle | undefined;
  try {
    held = await open(directory, FOLDER);
    for (const name of path === '' ? [] : path.split('/')) {
      const next: FileHandle = await open(pathBelow(held.fd, name), FOLDER);
      await held.close();
      held = next;
    }
    return { ok: true, folder: folderOf(held) };
  } catch (error) {
    await held?.close();
    const reason = obstacleIn(error);
    if (reason === undefined) throw error;
    return { ok: false, reason };
  }
}

const folderOf = (held: FileHandle): HeldFolder => ({
  async names() {
    const names = await readdir(pathBelow(held.fd, '.'), { encoding: 'buffer' });
    // Comparing text is comparing bytes, since one character stands for each byte.
    return names.map((name) => name.toString('latin1')).sort();
  },
  lookAt: (name) => lstat(pathBelow(held.fd, name), { bigint: true }),
  targetOf: async (name) =>
    (await readlink(pathBelow(held.fd, name), { encoding: 'buffer' })).toString('latin1'),
  openFile: (name) => open(pathBelow(held.fd, name), FILE),
  close: () => held.close(),
});

const OBSTACLES: Readonly<Record<string, Obstacle>> = {
  ENOENT: 'missing',
  ENAMETOOLONG: 'missing',
  ENOTDIR: 'notAFolder',
  ELOOP: 'notAFolder',
  EACCES: 'closed',
  EPERM: 'closed',
};

/** `undefined`: the error is of another kind. */
export const obstacleIn = (error: unknown): Obstacle | undefined =>
  OBSTACLES[String((error as { readonly code?: unknown } | null)?.code)];
