/**
 * Digests of the files of living workspaces: a file that was not touched since it was read is not read again,
 * where change times can be trusted.
 */
import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { createKnownContents } from '../../../states/known-contents.ts';
import { trustsChangeTimes } from '../../../tree/change-times.ts';
import type { HeldFolder } from '../../../tree/held-folder.ts';
import type { EntryStamp } from '../../../tree/list-entries.ts';
import { openedBytes, openedFile } from '../../../tree/opened-file.ts';
import { timeText } from '../../../tree/set-times.ts';
import type { BytePath } from '../../../tree/tree-paths.ts';
import type { ViewedFile } from './tree-view.ts';

/** So much is read at once: its digest is of the very bytes that are given out. */
const MAX_WHOLE_BYTES = 1024 * 1024;
/** A file that is written all the time is given as it is in the end. */
const MAX_TRIES = 3;

export interface FileDigests {
  /** `maxBytes`: a larger one is not read; `undefined` then, unless it is known. */
  digestOf(folder: HeldFolder, name: BytePath, maxBytes: number): Promise<string | undefined>;
  /** Rejects as the system does, and as if nothing were there when what is there is no file any more. */
  open(folder: HeldFolder, name: BytePath): Promise<ViewedFile>;
}

export function createFileDigests(workspacesDirectory: string): FileDigests {
  const known = createKnownContents();
  let trusted: Promise<boolean> | undefined;

  const digest = async (handle: FileHandle, stats: BigIntStats, maxBytes: number) => {
    trusted ??= trustsChangeTimes(workspacesDirectory);
    const stamp = stampOf(stats);
    const found = (await trusted) ? known.find(stamp)?.sha256 : undefined;
    if (found !== undefined || stats.size > maxBytes) return found;
    const lookedAtMs = Date.now();
    const sha256 = await hashOf(handle);
    if (await trusted) known.add(stamp, { sha256, sizeBytes: Number(stats.size) }, lookedAtMs);
    return sha256;
  };

  return {
    async digestOf(folder, name, maxBytes) {
      const handle = await openFile(folder, name);
      try {
        return await digest(handle, await handle.stat({ bigint: true }), maxBytes);
      } finally {
        await handle.close();
      }
    },

    async open(folder, name) {
      const handle = await openFile(folder, name);
      try {
        for (let tries = 1; ; tries += 1) {
          const stats = await handle.stat({ bigint: true });
          if (stats.size <= MAX_WHOLE_BYTES) {
            const content = await handle.readFile();
            await handle.close();
            return { sha256: sha256Of(content), file: openedBytes(content) };
          }
          const sha256 = (await digest(handle, stats, Number.POSITIVE_INFINITY)) ?? '';
          const { ctimeNs, size } = await handle.stat({ bigint: true });
          if (tries >= MAX_TRIES || (ctimeNs === stats.ctimeNs && size === stats.size))
            return { sha256, file: openedFile(handle, Number(stats.size)) };
        }
      } catch (error) {
        await handle.close();
        throw error;
      }
    },
  };
}

async function openFile(folder: HeldFolder, name: BytePath): Promise<FileHandle> {
  const handle = await folder.openFile(name);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw Object.assign(new Error('it is no file any more'), { code: 'ENOENT' });
}

const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

async function hashOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(MAX_WHOLE_BYTES);
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

const stampOf = (stats: BigIntStats): EntryStamp => ({
  kind: 'f',
  mode: (stats.mode & 0o7777n).toString(8),
  inode: stats.ino.toString(),
  size: stats.size.toString(),
  mtime: timeText(stats.mtimeNs),
  ctime: timeText(stats.ctimeNs),
  atime: timeText(stats.atimeNs),
});
