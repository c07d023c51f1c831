/** Tells whether a workspace is the same as before, and where it is not. */
import { createHash } from 'node:crypto';
import { entryDigest } from '../../tree/file-digest.ts';
import type { BytePath } from '../../tree/tree-paths.ts';
import { toHostPath, treePaths } from '../../tree/tree-paths.ts';

/** Files read at once: enough to keep the disk busy, few enough for any limit of open files. */
const CONCURRENCY = 16;

export interface TreeDigest {
  /** SHA-256, in hex, over every path with its entry digest, in byte order. */
  readonly digest: string;
  /** Path → what `entryDigest` says of it, in byte order. */
  readonly entries: ReadonlyMap<BytePath, string>;
}

/**
 * Every path below `directory` with its kind, mode and content (a link's target). Nothing is skipped but what
 * does not count. Times
 * and owners do not count. Meant for a workspace in which no command is running.
 */
export async function digestTree(
  directory: string,
  digestOf: (path: Buffer) => Promise<string> = entryDigest,
  counts: (path: BytePath) => boolean = () => true,
): Promise<TreeDigest> {
  const paths = (await treePaths(directory)).filter(counts);
  const digests = await digestAll(directory, paths, digestOf);
  const entries = new Map<BytePath, string>();
  const hash = createHash('sha256');
  paths.forEach((path, index) => {
    const digest = digests[index] ?? 'absent';
    entries.set(path, digest);
    // NUL cannot occur in a path nor in a digest, so that no two trees give the same text.
    hash.update(path, 'latin1').update(`\0${digest}\0`);
  });
  return { digest: hash.digest('hex'), entries };
}

/** The digest alone. */
export const digestWorkspace = async (
  directory: string,
  digestOf?: (path: Buffer) => Promise<string>,
  counts?: (path: BytePath) => boolean,
): Promise<string> => (await digestTree(directory, digestOf, counts)).digest;

async function digestAll(
  directory: string,
  paths: readonly BytePath[],
  digestOf: (path: Buffer) => Promise<string>,
): Promise<string[]> {
  const digests: string[] = new Array(paths.length);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < paths.length; index = next++) {
      digests[index] = await digestOf(toHostPath(directory, paths[index] ?? ''));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return digests;
}
