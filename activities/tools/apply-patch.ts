/** Changes several files of the workspace by one patch. */
import { z } from 'zod';
import { applyPatchArguments, applyPatchDeclaration } from '../../context/tools/apply-patch.ts';
import { workspacePath } from '../workspace/workspace-path.ts';
import type { FileChange } from './patch/file-change.ts';
import { parsePatch } from './patch/parse-patch.ts';
import { commitWrites, readFiles } from './patch/patch-files.ts';
import { pathsOf, planPatch } from './patch/plan-patch.ts';
import { defineTool } from './tool.ts';

const MAX_PATCH_CHARACTERS = 2_000_000;
const MAX_FILES = 200;

interface Patch {
  readonly changes: readonly FileChange[];
}

const patchArgument = z
  .string()
  .max(MAX_PATCH_CHARACTERS)
  .transform((text, context): Patch => {
    const refuse = (message: string): Patch => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    const parsed = parsePatch(text);
    if (!parsed.ok) return refuse(parsed.problem);
    const changes: FileChange[] = [];
    for (const change of parsed.changes) {
      const path = workspacePath(change.path);
      if (!path.ok) return refuse(path.problem);
      if (change.kind !== 'update' || change.moveTo === undefined) {
        changes.push({ ...change, path: path.path });
        continue;
      }
      const moveTo = workspacePath(change.moveTo);
      if (!moveTo.ok) return refuse(moveTo.problem);
      changes.push({ ...change, path: path.path, moveTo: moveTo.path });
    }
    if (pathsOf(changes).length > MAX_FILES) return refuse(`a patch may touch at most ${MAX_FILES} files`);
    return { changes };
  });

export const applyPatch = defineTool({
  ...applyPatchDeclaration,
  argumentsSchema: applyPatchArguments.extend({ patch: patchArgument }),
  readOnly: false,
  label: ({ patch }) =>
    pathsOf(patch.changes)
      .map((path) => path.slice(2))
      .join(' '),
  async execute({ patch }, context) {
    const read = await readFiles(pathsOf(patch.changes), context);
    if (!read.ok) return { ok: false, output: `Nothing was changed. ${read.problem}` };
    const plan = planPatch(patch.changes, read);
    if (!plan.ok) return { ok: false, output: `Nothing was changed.\n${plan.problems.join('\n')}` };
    const problem = await commitWrites(plan.writes, context);
    if (problem !== undefined) return { ok: false, output: problem };
    return { ok: true, output: `Done.\n${plan.summary.join('\n')}` };
  },
});
