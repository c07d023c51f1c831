/**
 * What a provider refuses when it refuses a request for good, told from the status, the code and the words
 * that it and its like use. Pure.
 */

export type ProviderRefusal =
  /** The key is wrong, or gone. */
  | { readonly of: 'key' }
  /** The key is good, and may not do this. */
  | { readonly of: 'permission' }
  /** No such model or address. */
  | { readonly of: 'model' }
  /** What answers at the address is no such API. */
  | { readonly of: 'address' }
  /** The request is longer than the model's context window; how long that is, if the provider said so. */
  | { readonly of: 'length'; readonly saidTokens?: number }
  /** The provider's content filter. */
  | { readonly of: 'content' }
  /** One item of the request's input, by its place in it. */
  | { readonly of: 'item'; readonly index: number }
  | { readonly of: 'request' };

/** Fields of an API error, or of an error inside a stream. */
export interface RefusalFields {
  readonly status?: unknown;
  readonly code?: unknown;
  readonly param?: unknown;
}

/** The first that applies; 413 is said of a long request, too. */
export function providerRefusal({ status, code, param }: RefusalFields, message: string): ProviderRefusal {
  if (isWord(code, LENGTH_CODES) || status === 413 || LENGTH_WORDS.some((words) => words.test(message)))
    return { of: 'length', ...saidWindow(message) };
  if (isWord(code, CONTENT_CODES)) return { of: 'content' };
  if (status === 401 || isWord(code, ['invalid_api_key'])) return { of: 'key' };
  if (isWord(code, ['model_not_found']) || status === 404) return { of: 'model' };
  if (status === 403) return { of: 'permission' };
  const index = itemIn(typeof param === 'string' ? param : '') ?? itemIn(message);
  return index === undefined ? { of: 'request' } : { of: 'item', index };
}

const LENGTH_CODES: readonly string[] = ['context_length_exceeded', 'request_too_large'];
const CONTENT_CODES: readonly string[] = ['content_filter', 'content_policy_violation', 'invalid_prompt'];

/** Servers that give no code say it in words; each with what one of them says. */
const LENGTH_WORDS: readonly RegExp[] = [
  // vLLM: "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens"
  /maximum context length/i,
  // llama.cpp: "the request exceeds the available context size, try increasing it"
  /exceeds the (available )?context (size|window)/i,
  // Anthropic and servers like it: "prompt is too long: 208310 tokens > 200000 maximum"
  /(prompt|input) is too long/i,
];

/** These are the words of OpenAI and vLLM, of llama.cpp, and of Anthropic. */
const WINDOW_WORDS: readonly RegExp[] = [
  /maximum context length is (\d+)/i,
  /context (?:size|window)[^\d]{0,20}(\d+)/i,
  /> (\d+) maximum/i,
];

function saidWindow(message: string): { readonly saidTokens?: number } {
  const digits = WINDOW_WORDS.map((words) => words.exec(message)?.[1]).find((found) => found !== undefined);
  const saidTokens = Number(digits);
  return digits !== undefined && Number.isSafeInteger(saidTokens) && saidTokens > 0 ? { saidTokens } : {};
}

/** E.g. of `input[12].content`. */
function itemIn(text: string): number | undefined {
  const digits = /\binput\[(\d{1,9})\]/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

const isWord = (word: unknown, words: readonly string[]): boolean =>
  typeof word === 'string' && words.includes(word);
