/** `write_file` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

const MAX_CONTENT_BYTES = 2_000_000;

export const writeFileArguments = z.strictObject({
  path: z.string().describe('Relative to /workspace.'),
  content: z
    .string()
    .refine(
      (content) => Buffer.byteLength(content) <= MAX_CONTENT_BYTES,
      `must be at most ${MAX_CONTENT_BYTES} bytes`,
    )
    .describe('The whole new content.'),
});

export const writeFileDeclaration: ToolDeclaration = {
  name: 'write_file',
  description:
    'Writes a file in /workspace with exactly this content, replacing what it held; missing directories are made. ' +
    'For small changes of a large file use apply_patch.',
  parameters: parametersOf(writeFileArguments),
};
