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
import type { EntryStamp } from '../../../tree/listing/entry-stamp.ts';
import { openedBytes, openedFile } from '../../../tree/opened-file.ts';
import { timeText } from '../../../tree/set-times.ts';
import type { BytePath } from '../../../tree/tree-paths.ts';
import type { ViewedFile } from './tree-view.ts';

/** So much is read at once: its digest is of the very bytes that are given out. */
const MAX_WHOLE_BYTES = 1024 * 1024;
/** A file that is written all the time is given as it is in the end. */
const MAX_TRIES = 3;

/** How much may be read for digests that are not known. */
export interface ReadAllowance {
  /** A larger file is not read. */
  readonly fileBytes: number;
  /** It falls with each file that is read. */
  leftBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface FileDigests {
  /** `undefined`: it is not known, and more than may be read. */
  digestOf(folder: HeldFolder, name: BytePath, allowance: ReadAllowance): Promise<string | undefined>;
  /**
   * Rejects as the system does, and as if nothing were there when what is there is no file any more, or one
   * of more than `maxBytes`, which is not read.
   */
  open(folder: HeldFolder, name: BytePath, maxBytes: number, signal?: AbortSignal): Promise<ViewedFile>;
}

export function createFileDigests(workspacesDirectory: string): FileDigests {
  const known = createKnownContents();
  let trusted: Promise<boolean> | undefined;

  const digest = async (handle: FileHandle, stats: BigIntStats, allowance: ReadAllowance) => {
    trusted ??= trustsChangeTimes(workspacesDirectory);
    const stamp = stampOf(stats);
    const found = (await trusted) ? known.find(stamp)?.sha256 : undefined;
    if (found !== undefined || stats.size > Math.min(allowance.fileBytes, allowance.leftBytes)) return found;
    allowance.leftBytes -= Number(stats.size);
    const lookedAtMs = Date.now();
    const sha256 = await hashOf(handle, Number(stats.size), allowance.signal);
    if (await trusted) known.add(stamp, { sha256, sizeBytes: Number(stats.size) }, lookedAtMs);
    return sha256;
  };

  return {
    async digestOf(folder, name, allowance) {
      const handle = await openFile(folder, name);
      try {
        return await digest(handle, await handle.stat({ bigint: true }), allowance);
      } finally {
        await handle.close();
      }
    },

    async open(folder, name, maxBytes, signal) {
      const handle = await openFile(folder, name);
      try {
        for (let tries = 1; ; tries += 1) {
          const stats = await handle.stat({ bigint: true });
          if (stats.size > maxBytes) throw missing('it is larger than was asked for');
          const most = Math.min(maxBytes, MAX_WHOLE_BYTES);
          const content = stats.size > most ? undefined : await contentUpTo(handle, most);
          if (content !== undefined) {
            await handle.close();
            return { sha256: sha256Of(content), file: openedBytes(content) };
          }
          const sha256 = (await digest(handle, stats, allowAll(signal))) ?? '';
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

export const allowAll = (signal?: AbortSignal): ReadAllowance => ({
  fileBytes: Number.POSITIVE_INFINITY,
  leftBytes: Number.POSITIVE_INFINITY,
  signal,
});

async function openFile(folder: HeldFolder, name: BytePath): Promise<FileHandle> {
  const handle = await folder.openFile(name);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw missing('it is no file any more');
}

const missing = (why: string): Error => Object.assign(new Error(why), { code: 'ENOENT' });

const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** `undefined`: it has grown beyond so many bytes. */
async function contentUpTo(handle: FileHandle, maxBytes: number): Promise<Buffer | undefined> {
  // One byte more tells that it has grown.
  const buffer = Buffer.allocUnsafe(maxBytes + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    length += bytesRead;
    if (length > maxBytes) return undefined;
    if (bytesRead === 0) return buffer.subarray(0, length);
  }
}

/** A file that is written on all the time would never end: what has come beyond `sizeBytes` is left out. */
async function hashOf(handle: FileHandle, sizeBytes: number, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(MAX_WHOLE_BYTES);
  for (let at = 0; at < sizeBytes; ) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, sizeBytes - at), at);
    if (bytesRead === 0) break;
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash.digest('hex');
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
