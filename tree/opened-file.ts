/** Bytes of a file that is open, piece by piece, whole or a range of them. */
import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;

export interface OpenedFile {
  readonly sizeBytes: number;
  /** Reads from `start` up to, not including, `end`. Rejects with `ShorterFile` when it has become so. */
  read(start: number, end: number): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

class ShorterFile extends Error {
  override readonly name = 'ShorterFile';

  constructor() {
    super('the file became shorter while it was read');
  }
}

export const openedFile = (handle: FileHandle, sizeBytes: number): OpenedFile => ({
  sizeBytes,
  async *read(start, end) {
    for (let at = start; at < end; ) {
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end - at));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) throw new ShorterFile();
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  },
  close: () => handle.close(),
});

export const openedBytes = (content: Buffer): OpenedFile => ({
  sizeBytes: content.length,
  async *read(start, end) {
    if (end > start) yield content.subarray(start, end);
  },
  close: async () => undefined,
});

/** Reads its first `maxBytes`, fewer when it is shorter; the file is closed afterwards. */
export async function readUpTo(file: OpenedFile, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    const end = Math.min(maxBytes, file.sizeBytes);
    for await (const chunk of closedAfter(file, 0, end)) chunks.push(chunk);
  } catch (error) {
    if (!(error instanceof ShorterFile)) throw error;
  }
  return Buffer.concat(chunks);
}

/** The range, after which, or when nobody reads on, the file is closed. */
export async function* closedAfter(file: OpenedFile, start: number, end: number): AsyncGenerator<Buffer> {
  try {
    yield* file.read(start, end);
  } finally {
    await file.close();
  }
}
