/**
 * Turns a `response` of the Responses API into the reply as the journal keeps it. Everything here came from
 * outside, so it is parsed, never trusted.
 */
import { z } from 'zod';
import type { ModelReply, ReplyOutput } from '../../../journal/bodies/model-reply.ts';
import { defined } from '../../../objects/defined.ts';
import { calledName } from './called-name.ts';

/** Half of a surrogate pair is no character: a provider would refuse every later request that repeats it. */
const words = z.string().transform((value) => value.toWellFormed());

const text = z.object({ type: z.literal('output_text'), text: words });
const refusal = z.object({ type: z.literal('refusal'), refusal: words });
const other = z.object({ type: z.string() });

const message = z.object({ type: z.literal('message'), content: z.array(z.union([text, refusal, other])) });
/** What a model says beyond this in a name or an id is no name and no id. */
const MAX_WORD_CHARACTERS = 256;
const word = words
  .pipe(z.string().min(1))
  .transform((value) => value.slice(0, MAX_WORD_CHARACTERS).toWellFormed());
const functionCall = z.object({
  type: z.literal('function_call'),
  call_id: word,
  name: word.transform(calledName),
  arguments: words,
  extra_content: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});
/** Sent back as it came, so that a reasoning model finds its own thread again. */
const reasoning = z.object({
  type: z.literal('reasoning'),
  id: z.string(),
  summary: z.array(z.union([z.looseObject({ text: words }), z.unknown()])).default([]),
  encrypted_content: z.string().nullish(),
  // OpenAI shows no thoughts; vLLM and its like do, and take them back.
  content: z
    .array(z.union([z.object({ type: z.literal('reasoning_text'), text: words }), other]))
    .nullish()
    .catch(undefined),
});
/** A reply of Chat Completions is handed on in this shape. */
const openThoughts = z.object({
  type: z.literal('reasoning'),
  field: z.enum(['reasoning_content', 'reasoning']),
  text: words,
});

/**
 * Items that say nothing here. A call or a message of the wrong shape is none of them: it must not vanish in
 * silence.
 */
const otherItem = other.refine(({ type }) => type !== 'message' && type !== 'function_call');

const count = z.number().int().nonnegative();
const usage = z.object({
  input_tokens: count,
  output_tokens: count,
  input_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish(),
});

const response = z.object({
  id: z.string(),
  model: z.string().optional(),
  status: z.enum(['completed', 'incomplete']),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(z.union([message, functionCall, openThoughts, reasoning, otherItem])),
  usage: usage.nullish(),
  service_tier: z.string().max(64).nullish().catch(undefined),
});

export type ParsedReply =
  | { readonly ok: true; readonly reply: ModelReply }
  | { readonly ok: false; readonly reason: string };

/** No model writes as much in one reply; every later request would carry it along. */
const MAX_OUTPUT_CHARACTERS = 4_000_000;

/**
 * Reads a `response` object. An empty reply is not one: it says nothing and calls nothing. But one that was
 * cut before it could say anything is: asking the same again would be cut again.
 */
export function parseReply(body: unknown): ParsedReply {
  const parsed = response.safeParse(body);
  if (!parsed.success)
    return { ok: false, reason: `the reply has not the shape of a response: ${firstIssue(parsed.error)}` };
  const read = uniqueCallIds(parsed.data.output.flatMap(outputOf));
  const isEmpty = read.every(({ type }) => type === 'reasoning');
  if (isEmpty && parsed.data.status !== 'incomplete') return { ok: false, reason: 'the reply is empty' };
  if (charactersIn(read) > MAX_OUTPUT_CHARACTERS)
    return { ok: false, reason: `the reply holds more than ${MAX_OUTPUT_CHARACTERS} characters` };
  // A provider refuses thoughts that nothing follows.
  const output = isEmpty ? [] : read;
  const { incomplete_details: incomplete, service_tier: serviceTier } = parsed.data;
  return {
    ok: true,
    reply: {
      responseId: parsed.data.id,
      ...defined({ model: parsed.data.model }),
      ...(parsed.data.status === 'incomplete' ? { incomplete: incomplete?.reason ?? 'unknown' } : {}),
      output,
      usage: { ...usageOf(parsed.data.usage), ...(serviceTier ? { serviceTier } : {}) },
    },
  };
}

/** What a response that is no reply has cost all the same; `undefined` when it does not say so. */
export function billedUsage(body: unknown): ModelReply['usage'] | undefined {
  const parsed = z.object({ usage }).safeParse(body);
  return parsed.success ? usageOf(parsed.data.usage) : undefined;
}

const usageOf = (counted: z.infer<typeof usage> | null | undefined): ModelReply['usage'] => ({
  inputTokens: counted?.input_tokens ?? 0,
  cachedInputTokens: counted?.input_tokens_details?.cached_tokens ?? 0,
  outputTokens: counted?.output_tokens ?? 0,
});

function charactersIn(output: readonly ReplyOutput[]): number {
  const sizes = output.map((item) => {
    if (item.type === 'function_call') return item.arguments.length + extraCharacters(item);
    return 'text' in item ? item.text.length : item.encrypted_content.length;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

const extraCharacters = ({ extra_content: extra }: { readonly extra_content?: object }): number =>
  extra === undefined ? 0 : JSON.stringify(extra).length;

function outputOf(item: z.infer<typeof response>['output'][number]): ReplyOutput[] {
  const asMessage = message.safeParse(item);
  if (asMessage.success) {
    const parts = asMessage.data.content.map((part) =>
      'text' in part ? part.text : 'refusal' in part ? part.refusal : '',
    );
    const joined = parts.join('');
    const isRefusal = asMessage.data.content.some((part) => 'refusal' in part);
    return joined === ''
      ? []
      : [{ type: 'message', text: joined, ...(isRefusal ? { isRefusal: true as const } : {}) }];
  }
  const asCall = functionCall.safeParse(item);
  if (asCall.success) {
    const { extra_content: extra, ...call } = asCall.data;
    return [extra ? { ...call, extra_content: extra } : call];
  }
  const asThoughts = openThoughts.safeParse(item);
  if (asThoughts.success) return [asThoughts.data];
  const asReasoning = reasoning.safeParse(item);
  if (!asReasoning.success) return [];
  const { id, summary, encrypted_content, content } = asReasoning.data;
  if (encrypted_content) return [{ type: 'reasoning', id, summary, encrypted_content }];
  const shown = (content ?? []).map((part) => ('text' in part ? part.text : '')).join('');
  // Neither sealed nor shown, it cannot be sent back to a provider that stores nothing.
  return shown === '' ? [] : [{ type: 'reasoning', field: 'reasoning_text', id, text: shown }];
}

/** Some servers number calls anew in each item; a call id must name one call only within a reply. */
function uniqueCallIds(output: readonly ReplyOutput[]): ReplyOutput[] {
  const seen = new Set<string>();
  return output.map((item) => {
    if (item.type !== 'function_call') return item;
    let callId = item.call_id;
    for (let n = 2; seen.has(callId); n++) callId = `${item.call_id}_${n}`;
    seen.add(callId);
    return { ...item, call_id: callId };
  });
}

/** The issue is told in a few words, without a word of what was read. */
export const firstIssue = (error: z.ZodError): string => {
  const issue = error.issues[0];
  return issue === undefined ? 'unknown' : `${issue.path.join('.') || 'body'}: ${issue.message}`;
};
