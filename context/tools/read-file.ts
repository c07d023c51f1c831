/** `read_file` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export const DEFAULT_LINES = 2000;
export const MAX_LINES = 10_000;

export const readFileArguments = z.strictObject({
  path: z.string().describe('Relative to /workspace.'),
  offset: z
    .number()
    .int()
    .min(1)
    .max(1e9)
    .nullish()
    .describe('First line to read, counted from 1. Default 1.'),
  limit: z
    .number()
    .int()
    .min(1)
    .max(MAX_LINES)
    .nullish()
    .describe(`Most lines to read. Default ${DEFAULT_LINES}, at most ${MAX_LINES}.`),
});

export const readFileDeclaration: ToolDeclaration = {
  name: 'read_file',
  description:
    'Reads a text file in /workspace, whole or in part. The first line of the answer says which lines follow and how ' +
    'many the file has; the rest is the text as it is, without line numbers.',
  parameters: parametersOf(readFileArguments),
};
