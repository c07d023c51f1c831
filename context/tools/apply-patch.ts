/** `apply_patch` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export const applyPatchArguments = z.strictObject({
  patch: z.string().describe('The whole patch, from "*** Begin Patch" on.'),
});

export const applyPatchDeclaration: ToolDeclaration = {
  name: 'apply_patch',
  description:
    'Changes files in /workspace, all of the patch or nothing. The patch starts with "*** Begin Patch", ends with ' +
    '"*** End Patch", and has a section for each file: "*** Add File: <path>" (each line starts with +), ' +
    '"*** Delete File: <path>", or "*** Update File: <path>" (then optionally "*** Move to: <path>") with hunks. ' +
    'A hunk starts with "@@", or "@@ <a line to find first>", and has lines that start with a space (kept), - ' +
    '(removed) or + (added). Give about 3 kept lines around a change; no line numbers. A unified diff is taken as well.',
  parameters: parametersOf(applyPatchArguments),
};
