/** `request_input` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export const requestInputArguments = z.strictObject({
  question: z.string().trim().min(1).max(4_000).describe('All that is needed to answer it.'),
  options: z
    .array(z.string().min(1).max(200))
    .max(20)
    .nullish()
    .describe('Answers to choose from; the user may also answer otherwise.'),
  defaultAnswer: z
    .string()
    .trim()
    .max(2_000)
    .nullish()
    .describe('What you will go on with if nobody answers in time; the safest choice that can be undone.'),
});

export const requestInputDeclaration: ToolDeclaration = {
  name: 'request_input',
  description:
    'Asks the user one question and ends the turn; nothing goes on until the answer comes as a message, or the time for it is ' +
    'over: then you go on with your own default answer. Only for what you cannot find out or decide yourself: the user may be ' +
    'away for hours.',
  parameters: parametersOf(requestInputArguments),
};
