/** A diff as JSON: what became of each file, without its lines. */
import { z } from 'zod';
import { gitModeOf } from '../../patch/git-entry.ts';
import { displayPath } from '../../tree/tree-paths.ts';
import { listOf } from '../http/list-of.ts';
import type { Diff, DiffedPath } from './diff-between.ts';
import { kindOf, shownState } from './file-entry.ts';
import { shownStateSchema } from './file-schema.ts';
import type { FoundView } from './find-view.ts';

const changedFileSchema = z
  .strictObject({
    path: z.string(),
    change: z.enum(['added', 'deleted', 'modified', 'mode', 'kind']),
    kind: z
      .enum(['file', 'folder', 'link', 'special'])
      .describe('What it is now, or was before it was deleted.'),
    linesAdded: z.int(),
    linesRemoved: z.int(),
    isBinary: z.boolean().describe('No lines are counted.'),
    mode: z.string().describe('As git knows it.').exactOptional(),
    oldMode: z.string().exactOptional(),
  })
  .meta({ id: 'DiffedFile' });

export const diffSchema = z
  .strictObject({
    from: shownStateSchema,
    to: shownStateSchema,
    files: listOf(changedFileSchema),
    linesAdded: z.int(),
    linesRemoved: z.int(),
    notInPatch: listOf(z.string()).describe(
      'Changed as well, and no patch of git can tell: empty folders, special files, finer permissions.',
    ),
  })
  .meta({ id: 'Diff' });

export function diffReply(
  from: FoundView,
  to: FoundView,
  { changes, untold }: Diff,
): z.output<typeof diffSchema> {
  const files = changes.map(fileReply);
  return {
    from: shownState(from),
    to: shownState(to),
    files,
    linesAdded: files.reduce((sum, { linesAdded }) => sum + linesAdded, 0),
    linesRemoved: files.reduce((sum, { linesRemoved }) => sum + linesRemoved, 0),
    notInPatch: untold.map(displayPath),
  };
}

function fileReply(changed: DiffedPath): z.output<typeof changedFileSchema> {
  const { path, before, after } = changed;
  const [oldMode, mode] = [gitModeOf(before), gitModeOf(after)];
  const there = after !== undefined && mode !== undefined ? after : before;
  return {
    path: displayPath(path),
    change: changeOf(changed, oldMode, mode),
    kind: kindOf(there ?? { kind: 'file' }),
    ...counts(changed),
    ...(mode === undefined ? {} : { mode }),
    ...(oldMode === undefined ? {} : { oldMode }),
  };
}

const counts = ({ linesAdded, linesRemoved, isBinary }: DiffedPath) => ({
  linesAdded,
  linesRemoved,
  isBinary,
});

function changeOf(
  { before, after }: DiffedPath,
  oldMode: string | undefined,
  mode: string | undefined,
): z.output<typeof changedFileSchema>['change'] {
  if (oldMode === undefined) return 'added';
  if (mode === undefined) return 'deleted';
  if (before?.kind !== after?.kind) return 'kind';
  const isSame = before?.kind === 'file' && after?.kind === 'file' && before.sha256 === after.sha256;
  return isSame ? 'mode' : 'modified';
}
