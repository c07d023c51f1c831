/** Reads contents of a store, and never takes one for another: each is hashed while it is read. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, readFile } from 'node:fs/promises';
import { type OpenedFile, openedFile } from '../tree/opened-file.ts';
import { pathBySha256, type StorePlaces } from './content-path.ts';

const CHUNK_BYTES = 1024 * 1024;

/** `undefined` when it is not kept, is longer, or is damaged. */
export async function readContent(
  { contents }: StorePlaces,
  sha256: string,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Buffer | undefined> {
  try {
    const path = pathBySha256(contents, sha256);
    if ((await lstat(path)).size > maxBytes) return undefined;
    const content = await readFile(path);
    return createHash('sha256').update(content).digest('hex') === sha256 ? content : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The content is to be read piece by piece, and closed. `undefined` when it is not kept. Reading the whole of
 * it rejects at the end when it is damaged; a part tells nothing of that.
 */
export async function openContent(
  { contents }: StorePlaces,
  sha256: string,
): Promise<OpenedFile | undefined> {
  const source = await open(pathBySha256(contents, sha256), constants.O_RDONLY).catch(() => undefined);
  if (source === undefined) return undefined;
  const file = openedFile(source, (await source.stat()).size);
  return {
    ...file,
    async *read(start, end) {
      const hash = createHash('sha256');
      for await (const chunk of file.read(start, end)) {
        hash.update(chunk);
        yield chunk;
      }
      const isWhole = start === 0 && end === file.sizeBytes;
      if (isWhole && hash.digest('hex') !== sha256)
        throw new Error(`the content ${sha256.slice(0, 12)}… is damaged`);
    },
  };
}

/** Makes a new file of it. Rejects when it is not kept, or is damaged; what was written until then stays. */
export async function copyContent({ contents }: StorePlaces, sha256: string, target: Buffer): Promise<void> {
  const source = await open(pathBySha256(contents, sha256), constants.O_RDONLY).catch(() => {
    throw new Error(`its content ${sha256.slice(0, 12)}… is not kept`);
  });
  try {
    const file = await open(target, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, (await source.stat()).size + 1));
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, buffer.length);
        if (bytesRead === 0) break;
        hash.update(buffer.subarray(0, bytesRead));
        await file.writeFile(buffer.subarray(0, bytesRead));
      }
      if (hash.digest('hex') !== sha256) throw new Error(`its content ${sha256.slice(0, 12)}… is damaged`);
    } finally {
      await file.close();
    }
  } finally {
    await source.close();
  }
}
