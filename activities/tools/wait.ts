/** Lets the thread wait without a model call: for a time, or for an event that somebody reports. */
import { z } from 'zod';
import { defineTool } from './tool.ts';

/** Shorter ones are a matter of `sleep` in a command. */
const MIN_SECONDS = 60;
const MAX_SECONDS = 30 * 24 * 3_600;

const argumentsSchema = z.strictObject({
  seconds: z.number().min(MIN_SECONDS).max(MAX_SECONDS),
  event: z.string().trim().min(1).max(100).nullish(),
  reason: z.string().max(500).nullish(),
});

export const wait = defineTool({
  name: 'wait',
  description:
    'Ends the turn and lets the goal wait, without cost, for something that takes its time outside of this workspace (a ' +
    'job, a quota, a person). It goes on after `seconds`, or as soon as the named event is reported. Commands do not ' +
    'run on meanwhile.',
  parameters: {
    type: 'object',
    properties: {
      seconds: { type: 'number', description: `From ${MIN_SECONDS} to ${MAX_SECONDS}.` },
      event: { type: ['string', 'null'], description: 'Name of the event that ends the wait earlier.' },
      reason: { type: ['string', 'null'], description: 'What is waited for.' },
    },
    required: ['seconds', 'event', 'reason'],
    additionalProperties: false,
  },
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
