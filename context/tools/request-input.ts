/** `request_input` as the model is told of it. */
import type { ToolDeclaration } from './tool-declaration.ts';

export const requestInputDeclaration: ToolDeclaration = {
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
};
