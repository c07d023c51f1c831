/** Lets the thread wait without a model call: for a time, or for an event that somebody reports. */
import { waitArguments, waitDeclaration } from '../../context/tools/wait.ts';
import { defineTool } from './tool.ts';

export const wait = defineTool({
  ...waitDeclaration,
  argumentsSchema: waitArguments,
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
