/** `record_iteration` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

const MAX_CHARACTERS = 1_000;
const account = z.string().trim().min(1).max(MAX_CHARACTERS);

export const recordIterationArguments = z.strictObject({
  changed: account.describe('What was changed or tried.'),
  observed: account.describe('What came of it, with figures.'),
  next: account.describe('What follows from it.'),
});

export const recordIterationDeclaration: ToolDeclaration = {
  name: 'record_iteration',
  description:
    'Records one experiment in the log of the goal, which stays before you and goes into the final report. Once for ' +
    'each thing tried, also when it did not help.',
  parameters: parametersOf(recordIterationArguments),
};
