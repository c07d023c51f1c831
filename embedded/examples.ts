/**
 * The examples that the demo can play: each has a start state, a goal and a script for the rehearsal model.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { respond as respondInHeston } from '../examples/heston-reference/rehearsal.ts';
import { respond as respondInLatency } from '../examples/p95-latency/rehearsal.ts';
import type { ParsedRequest } from '../scripted-model/parsed-request.ts';
import type { Reply, ScriptedReply } from '../scripted-model/reply.ts';

export interface Example {
  /** It names its directory, and of the workspace source that a thread may ask a copy of. */
  readonly name: string;
  /** The start state is taken from here. */
  readonly workspace: string;
  /** The body of `PUT /v1/threads/:id/goal`. */
  readonly goal: { readonly objective: string };
  readonly respond: (request: ParsedRequest) => ScriptedReply;
}

const exampleOf = (name: string, respond: Example['respond']): Example => {
  const directory = new URL(`../examples/${name}/`, import.meta.url);
  return {
    name,
    workspace: fileURLToPath(new URL('workspace', directory)),
    goal: JSON.parse(readFileSync(new URL('goal.json', directory), 'utf8')),
    respond,
  };
};

/** What `npm run demo` plays when none is named. */
export const DEFAULT_EXAMPLE = exampleOf('p95-latency', respondInLatency);

export const EXAMPLES: readonly Example[] = [DEFAULT_EXAMPLE, exampleOf('heston-reference', respondInHeston)];

/** An example is found by its name or the first word of it, e.g. `heston`; `undefined` when there is none. */
export const findExample = (wanted: string): Example | undefined =>
  EXAMPLES.find(({ name }) => name === wanted || name.split('-')[0] === wanted);

const NO_MODEL =
  'No model is configured. This is the rehearsal model, a script that plays the examples ' +
  `(${EXAMPLES.map(({ name }) => name).join(', ')}) and nothing else`;

/** A goal that is refused is told by the service which variable to set. */
const WHAT_TO_SET =
  'For work of your own, start the service with OPENAI_API_KEY, or with OPENAI_BASE_URL for a server of your own';

/**
 * The script of all examples: the one whose objective a request speaks of. Any other goal is refused as a
 * provider refuses a request without a key, so that it is blocked at once; whoever just talks is told.
 */
export function respond(request: ParsedRequest): Reply {
  const texts = request.transcript.flatMap((entry) => (entry.kind === 'message' ? [entry.text] : []));
  const spokenOf = EXAMPLES.find(({ goal }) => texts.some((text) => text.includes(goal.objective)));
  if (spokenOf !== undefined) return spokenOf.respond(request);
  const hasGoal = request.format !== undefined || texts.some((text) => text.includes('<goal_contract'));
  if (!hasGoal) return { message: `${NO_MODEL}. ${WHAT_TO_SET}.` };
  const error = { message: NO_MODEL, type: 'invalid_request_error', code: 'invalid_api_key' };
  return { fault: 'status', status: 401, body: { error } };
}
