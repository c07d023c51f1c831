/** `read_item` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export const MAX_ITEM_CHARACTERS = 16_000;

const MAX_SEQ = 2 ** 31 - 1;

export const readItemArguments = z.strictObject({
  item: z
    .number()
    .int()
    .min(1)
    .max(MAX_SEQ)
    .describe('Its number, as [item N] or a line about what is elided names it.'),
  offset: z
    .number()
    .int()
    .min(0)
    .max(1e9)
    .nullish()
    .describe('First character to show, counted from 0. Default 0.'),
  limit: z
    .number()
    .int()
    .min(1)
    .max(MAX_ITEM_CHARACTERS)
    .nullish()
    .describe(`Most characters to show. Default and at most ${MAX_ITEM_CHARACTERS}.`),
});

export const readItemDeclaration: ToolDeclaration = {
  name: 'read_item',
  description:
    "Reads back an item of this thread's record by its number: the output of a tool, a message of the user, or an earlier " +
    'reply with the calls that it made. For what is elided or left out above; what still stands there need not be read again.',
  parameters: parametersOf(readItemArguments),
};
