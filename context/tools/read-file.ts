/** `read_file` as the model is told of it. */
import type { ToolDeclaration } from './tool-declaration.ts';

export const DEFAULT_LINES = 2000;
export const MAX_LINES = 10_000;

export const readFileDeclaration: ToolDeclaration = {
  name: 'read_file',
  description:
    'Reads a text file in /workspace, whole or in part. The first line of the answer says which lines follow and how ' +
    'many the file has; the rest is the text as it is, without line numbers.',
  parameters: {
    type: 'object',
    properties: {
      path: { type: 'string', description: 'Relative to /workspace.' },
      offset: { type: ['integer', 'null'], description: 'First line to read, counted from 1. Default 1.' },
      limit: {
        type: ['integer', 'null'],
        description: `Most lines to read. Default ${DEFAULT_LINES}, at most ${MAX_LINES}.`,
      },
    },
    required: ['path', 'offset', 'limit'],
    additionalProperties: false,
  },
};
