/** Threads whose record holds a reply with tool calls, and the Activity that runs them. */
import { expect } from '@jest/globals';
import { createRunToolCall } from '../../../activities/run-tool-call.ts';
import type { Sandbox } from '../../../activities/sandbox/sandbox.ts';
import type { ReplyOutput } from '../../../journal/bodies/model-reply.ts';
import type { ThreadSettings } from '../../../journal/rows/thread-row.ts';
import type { ToolCallInput, ToolCallResult } from '../../../workflows/activities.ts';
import { createActivityEnvironment } from './activity-environment.ts';
import type { ActivityParts } from './activity-parts.ts';
import { untimed } from './untimed.ts';

export interface Call {
  readonly name: string;
  readonly arguments: object | string;
}

/** The digest of whatever call with whatever result. */
const DIGEST = expect.stringMatching(/^[\w-]{8}$/);

/** What a call and its answer have as digests, where what they are does not matter. */
export const DIGESTS = { digest: DIGEST, answerDigest: DIGEST };

export const SHELL: Call = { name: 'shell', arguments: { command: 'echo hello' } };

/** A new thread whose record holds one reply with these calls; the input runs the first of them. */
export async function inputFor(
  parts: ActivityParts,
  settings: ThreadSettings,
  ...calls: readonly Call[]
): Promise<ToolCallInput> {
  const threadId = await parts.newThread(settings);
  const output = calls.map(
    (call, index): ReplyOutput => ({
      type: 'function_call',
      call_id: `call_${index}`,
      name: call.name,
      arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
    }),
  );
  const message = { type: 'message', text: 'Hm' };
  const body = JSON.stringify({ responseId: 'r', output: [message, ...output], usage: {} });
  await parts.journal.append(threadId, { items: [{ seq: 2, turn: 1, kind: 'modelReply', body }] });
  return { threadId, turn: 1, seq: 3, replySeq: 2, callId: '2-0', events: [] };
}

export const runToolCall = async (
  parts: ActivityParts,
  sandbox: Sandbox,
  input: ToolCallInput,
  environment = createActivityEnvironment(),
): Promise<Omit<ToolCallResult, 'durationMs'>> =>
  untimed(await environment.run(createRunToolCall(parts.with({ sandbox })), input));

/** Leaves the journal as an attempt does whose worker was lost while the command ran. */
export const begin = ({ journal }: ActivityParts, { threadId, callId, seq, turn }: ToolCallInput) =>
  journal.beginCall(threadId, { callId, seq, turn, kind: 'toolResult' }, { events: [] });

/** What the journal holds as the call's result. */
export async function resultIn(
  { journal }: ActivityParts,
  { threadId, seq }: ToolCallInput,
): Promise<Record<string, unknown>> {
  return JSON.parse((await journal.readItem(threadId, seq))?.body ?? '{}') as Record<string, unknown>;
}
