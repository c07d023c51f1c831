/** All that was changed as one unified diff, the work first, within a size that the journal can hold. */

import type { Manifest } from '../../states/state-entry.ts';
import { shownPath } from '../../tree/tree-paths.ts';
import type { WorkPatch } from '../../workflows/evidence/work-record.ts';
import type { ChangedFile } from '../accepted/changed-files.ts';
import { entryPatch, type ReadContent } from './entry-patch.ts';

const MAX_BYTES = 64 * 1024;
/** One long file must not hide the others. */
const MAX_FILE_BYTES = 16 * 1024;
const ORDER: readonly ChangedFile['kind'][] = ['declared', 'test', 'protected', 'configuration', 'other'];

/** A beginning that has no more than a file's name would only look like a part of the diff. */
const SHOWS_A_LINE = /^@@.*\n./m;

export interface ChangedWork {
  readonly changes: readonly ChangedFile[];
  readonly accepted: Manifest;
  readonly current: Manifest;
}

export async function workPatch(
  { changes, accepted, current }: ChangedWork,
  contentOf: ReadContent,
): Promise<WorkPatch> {
  const sorted = [...changes].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const parts: string[] = [];
  const cutFiles: string[] = [];
  let left = MAX_BYTES;
  let count = 0;
  for (const { path } of sorted) {
    const key = shownPath(path.endsWith('/') ? path.slice(0, -1) : path);
    const patch = await entryPatch({ path, before: accepted.get(key), after: current.get(key) }, contentOf);
    const part = firstLines(patch, Math.min(left, MAX_FILE_BYTES));
    if (part.length < patch.length && !SHOWS_A_LINE.test(part)) break;
    count += 1;
    if (part.length < patch.length) cutFiles.push(path);
    parts.push(part);
    left -= Buffer.byteLength(part);
  }
  return { text: parts.join(''), cutFiles, leftOutFiles: sorted.length - count };
}

/** Keeps as many whole lines as fit. */
function firstLines(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  // Cut within a character, that character's rest is no line end.
  const head = Buffer.from(text).subarray(0, Math.max(0, maxBytes)).toString('utf8');
  return head.slice(0, head.lastIndexOf('\n') + 1);
}
