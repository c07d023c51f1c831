/** A zip archive: its table stands at its end, so that it is put down whole before it is read. */
import { isUtf8 } from 'node:buffer';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { MAX_TARGET_BYTES } from '../../states/manifest-fields.ts';
import { type BytePath, toBytePath } from '../../tree/tree-paths.ts';
import { KIND_BYTES, kindAdvice } from './archive-kind.ts';
import { countBytes } from './counted-bytes.ts';
import { archiveProblem, type ReceivedArchive } from './received-archive.ts';
import { bomb, damagedArchive, refusedEntry, tooLarge } from './refused-upload.ts';
import { isBomb, MAX_RATIO } from './upload-limits.ts';

const UNIX = 3;
/** The flag that says: the name is UTF-8. */
const UTF8_FLAG = 0x800;
/** An extra field that holds the name in UTF-8. */
const UNICODE_PATH = 0x7075;
const KIND_BITS = 0o170000;
const FILE = 0o100000;
const FOLDER = 0o040000;
const LINK = 0o120000;
const MODE_BITS = 0o777;
/** What each entry of the table begins with. */
const ENTRY = Buffer.from('PK\x01\x02', 'latin1');
const DRIVE = /^[A-Za-z]:/;

/** Resolves when all of it was taken in. Throws a problem that names what is wrong. */
export async function receiveZip(archive: ReceivedArchive): Promise<void> {
  const { body, limits, staged } = archive;
  const path = staged.draft('archive.zip');
  const sent = { bytes: 0 };
  await pipeline(
    body,
    countBytes(sent, (bytes) => {
      if (bytes > limits.uploadBytes) throw tooLarge(limits, 'uploadBytes', 'The body has');
    }),
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  ).catch((error: unknown) => {
    throw archiveProblem(error);
  });
  const advice = kindAdvice(await firstBytes(path), ['zip']);
  if (advice !== undefined) throw damagedArchive(advice);
  // Names are checked here, so that each refusal names its rule.
  const zip = await openPromise(path, { decodeStrings: false, validateEntrySizes: true }).catch(
    (error: unknown) => {
      throw archiveProblem(error);
    },
  );
  try {
    if (zip.entryCount > limits.workspaceFiles) throw tooLarge(limits, 'workspaceFiles', 'It holds entries,');
    let unpacked = 0;
    for await (const entry of zip.eachEntry())
      unpacked += await takeEntry(archive, zip, entry, (bytes) => {
        if (isBomb(unpacked + bytes, sent.bytes)) throw bomb(MAX_RATIO);
      });
    if (await hasEntryAt(path, zip.readEntryCursor))
      throw damagedArchive('Its table has more entries than its end says');
  } catch (error) {
    throw archiveProblem(error);
  } finally {
    zip.close();
  }
}

const firstBytes = (path: string): Promise<Buffer> => bytesAt(path, 0, KIND_BYTES);

/** The reader goes as far in the table as the end of the archive says that it has entries. */
const hasEntryAt = async (path: string, position: unknown): Promise<boolean> =>
  typeof position === 'number' && ENTRY.equals(await bytesAt(path, position, ENTRY.length));

async function bytesAt(path: string, position: number, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Says how much it held. */
async function takeEntry(
  { entries, staged }: ReceivedArchive,
  zip: ZipFile,
  entry: Entry,
  check: (bytes: number) => void,
): Promise<number> {
  const name = nameOf(entry);
  const { kind, mode } = kindOf(entry, name);
  const path = entries.pathOf(name, kind);
  if (path === undefined) return 0;
  const mtime = timeOf(entry);
  if (kind === 'directory') {
    entries.add(path, { kind, mode, mtime });
    return 0;
  }
  if (entry.isEncrypted()) throw refusedEntry('encrypted', name, 'is encrypted');
  if (kind === 'link' && entry.uncompressedSize > MAX_TARGET_BYTES)
    throw refusedEntry('linkTarget', name, `is a link to what is no target (1 to ${MAX_TARGET_BYTES} bytes)`);
  entries.expect(name, entry.uncompressedSize);
  const damaged = (error: unknown): unknown =>
    archiveProblem(error) === error
      ? error
      : refusedEntry('damaged', name, `cannot be read: ${messageOf(error)}`);
  const content = await contentOf(zip, entry).catch((error: unknown) => {
    throw damaged(error);
  });
  const held: Buffer[] = [];
  let sum = 0;
  let sizeBytes = 0;
  async function* checked(): AsyncGenerator<Buffer> {
    for await (const chunk of chunksOf(content, damaged)) {
      sum = crc32(chunk, sum);
      sizeBytes += chunk.length;
      check(sizeBytes);
      if (kind === 'link') held.push(chunk);
      yield chunk;
    }
  }
  const stored = kind === 'link' ? await runOff(checked()) : await staged.add(checked());
  if (sum !== entry.crc32 || sizeBytes !== entry.uncompressedSize)
    throw refusedEntry('damaged', name, 'is not what its checksum says');
  if (kind === 'link' || stored === undefined)
    entries.add(path, { kind: 'link', target: Buffer.concat(held).toString('latin1'), mtime });
  else entries.add(path, { kind: 'file', mode, ...stored, mtime });
  return sizeBytes;
}

interface Content {
  readonly stream: Readable;
  /** Rejects with the first error of the stream, whenever that came; never resolves. */
  readonly failed: Promise<never>;
}

/**
 * It flows from the first moment on, and may fail before anybody reads it: an error that no listener hears
 * would end the process, and one that the library emits leaves the stream open for ever. So it is heard from
 * the start, and kept for whoever reads.
 */
const contentOf = (zip: ZipFile, entry: Entry): Promise<Content> =>
  new Promise((done, fail) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null) return fail(error);
      const failed = new Promise<never>((_, reject) => stream.on('error', reject));
      failed.catch(() => {});
      done({ stream, failed });
    });
  });

async function* chunksOf(
  { stream, failed }: Content,
  damaged: (error: unknown) => unknown,
): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await Promise.race([chunks.next(), failed]).catch((error: unknown) => {
        throw damaged(error);
      });
      if (done === true) return;
      yield value;
    }
  } finally {
    stream.destroy();
  }
}

async function runOff(chunks: AsyncIterable<Buffer>): Promise<undefined> {
  for await (const _ of chunks);
  return undefined;
}

/**
 * The name as bytes; a program for Windows writes backslashes between folders. Where neither the flag nor an
 * extra field says which charset it is in, bytes of a Unix are taken as they are, and so is what reads as
 * UTF-8.
 */
function nameOf(entry: Entry): BytePath {
  const { generalPurposeBitFlag: flags, fileNameRaw } = entry;
  const isTold = (flags & UTF8_FLAG) !== 0 || entry.extraFields.some(({ id }) => id === UNICODE_PATH);
  if (!isTold && (isUnix(entry) || isUtf8(fileNameRaw))) return withoutDrive(fileNameRaw.toString('latin1'));
  let text: string;
  try {
    text = getFileNameLowLevel(flags, fileNameRaw, entry.extraFields, false);
  } catch (error) {
    throw damagedArchive(`It has a name that cannot be read: ${messageOf(error)}`);
  }
  return withoutDrive(toBytePath(text));
}

function withoutDrive(name: BytePath): BytePath {
  if (DRIVE.test(name)) throw refusedEntry('absoluteName', name, 'has a name with a drive in it');
  return name;
}

const isUnix = (entry: Entry): boolean => entry.versionMadeBy >>> 8 === UNIX;

function kindOf(entry: Entry, name: BytePath): { kind: 'file' | 'directory' | 'link'; mode: number } {
  const isFolderName = name.endsWith('/');
  const attributes = isUnix(entry) ? entry.externalFileAttributes >>> 16 : 0;
  const mode = attributes & MODE_BITS;
  switch (attributes & KIND_BITS) {
    case LINK:
      return { kind: 'link', mode };
    case FOLDER:
      return { kind: 'directory', mode: mode || 0o755 };
    case FILE:
    case 0:
      return isFolderName
        ? { kind: 'directory', mode: mode || 0o755 }
        : { kind: 'file', mode: mode || 0o644 };
    default:
      throw refusedEntry('device', name, 'is a device, a pipe or a socket');
  }
}

function timeOf(entry: Entry): string {
  const seconds = Math.floor(entry.getLastModDate({ timezone: 'UTC' }).getTime() / 1_000);
  return `${Number.isSafeInteger(seconds) && seconds > 0 ? seconds : 0}.000000000`;
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 200);
