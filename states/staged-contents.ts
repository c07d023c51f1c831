/**
 * Contents that arrive in pieces and may yet be refused: they stand apart from the store until all of them
 * are wanted, and one that is not wanted leaves nothing behind.
 */
import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathBySha256, type StorePlaces } from './content-path.ts';
import { isStored, type StoredContent } from './store-file.ts';

export interface StagedContents {
  /** Takes one content in, whatever its length. Rejects when its source fails. */
  add(chunks: AsyncIterable<Uint8Array>): Promise<StoredContent>;
  /** A place for a file of the caller's, which goes with the stage. */
  draft(name: string): string;
  /** Everything that was taken in belongs to the store from here on. */
  keep(): Promise<void>;
  /** Removes what is not kept; for the end, whatever happened. */
  discard(): Promise<void>;
}

export async function stageContents(places: StorePlaces): Promise<StagedContents> {
  const directory = join(places.drafts, `stage-${process.pid}-${randomBytes(12).toString('hex')}`);
  await mkdir(directory, { mode: 0o700 });
  const staged = new Map<string, StoredContent>();
  let count = 0;
  return {
    async add(chunks) {
      const path = join(directory, `${count++}`);
      const file = await open(path, 'wx', 0o600);
      const hash = createHash('sha256');
      let sizeBytes = 0;
      try {
        for await (const chunk of chunks) {
          hash.update(chunk);
          sizeBytes += chunk.length;
          await file.writeFile(chunk);
        }
      } finally {
        await file.close();
      }
      const content = { sha256: hash.digest('hex'), sizeBytes };
      if (staged.has(content.sha256)) await rm(path);
      else {
        await rename(path, join(directory, content.sha256));
        staged.set(content.sha256, content);
      }
      return content;
    },
    draft: (name) => join(directory, `draft-${name}`),
    async keep() {
      for (const content of staged.values()) await keepOne(places, directory, content);
    },
    discard: () => rm(directory, { recursive: true, force: true }),
  };
}

async function keepOne(places: StorePlaces, directory: string, content: StoredContent): Promise<void> {
  if (isStored(places, content)) return;
  const target = pathBySha256(places.contents, content.sha256);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  // It may have been written long before it is wanted.
  const now = new Date();
  await utimes(join(directory, content.sha256), now, now);
  await rename(join(directory, content.sha256), target).catch(async (error: unknown) => {
    // Another caller may have kept the same content meanwhile.
    if ((await lstat(target).catch(() => undefined)) === undefined) throw error;
  });
}
