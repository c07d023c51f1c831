/**
 * Entry digests that are remembered as long as a file's inode says that it was not touched, so that looking
 * at a large workspace after each turn costs a stat per file. Only for telling progress: evidence is always
 * read afresh.
 */
import { lstat } from 'node:fs/promises';
import { entryDigest } from '../../tree/file-digest.ts';
import { withShortPath } from '../../tree/short-path.ts';

/** Files changed more recently than this may change again within one tick of the file system's clock. */
const SETTLED_AFTER_MS = 1_000;
const MAX_ENTRIES = 300_000;

/** A drop-in for `entryDigest`. A command in the sandbox can set a file's mtime, but not its ctime. */
export function createKnownDigests(): (path: Buffer) => Promise<string> {
  const known = new Map<string, { readonly stamp: string; readonly digest: string }>();
  return async (path) => {
    const lookedAtMs = Date.now();
    const stats = await withShortPath(path, (short) => lstat(short, { bigint: true })).catch(() => undefined);
    if (stats === undefined || !stats.isFile()) return entryDigest(path);
    const key = path.toString('latin1');
    const stamp = `${stats.ino} ${stats.size} ${stats.mode} ${stats.mtimeNs} ${stats.ctimeNs}`;
    const entry = known.get(key);
    if (entry?.stamp === stamp) return entry.digest;
    const digest = await entryDigest(path);
    if (known.size >= MAX_ENTRIES) known.clear();
    // What could not be read may be a passing want, e.g. of file descriptors.
    const isRead = digest.startsWith('file ');
    if (isRead && lookedAtMs - Number(stats.ctimeMs) > SETTLED_AFTER_MS) known.set(key, { stamp, digest });
    return digest;
  };
}
