/** Lets the thread wait without a model call: for a time, or for an event that somebody reports. */
import { z } from 'zod';
import { MAX_SECONDS, MIN_SECONDS, waitDeclaration } from '../../context/tools/wait.ts';
import { defineTool } from './tool.ts';

const argumentsSchema = z.strictObject({
  seconds: z.number().min(MIN_SECONDS).max(MAX_SECONDS),
  event: z.string().trim().min(1).max(100).nullish(),
  reason: z.string().max(500).nullish(),
});

export const wait = defineTool({
  ...waitDeclaration,
  argumentsSchema,
  readOnly: false,
  isWork: false,
  label: ({ seconds, event }) => `${seconds} s${event ? ` or ${event}` : ''}`,
  asks: ({ seconds, event }) => ({
    for: 'wait',
    seconds: Math.round(seconds),
    ...(event ? { event } : {}),
  }),
  execute: undecided,
});

/** Decided by the workflow; whoever gets here asked outside of a turn that could grant it. */
export async function undecided() {
  return { ok: false, output: 'The service has not decided on this. Go on with the work.' };
}
