/** `restore_file` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export const restoreFileArguments = z.strictObject({
  path: z.string().describe('Relative to /workspace, or as a verdict names it.'),
});

export const restoreFileDeclaration: ToolDeclaration = {
  name: 'restore_file',
  description:
    'Puts a path in /workspace back to the accepted state, with content, permissions and links: what your user gave, or accepted last. ' +
    'A protected path that was not there is removed. Of a folder, all that is protected in it is put back. Your own changes at ' +
    'that path are lost.',
  parameters: parametersOf(restoreFileArguments),
};
