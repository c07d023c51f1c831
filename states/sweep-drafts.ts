/** Removes what killed workers left half written in a store. */
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { placesIn } from './content-path.ts';

/**
 * Nothing is written for so long; the store may be shared with other machines, whose processes are not known
 * here.
 */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1_000;

/** Never rejects. */
export async function sweepDrafts(storeDirectory: string): Promise<void> {
  const { drafts } = placesIn(storeDirectory);
  for (const name of await readdir(drafts).catch(() => [])) {
    const path = join(drafts, name);
    const changedAtMs = (await lstat(path).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (Date.now() - changedAtMs > ABANDONED_AFTER_MS)
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
