/**
 * Puts a file back to the accepted state: without it, a seal that was broken could not be mended where there
 * is no git.
 */
import { restoreFileArguments, restoreFileDeclaration } from '../../context/tools/restore-file.ts';
import { toBytePath } from '../../tree/tree-paths.ts';
import type { Restored } from '../accepted/restore-paths.ts';
import { restoredLines } from '../accepted/restored-text.ts';
import { recordedPathArgument, relative, shown } from '../workspace/workspace-path.ts';
import { defineTool, NO_GOAL, type ToolOutput } from './tool.ts';

export const restoreFile = defineTool({
  ...restoreFileDeclaration,
  argumentsSchema: restoreFileArguments.extend({ path: recordedPathArgument }),
  readOnly: false,
  // A boundary that took it away would leave no way out of a broken seal.
  isAlwaysAllowed: true,
  showsGoal: true,
  label: ({ path }) => shown(path),
  async execute({ path }, { restore }) {
    return restore === undefined ? NO_GOAL : answerTo(shown(path), await restore(toBytePath(relative(path))));
  },
});

function answerTo(path: string, restored: Restored): ToolOutput {
  if (restored.ok) {
    const lines = restoredLines(restored);
    const isDone = restored.impossible.length === 0;
    if (lines.length === 0) return { ok: true, output: `${path} is as it was accepted already.` };
    return { ok: isDone, output: lines.map((line) => `${line}.`).join('\n') };
  }
  const { refusal } = restored;
  switch (refusal) {
    case 'notAccepted':
      return {
        ok: false,
        output: `${path}: nothing was accepted there, and it is not protected. There is nothing to put back; remove it yourself if it has to go.`,
      };
    case 'folderWithoutSeals':
      return {
        ok: false,
        output: `${path}: is a folder, and nothing that is protected in it differs from what was accepted. Name a file in it to have that put back.`,
      };
    case 'notPlaced':
      return { ok: false, output: `Not put back: ${restored.reason}.` };
  }
}
