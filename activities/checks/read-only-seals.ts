/**
 * Which sealed entries are mounted read-only into a check's sandbox, where change times cannot be trusted.
 * Pure.
 */

import type { BytePath } from '../../tree/tree-paths.ts';
import { foldersAbove } from '../accepted/changed-files.ts';
import type { Survey } from '../accepted/survey.ts';

/**
 * Each is a mount of its own, which takes some 20 µs; a sandbox takes 2,000, and further ones are needed to
 * hold folders in place.
 */
const MAX_MOUNTS = 1_700;

/**
 * The files, and not their folders: honest runners write snapshots and caches beside the tests. The folders
 * above them are mounts as well.
 */
export function readOnlySeals({ plan, ownership }: Pick<Survey, 'plan' | 'ownership'>): BytePath[] {
  const files: BytePath[] = [];
  const folders = new Set<BytePath>();
  for (const [path, { kind }] of plan.composed) {
    if (kind !== 'file' || !ownership.isProtected(path)) continue;
    const above = foldersAbove([path]);
    const more = [...above].filter((folder) => !folders.has(folder)).length;
    if (files.length + folders.size + 1 + more > MAX_MOUNTS) break;
    files.push(path);
    for (const folder of above) folders.add(folder);
  }
  return files;
}
