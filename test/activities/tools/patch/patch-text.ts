/** Patches for tests, written as their lines. */
import type { FileChange } from '../../../../activities/tools/patch/file-change.ts';
import { parsePatch } from '../../../../activities/tools/patch/parse-patch.ts';

export const wrap = (...lines: string[]): string => ['*** Begin Patch', ...lines, '*** End Patch'].join('\n');

export function changesOf(patch: string): readonly FileChange[] {
  const parsed = parsePatch(patch);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.changes;
}
