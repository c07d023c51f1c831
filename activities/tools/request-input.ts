/** Asks a person; the thread rests until the answer comes. The question's text stays in the journal. */
import { z } from 'zod';
import { defineTool } from './tool.ts';
import { undecided } from './wait.ts';

const argumentsSchema = z.strictObject({
  question: z.string().trim().min(1).max(4_000),
  options: z.array(z.string().min(1).max(200)).max(20).nullish(),
});

export const requestInput = defineTool({
  name: 'request_input',
  description:
    'Asks the user one question and ends the turn; nothing goes on until the answer comes as a message. Only for what ' +
    'you cannot find out or decide yourself: the user may be away for hours.',
  parameters: {
    type: 'object',
    properties: {
      question: { type: 'string', description: 'All that is needed to answer it.' },
      options: {
        type: ['array', 'null'],
        items: { type: 'string' },
        description: 'Answers to choose from; the user may also answer otherwise.',
      },
    },
    required: ['question', 'options'],
    additionalProperties: false,
  },
  argumentsSchema,
  readOnly: false,
  isWork: false,
  label: () => '',
  asks: () => ({ for: 'input' }),
  execute: undecided,
});
