/**
 * The examples that the demo can play: each has a start state, a goal and a script for the rehearsal model.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { respond as respondInHeston } from '../examples/heston-reference/rehearsal.ts';
import { respond as respondInLatency } from '../examples/p95-latency/rehearsal.ts';
import type { ParsedRequest } from '../scripted-model/parsed-request.ts';
import type { ScriptedReply } from '../scripted-model/reply.ts';

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

/** The script of all examples: the one whose objective a request speaks of. Without any, the first one. */
export function respond(request: ParsedRequest): ScriptedReply {
  const texts = request.transcript.flatMap((entry) => (entry.kind === 'message' ? [entry.text] : []));
  const spokenOf = EXAMPLES.find(({ goal }) => texts.some((text) => text.includes(goal.objective)));
  return (spokenOf ?? DEFAULT_EXAMPLE).respond(request);
}
