/** A tar archive, plain or gzipped, entry by entry while it comes. */
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { kindAdvice } from './archive-kind.ts';
import { countBytes } from './counted-bytes.ts';
import { peekKind } from './peek-kind.ts';
import { archiveProblem, type ReceivedArchive } from './received-archive.ts';
import { bomb, damagedArchive, tooLarge } from './refused-upload.ts';
import { takeTarEntry } from './tar-entry.ts';
import { isBomb, MAX_RATIO } from './upload-limits.ts';

/** Headers and padding of one entry, at most as long as names may be. */
const BYTES_PER_ENTRY = 8 * 1024;
const END_BYTES = 1_024;
/** The parser's types do not know of it. */
const BYTES_AS_CHARACTERS: object = { filenameEncoding: 'latin1' };
const GZIP = Buffer.from([0x1f, 0x8b]);

/** Resolves when all of it was taken in. Throws a problem that names what is wrong. */
export async function receiveTar(archive: ReceivedArchive): Promise<void> {
  const { limits } = archive;
  const { body, first } = await peekKind(archive.body);
  const advice = kindAdvice(first, ['tar', 'gzip']);
  if (advice !== undefined) {
    body.destroy();
    throw damagedArchive(advice);
  }
  const isGzipped = first.subarray(0, GZIP.length).equals(GZIP);
  const sent = { bytes: 0 };
  const unpacked = { bytes: 0 };
  const tail = createTail();
  const parser = extract(BYTES_AS_CHARACTERS);
  const source = countBytes(sent, (bytes) => {
    if (bytes > limits.uploadBytes) throw tooLarge(limits, 'uploadBytes', 'The body has');
  });
  const guard = countBytes(unpacked, (bytes) => {
    if (bytes > limits.workspaceBytes + (limits.workspaceFiles + 2) * BYTES_PER_ENTRY)
      throw tooLarge(limits, 'workspaceBytes', 'It unpacks to');
    if (isBomb(bytes, sent.bytes)) throw bomb(MAX_RATIO);
  });
  guard.on('data', (chunk: Buffer) => tail.note(chunk));
  const flow = pipeline(
    isGzipped ? [body, source, createGunzip(), guard, parser] : [body, source, guard, parser],
  );
  // The loop below throws what went wrong first; this one is its echo.
  flow.catch(() => undefined);
  try {
    for await (const entry of parser) {
      await takeTarEntry(entry.header, entry as AsyncIterable<Uint8Array>, archive);
      // What nobody reads has to run off.
      entry.resume();
    }
    await flow;
  } catch (error) {
    parser.destroy();
    await flow.catch(() => undefined);
    throw archiveProblem(error);
  }
  // Zeros at the end may be those of a file: the parser has met a header of zeros last, or it was cut.
  const { _header: lastHeader } = parser as unknown as { readonly _header: object | null };
  if (!tail.isZero() || lastHeader !== null) throw damagedArchive('It ends before the end of the archive');
}

/** Whether the last bytes that came were the zeros that end an archive. */
function createTail() {
  let last = Buffer.alloc(0);
  return {
    note: (chunk: Buffer): void => {
      last = Buffer.concat([last, chunk.subarray(-END_BYTES)]).subarray(-END_BYTES);
    },
    isZero: (): boolean => last.length === END_BYTES && last.every((byte) => byte === 0),
  };
}
