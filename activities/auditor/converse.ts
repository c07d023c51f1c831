/**
 * The auditor's conversation: a few looks at the workspace, then a verdict that can be read. Its context is
 * its own and ends with it; nothing of it but the verdict enters the thread's record.
 */

import type { ModelChoice } from '../../context/model-choice.ts';
import type { ModelRequest } from '../../context/request.ts';
import { safetyIdentifier } from '../../context/safety-identifier.ts';
import { functionTools } from '../../context/tools/tool-declaration.ts';
import type { InputItem } from '../../context/transcript/input-item.ts';
import { repeatableReply } from '../../context/transcript/repeatable-reply.ts';
import { repeated } from '../../context/transcript/transcript.ts';
import type { ModelReply, ReplyOutput } from '../../journal/bodies/model-reply.ts';
import type { ModelUsage } from '../../workflows/budget/usage.ts';
import type { ModelClient } from '../model/client.ts';
import type { ModelFailure } from '../model/failure/model-failure.ts';
import type { Tool } from '../tools/tool.ts';
import {
  type AuditorVerdict,
  type ReadAuditorVerdict,
  readAuditorVerdict,
  verdictFormat,
} from './auditor-verdict.ts';
import { cutToBytes } from './byte-cap.ts';
import { AUDITOR_INSTRUCTIONS } from './instructions.ts';

/** Replies in which it may look at something; the one after them has to be the verdict. */
export const MAX_ROUNDS = 8;
const MAX_CALLS_PER_ROUND = 16;
/** This limits what it is shown by one call, and by all calls together: the evidence must stay in sight. */
const MAX_ANSWER_BYTES = 16_000;
const MAX_ANSWERS_BYTES = 256_000;
/** An answer that is no verdict is asked for again this often. */
const MAX_ASKED_AGAIN = 2;

export interface AuditorCase {
  readonly client: Pick<ModelClient, 'respond'>;
  readonly choice?: ModelChoice;
  readonly threadId: string;
  readonly tenantId?: string;
  /** The evidence, as JSON text. */
  readonly document: string;
  readonly requirementIds: readonly string[];
  readonly tools: readonly Tool[];
  /** Answers a call of a tool. */
  readonly runTool: (name: string, argumentsJson: string) => Promise<string>;
  /** Is told of each reply, and of each answer that cannot be used and was billed all the same. */
  readonly pay: (usage: ModelUsage) => void;
  /** Nothing is left for further looks: the next reply has to be the verdict. */
  readonly isSpent: () => boolean;
  readonly signal: AbortSignal;
}

export type AuditorResult =
  | { readonly ok: true; readonly verdict: AuditorVerdict }
  /** The provider failed. */
  | { readonly ok: false; readonly failure: ModelFailure }
  /** The auditor answered, and never with a verdict: it is none, neither way. */
  | { readonly ok: false; readonly problem: string };

/** Never throws, but for an abort through `signal` and for what `runTool` throws. */
export async function converse(audited: AuditorCase): Promise<AuditorResult> {
  const input: InputItem[] = [{ role: 'user', content: audited.document }];
  const ids = new Set<string>();
  let askedAgain = 0;
  let shownBytes = 0;
  for (let round = 1; ; round += 1) {
    const mayCallTools = round <= MAX_ROUNDS && shownBytes < MAX_ANSWERS_BYTES && !audited.isSpent();
    const result = await audited.client.respond(requestOf(audited, input, mayCallTools), audited.signal);
    if (!result.ok) {
      if (result.failure.usage !== undefined) audited.pay(result.failure.usage);
      return result;
    }
    audited.pay(result.reply.usage);
    const output = repeatableReply(result.reply.output, (index) => `round${round}_${index}`, ids);
    const reply = { ...result.reply, output };
    const calls = callsIn(reply);
    if (mayCallTools && calls.length > 0) {
      const answers = await answersTo(calls, audited, MAX_ANSWERS_BYTES - shownBytes);
      shownBytes += answers.reduce((sum, { output }) => sum + output.length, 0);
      input.push(...echoOf(reply), ...answers);
      continue;
    }
    const read = verdictIn(reply, audited.requirementIds);
    if (read.ok) return read;
    if (askedAgain === MAX_ASKED_AGAIN || audited.isSpent()) return read;
    askedAgain += 1;
    input.push(...echoOf(reply), ...calls.map(notRun), { role: 'user', content: askAgain(read.problem) });
  }
}

const requestOf = (
  { choice, threadId, tenantId, requirementIds, tools }: AuditorCase,
  input: readonly InputItem[],
  mayCallTools: boolean,
): ModelRequest => ({
  ...choice,
  instructions: AUDITOR_INSTRUCTIONS,
  tools: functionTools(tools),
  mayCallTools,
  input: [...input],
  // Another prefix than the thread's own requests have.
  cacheKey: `${threadId}/auditor`,
  ...(tenantId === undefined ? {} : { safetyIdentifier: safetyIdentifier(tenantId) }),
  format: verdictFormat(requirementIds),
});

/** Only a whole reply that is one message and nothing else can be a verdict. */
function verdictIn(reply: ModelReply, ids: readonly string[]): ReadAuditorVerdict {
  const said = reply.output.filter(({ type }) => type !== 'reasoning');
  const [message] = said;
  if (reply.incomplete !== undefined) return { ok: false, problem: `it was cut (${reply.incomplete})` };
  if (said.length !== 1 || message?.type !== 'message')
    return { ok: false, problem: 'it is not one message and nothing else' };
  if (message.isRefusal) return { ok: false, problem: 'the model refused to answer' };
  return readAuditorVerdict(message.text, ids);
}

type Call = Extract<ReplyOutput, { type: 'function_call' }>;

const callsIn = ({ output }: ModelReply): Call[] => output.filter((item) => item.type === 'function_call');

const MAX_ECHO_CHARACTERS = 8_000;

/** The reply as the next request repeats it. */
const echoOf = ({ output }: ModelReply): InputItem[] =>
  output.map((item) =>
    repeated(item.type === 'message' ? { ...item, text: item.text.slice(0, MAX_ECHO_CHARACTERS) } : item),
  );

interface CallOutput extends InputItem {
  readonly output: string;
}

const outputOf = ({ call_id }: Call, output: string): CallOutput => ({
  type: 'function_call_output',
  call_id,
  output,
});

const notRun = (call: Call): CallOutput =>
  outputOf(call, 'Not run: there are no more looks. Give the verdict.');

/** Each within its limit, and all of them within `maxBytes`; what is cut says so. */
async function answersTo(
  calls: readonly Call[],
  { runTool }: AuditorCase,
  maxBytes: number,
): Promise<CallOutput[]> {
  const run = calls.slice(0, MAX_CALLS_PER_ROUND);
  const outputs = await Promise.all(run.map(({ name, arguments: text }) => runTool(name, text)));
  let left = maxBytes;
  const answered = run.map((call, index) => {
    const limit = Math.min(MAX_ANSWER_BYTES, Math.max(0, left));
    const { text, cut } = cutToBytes(outputs[index] ?? '', limit, 'start');
    left -= text.length;
    return outputOf(call, cut === undefined ? text : `${text}\n(${cut})`);
  });
  return [...answered, ...calls.slice(MAX_CALLS_PER_ROUND).map(notRun)];
}

const askAgain = (problem: string): string =>
  `Your answer is no verdict: ${problem}. Answer again, with exactly the one JSON object that the response format asks for.`;
