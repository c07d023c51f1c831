/** One entry of a folder that is held open, as a reader is shown it. */
import type { BigIntStats } from 'node:fs';
import { type HeldFolder, obstacleIn } from '../../../tree/held-folder.ts';
import { timeText } from '../../../tree/set-times.ts';
import { specialKindOf } from '../../../tree/special-kind.ts';
import type { BytePath } from '../../../tree/tree-paths.ts';
import type { FileDigests, ReadAllowance } from './file-digests.ts';
import type { UnlikeFile, ViewedEntry } from './tree-view.ts';

/**
 * `undefined`: it has gone meanwhile. A file that is closed to the service, or not known and more
 * than may be read, has no digest.
 */
export async function entryIn(
  folder: HeldFolder,
  name: BytePath,
  digests: FileDigests,
  allowance: ReadAllowance,
): Promise<ViewedEntry | undefined> {
  try {
    const stats = await folder.lookAt(name);
    if (!stats.isFile()) return await unlikeFile(folder, name, stats);
    const sha256 = await digests.digestOf(folder, name, allowance).catch((error: unknown) => {
      if (obstacleIn(error) === 'closed') return undefined;
      throw error;
    });
    return {
      kind: 'file',
      mode: modeOf(stats),
      sizeBytes: Number(stats.size),
      mtime: timeText(stats.mtimeNs),
      ...(sha256 === undefined ? {} : { sha256 }),
    };
  } catch (error) {
    if (obstacleIn(error) === undefined) throw error;
    return undefined;
  }
}

export async function unlikeFile(
  folder: HeldFolder,
  name: BytePath,
  stats: BigIntStats,
): Promise<UnlikeFile> {
  const [mode, mtime] = [modeOf(stats), timeText(stats.mtimeNs)];
  if (stats.isDirectory()) return { kind: 'directory', mode, mtime };
  if (stats.isSymbolicLink()) return { kind: 'link', target: await folder.targetOf(name), mtime };
  return { kind: 'special', mode, what: specialKindOf(stats) };
}

const modeOf = (stats: BigIntStats): number => Number(stats.mode & 0o7777n);
