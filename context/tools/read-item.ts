/** `read_item` as the model is told of it. */
import type { ToolDeclaration } from './tool-declaration.ts';

export const MAX_ITEM_CHARACTERS = 16_000;

export const readItemDeclaration: ToolDeclaration = {
  name: 'read_item',
  description:
    "Reads back an item of this thread's record by its number: the output of a tool, a message of the user, or an earlier " +
    'reply with the calls that it made. For what is elided or left out above; what still stands there need not be read again.',
  parameters: {
    type: 'object',
    properties: {
      item: {
        type: 'integer',
        description: 'Its number, as [item N] or a line about what is elided names it.',
      },
      offset: {
        type: ['integer', 'null'],
        description: 'First character to show, counted from 0. Default 0.',
      },
      limit: {
        type: ['integer', 'null'],
        description: `Most characters to show. Default and at most ${MAX_ITEM_CHARACTERS}.`,
      },
    },
    required: ['item', 'offset', 'limit'],
    additionalProperties: false,
  },
};
