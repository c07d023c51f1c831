/**
 * Turns a `response` of the Responses API into the reply as the journal keeps it. Everything here came from
 * outside, so it is parsed, never trusted.
 */
import { z } from 'zod';
import type { ModelReply, ReplyOutput } from '../../../journal/bodies/model-reply.ts';
import { defined } from '../../../objects/defined.ts';
import { countedUsage } from './billed-usage.ts';
import { outputIn } from './reply-output.ts';

/** A response that came to nothing holds no reply; of servers that say nothing of it, it is whole. */
const NOT_ENDED: readonly unknown[] = ['failed', 'cancelled'];

const response = z.object({
  id: z.string().catch(''),
  model: z.string().nullish().catch(undefined),
  status: z
    .unknown()
    .optional()
    .refine((status) => !NOT_ENDED.includes(status), { error: 'the response has failed' }),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish().catch(undefined),
  output: z.array(z.unknown()),
  usage: z.unknown().optional(),
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
  const read = outputIn(parsed.data.output);
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
      ...defined({ model: parsed.data.model ?? undefined }),
      ...(parsed.data.status === 'incomplete' ? { incomplete: incomplete?.reason ?? 'unknown' } : {}),
      output,
      usage: { ...(countedUsage(parsed.data.usage) ?? NOT_COUNTED), ...(serviceTier ? { serviceTier } : {}) },
    },
  };
}

const NOT_COUNTED: ModelReply['usage'] = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };

function charactersIn(output: readonly ReplyOutput[]): number {
  const sizes = output.map((item) => {
    if (item.type === 'function_call') return item.arguments.length + extraCharacters(item);
    return 'text' in item ? item.text.length : item.encrypted_content.length;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

const extraCharacters = ({ extra_content: extra }: { readonly extra_content?: object }): number =>
  extra === undefined ? 0 : JSON.stringify(extra).length;

/** The issue is told in a few words, without a word of what was read. */
export const firstIssue = (error: z.ZodError): string => {
  const issue = error.issues[0];
  return issue === undefined ? 'unknown' : `${issue.path.join('.') || 'body'}: ${issue.message}`;
};
