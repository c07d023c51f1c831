/** Changes several files of the workspace by one patch. */
import { z } from 'zod';
import { applyPatchArguments, applyPatchDeclaration } from '../../context/tools/apply-patch.ts';
import { shown, workspacePath } from '../workspace/workspace-path.ts';
import { type NamedPath, namedPaths } from './files/named-paths.ts';
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

const LEFT_AS_IT_IS = 'the patch leaves everything as it is.';

export const applyPatch = defineTool({
  ...applyPatchDeclaration,
  argumentsSchema: applyPatchArguments.extend({ patch: patchArgument }),
  readOnly: false,
  label: ({ patch }) =>
    pathsOf(patch.changes)
      .map((path) => path.slice(2))
      .join(' '),
  async execute({ patch }, context) {
    const named = await namedPaths(pathsOf(patch.changes), context);
    const problems = [...named].flatMap(([path, found]) =>
      found.ok ? [] : [`${shown(path)}: ${found.problem}`],
    );
    if (problems.length > 0) return { ok: false, output: `Nothing was changed.\n${problems.join('\n')}` };
    const changes = patch.changes.map((change) => asNamed(change, named));
    const read = await readFiles(pathsOf(changes), context);
    if (!read.ok) return { ok: false, output: `Nothing was changed. ${read.problem}` };
    const plan = planPatch(changes, read);
    if (!plan.ok) return { ok: false, output: `Nothing was changed.\n${plan.problems.join('\n')}` };
    if (plan.writes.length === 0)
      return { ok: false, output: `Nothing was changed: ${LEFT_AS_IT_IS}\n${plan.summary.join('\n')}` };
    const problem = await commitWrites(plan.writes, context);
    if (problem !== undefined) return { ok: false, output: problem };
    const notes = [...named.values()].flatMap((found) => (found.ok && found.note ? [found.note] : []));
    return { ok: true, output: ['Done.', ...plan.summary, ...notes].join('\n') };
  },
});

/** A file that is moved to its own name in another form gets that one. */
function asNamed(change: FileChange, named: ReadonlyMap<string, NamedPath>): FileChange {
  const pathOf = (written: string): string => {
    const found = named.get(written);
    return found?.ok ? found.path : written;
  };
  const path = pathOf(change.path);
  if (change.kind !== 'update' || change.moveTo === undefined) return { ...change, path };
  const moveTo = pathOf(change.moveTo);
  return { ...change, path, moveTo: moveTo === path ? change.moveTo : moveTo };
}
