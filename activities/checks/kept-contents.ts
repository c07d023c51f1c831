/**
 * Contents of files as they were when the goal's checks first ran: what is sealed, so that checks run with it whatever
 * became of it, and as much of the rest as is small, so that a change can be shown. Kept in the journal, out of reach of the
 * workspace and there for every worker.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readlink } from 'node:fs/promises';
import type { Journal } from '../../journal/journal.ts';
import { type BytePath, toHostPath } from '../workspace/tree-paths.ts';
import type { PathFilter } from './path-filter.ts';

const MiB = 1024 * 1024;
/** Of sealed files. A larger one is compared by its digest all the same, but cannot be put back. */
const SEALED_LIMITS = { fileBytes: 32 * MiB, totalBytes: 64 * MiB };
const OTHER_LIMITS = { fileBytes: 128 * 1024, totalBytes: 16 * MiB };

type Content = { readonly sha256: string; readonly content: Buffer };

/** `file <mode> <sha256>` and `link <sha256 of target>` name a content. */
export const contentOf = (digest: string): string | undefined =>
  /^(?:file \d+|link) ([0-9a-f]{64})$/.exec(digest)?.[1];

export interface ContentSource {
  readonly threadId: string;
  readonly workspace: string;
  readonly entries: ReadonlyMap<BytePath, string>;
  readonly isSealed: PathFilter;
  /** Also what is not sealed. */
  readonly wantsOthers: boolean;
}

/** Contents that are kept already stay; the same content is kept once. */
export async function keepContents(
  journal: Pick<Journal, 'saveContents'>,
  { threadId, workspace, entries, isSealed, wantsOthers }: ContentSource,
): Promise<void> {
  const named = [...entries].filter(([, digest]) => contentOf(digest) !== undefined);
  const sealed = named.filter(([path]) => isSealed(path));
  const others = wantsOthers ? named.filter(([path]) => !isSealed(path)) : [];
  for await (const batch of contentsOf(workspace, sealed, SEALED_LIMITS))
    await journal.saveContents(threadId, batch);
  for await (const batch of contentsOf(workspace, others, OTHER_LIMITS))
    await journal.saveContents(threadId, batch);
}

const BATCH_BYTES = 4 * MiB;

/** Batches of what fits into the limits. A file that is not what its digest says is left out. */
async function* contentsOf(
  workspace: string,
  entries: readonly (readonly [BytePath, string])[],
  limits: { readonly fileBytes: number; readonly totalBytes: number },
): AsyncGenerator<Content[]> {
  const seen = new Set<string>();
  let left = limits.totalBytes;
  let batch: Content[] = [];
  let batchBytes = 0;
  for (const [path, digest] of entries) {
    if (left <= 0) break;
    const sha256 = contentOf(digest) ?? '';
    if (seen.has(sha256)) continue;
    const content = await readEntry(toHostPath(workspace, path), digest, Math.min(limits.fileBytes, left));
    if (content === undefined || createHash('sha256').update(content).digest('hex') !== sha256) continue;
    seen.add(sha256);
    left -= content.length;
    batch.push({ sha256, content });
    batchBytes += content.length;
    if (batchBytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    batchBytes = 0;
  }
  if (batch.length > 0) yield batch;
}

/** `undefined` for what is too large, or cannot be read. */
async function readEntry(path: Buffer, digest: string, maxBytes: number): Promise<Buffer | undefined> {
  try {
    if (digest.startsWith('link ')) return await readlink(path, { encoding: 'buffer' });
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await file.stat();
      return stats.isFile() && stats.size <= maxBytes ? await file.readFile() : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
