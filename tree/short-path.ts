/**
 * Host paths that are longer than the kernel takes at once, reached step by step through directories that are
 * held open.
 */
import { closeSync, constants, openSync } from 'node:fs';

/** The limit lies below the kernel's 4,096, with room for what tools put in front of a path. */
const MAX_BYTES = 3_000;
const SLASH = 0x2f;
/**
 * Names a directory without reading it, so that leave to pass through is enough; Node has no constant for it.
 */
const O_PATH = 0o10000000;
const FLAGS = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW;

export interface ShortPath {
  /** Works for this process and for the tools that it starts, until it is closed. */
  readonly path: Buffer;
  close(): void;
}

export const isShort = (path: Buffer): boolean => path.length <= MAX_BYTES;

/** The path itself when it is short. Throws what the system says when a directory on the way is missing. */
export function shortPath(path: Buffer): ShortPath {
  let held: number | undefined;
  let rest = path;
  const close = (): void => {
    if (held !== undefined) closeSync(held);
    held = undefined;
  };
  try {
    while (rest.length > MAX_BYTES) {
      const cut = rest.lastIndexOf(SLASH, MAX_BYTES);
      if (cut <= 0) throw Object.assign(new Error('a name is too long'), { code: 'ENAMETOOLONG' });
      const next = openSync(from(held, rest.subarray(0, cut)), FLAGS);
      close();
      held = next;
      rest = rest.subarray(cut + 1);
    }
    return { path: from(held, rest), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Holds what is on the way open as long as `use` runs. */
export async function withShortPath<T>(path: Buffer, use: (path: Buffer) => Promise<T>): Promise<T> {
  const short = shortPath(path);
  try {
    return await use(short.path);
  } finally {
    short.close();
  }
}

const from = (held: number | undefined, path: Buffer): Buffer =>
  held === undefined ? path : Buffer.concat([Buffer.from(`/proc/${process.pid}/fd/${held}/`), path]);
