/** What stands at a path, as one comparable word. Never follows a link, never waits for a pipe. */
import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import { lstat, open, readlink } from 'node:fs/promises';
import { withShortPath } from './short-path.ts';
import { specialKindOf } from './special-kind.ts';

const CHUNK_BYTES = 64 * 1024;
// A name that became a link or a pipe since it was looked at is refused, or at least does not block.
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * `file <mode> <sha256>`, `link <sha256 of target>`, `directory <mode>`, a special file's kind, or `absent`.
 * A file that cannot be read is `unreadable <mode> <error code>`: visible in the digest, not an exception.
 */
export const entryDigest = (path: string | Buffer): Promise<string> =>
  withShortPath(Buffer.from(path), digestAt).catch((error: unknown) =>
    isMissing(error) ? 'absent' : `unreadable ${codeOf(error)}`,
  );

async function digestAt(path: Buffer): Promise<string> {
  let stats: Stats;
  try {
    stats = await lstat(path);
  } catch (error) {
    return isMissing(error) ? 'absent' : `unreadable ${codeOf(error)}`;
  }
  const mode = (stats.mode & 0o7777).toString(8);
  try {
    if (stats.isSymbolicLink()) {
      const target = await readlink(path, { encoding: 'buffer' });
      return `link ${createHash('sha256').update(target).digest('hex')}`;
    }
    if (stats.isFile()) return `file ${mode} ${await contentDigest(path)}`;
  } catch (error) {
    return `unreadable ${mode} ${codeOf(error)}`;
  }
  return stats.isDirectory() ? `directory ${mode}` : `special ${mode} ${specialKindOf(stats)}`;
}

/** SHA-256 of a regular file in hex, with one buffer whatever its size. */
async function contentDigest(path: Buffer): Promise<string> {
  const file = await open(path, FLAGS);
  try {
    if (!(await file.stat()).isFile())
      throw Object.assign(new Error(`${path} is not a file`), { code: 'ENOTFILE' });
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
