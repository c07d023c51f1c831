/**
 * Puts files into a store, reading each once: what is written is what is hashed, so that every content has
 * its true name. Synchronous, for a thread of its own: for many small files that is several times faster.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { shortPath } from '../tree/short-path.ts';
import { pathBySha256, type StorePlaces } from './content-path.ts';

/** A file of at most this size is read whole before it is known whether it has to be written. */
const CHUNK_BYTES = 1024 * 1024;
// A name that became a link or a pipe since it was listed is refused, or at least does not block.
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export interface StoredContent {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/**
 * `isLikelyKept`: a large file is first hashed, and written only when it turns out to be new. Throws what the
 * system says.
 */
export function storeFile(places: StorePlaces, path: Buffer, isLikelyKept: boolean): StoredContent {
  const short = shortPath(path);
  try {
    const file = openSync(short.path, FLAGS);
    try {
      if (!fstatSync(file).isFile()) throw Object.assign(new Error('is not a file'), { code: 'ENOTFILE' });
      return storeOpened(places, file, isLikelyKept);
    } finally {
      closeSync(file);
    }
  } finally {
    short.close();
  }
}

function storeOpened(places: StorePlaces, file: number, isLikelyKept: boolean): StoredContent {
  const first = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, fstatSync(file).size + 1));
  const length = readAt(file, first, 0);
  if (length < first.length) return storeContent(places, first.subarray(0, length));
  if (isLikelyKept) {
    const content = copyThrough(file, () => undefined);
    if (isStored(places, content)) return content;
  }
  const draft = draftIn(places);
  const target = openSync(draft, 'wx', 0o600);
  try {
    const content = copyThrough(file, (chunk) => writeAll(target, chunk));
    moveTo(places, draft, content);
    return content;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(target);
  }
}

/** One content that is in memory. */
export function storeContent(places: StorePlaces, bytes: Uint8Array): StoredContent {
  const content = { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length };
  if (isStored(places, content)) return content;
  const draft = draftIn(places);
  const target = openSync(draft, 'wx', 0o600);
  try {
    writeAll(target, bytes);
  } finally {
    closeSync(target);
  }
  moveTo(places, draft, content);
  return content;
}

/**
 * A content counts as stored by name and size: a machine that lost its power may have left an empty file
 * under the name. From here on it counts as wanted: a sweep that has begun spares it.
 */
export function isStored({ contents }: StorePlaces, { sha256, sizeBytes }: StoredContent): boolean {
  const path = pathBySha256(contents, sha256);
  return lstatSync(path, { throwIfNoEntry: false })?.size === sizeBytes && isWanted(path);
}

/** `false`: it went this very moment. */
function isWanted(path: string): boolean {
  const now = new Date();
  try {
    utimesSync(path, now, now);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function copyThrough(file: number, take: (chunk: Buffer) => void): StoredContent {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let sizeBytes = 0; ; ) {
    const length = readSync(file, buffer, 0, CHUNK_BYTES, sizeBytes);
    if (length === 0) return { sha256: hash.digest('hex'), sizeBytes };
    const chunk = buffer.subarray(0, length);
    hash.update(chunk);
    take(chunk);
    sizeBytes += length;
  }
}

/** Reads until the buffer is full or the file ends. */
function readAt(file: number, buffer: Buffer, from: number): number {
  let length = 0;
  for (;;) {
    const read = readSync(file, buffer, length, buffer.length - length, from + length);
    if (read === 0) return length;
    length += read;
    if (length === buffer.length) return length;
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

const draftIn = ({ drafts }: StorePlaces): string =>
  join(drafts, `${process.pid}-${randomBytes(12).toString('hex')}`);

function moveTo(places: StorePlaces, draft: string, { sha256 }: StoredContent): void {
  const path = pathBySha256(places.contents, sha256);
  try {
    renameSync(draft, path);
  } catch {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    renameSync(draft, path);
  }
}
