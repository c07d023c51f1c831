/** `wait` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

/** Shorter ones are a matter of `sleep` in a command. */
export const MIN_SECONDS = 60;
export const MAX_SECONDS = 30 * 24 * 3_600;

export const waitArguments = z.strictObject({
  seconds: z.number().min(MIN_SECONDS).max(MAX_SECONDS).describe(`From ${MIN_SECONDS} to ${MAX_SECONDS}.`),
  event: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .nullish()
    .describe('Name of the event that ends the wait earlier.'),
  reason: z.string().max(500).nullish().describe('What is waited for.'),
});

export const waitDeclaration: ToolDeclaration = {
  name: 'wait',
  description:
    'Ends the turn and lets the goal wait, without cost, for something that takes its time outside of this workspace (a ' +
    'job, a quota, a person). It goes on after `seconds`, or as soon as the named event is reported. Commands do not ' +
    'run on meanwhile.',
  parameters: parametersOf(waitArguments),
};
