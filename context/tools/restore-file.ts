/** `restore_file` as the model is told of it. */
import type { ToolDeclaration } from './tool-declaration.ts';

export const restoreFileDeclaration: ToolDeclaration = {
  name: 'restore_file',
  description:
    'Puts a path in /workspace back to the accepted state, with content, permissions and links: what your user gave, or accepted last. ' +
    'A protected path that was not there is removed. Of a folder, all that is protected in it is put back. Your own changes at ' +
    'that path are lost.',
  parameters: {
    type: 'object',
    properties: {
      path: { type: 'string', description: 'Relative to /workspace, or as a verdict names it.' },
    },
    required: ['path'],
    additionalProperties: false,
  },
};
