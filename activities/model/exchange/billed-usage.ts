/**
 * What a provider says that an answer has cost. A figure that is missing, or no count, is 0: the others count
 * all the same. Pure.
 */
import type { ModelReply } from '../../../journal/bodies/model-reply.ts';

type Usage = ModelReply['usage'];
type Fields = Readonly<Record<string, unknown>>;

/** `undefined`: it does not say so. The names are those of the Responses API, else of Chat Completions. */
export function countedUsage(usage: unknown): Usage | undefined {
  const fields = fieldsOf(usage);
  const input = countOf(fields.input_tokens) ?? countOf(fields.prompt_tokens);
  const total = countOf(fields.total_tokens);
  const output =
    countOf(fields.output_tokens) ??
    countOf(fields.completion_tokens) ??
    (total === undefined ? undefined : Math.max(0, total - (input ?? 0)));
  if (input === undefined && output === undefined) return undefined;
  return {
    inputTokens: input ?? 0,
    cachedInputTokens: Math.min(cachedIn(fields) ?? 0, input ?? 0),
    outputTokens: output ?? 0,
  };
}

/** What a response that is no reply has cost all the same; `undefined` when it does not say so. */
export const billedUsage = (body: unknown): Usage | undefined => countedUsage(fieldsOf(body).usage);

/** DeepSeek has a name of its own for what was cached, and Kimi has another. */
const cachedIn = (usage: Fields): number | undefined =>
  countOf(fieldsOf(usage.input_tokens_details).cached_tokens) ??
  countOf(fieldsOf(usage.prompt_tokens_details).cached_tokens) ??
  countOf(usage.prompt_cache_hit_tokens) ??
  countOf(usage.cached_tokens);

/** Some gateways reckon in fractions, and some write figures as text. */
function countOf(value: unknown): number | undefined {
  const isDigits = typeof value === 'string' && /^\d{1,15}$/.test(value);
  const count = isDigits ? Number(value) : typeof value === 'number' ? Math.ceil(value) : undefined;
  return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
