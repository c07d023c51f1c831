/** `write_file` as the model is told of it. */
import type { ToolDeclaration } from './tool-declaration.ts';

export const writeFileDeclaration: ToolDeclaration = {
  name: 'write_file',
  description:
    'Writes a file in /workspace with exactly this content, replacing what it held; missing directories are made. ' +
    'For small changes of a large file use apply_patch.',
  parameters: {
    type: 'object',
    properties: {
      path: { type: 'string', description: 'Relative to /workspace.' },
      content: { type: 'string', description: 'The whole new content.' },
    },
    required: ['path', 'content'],
    additionalProperties: false,
  },
};
