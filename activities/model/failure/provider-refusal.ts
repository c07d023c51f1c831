/**
 * What a provider refuses when it refuses a request for good, told from the status, the code and the words
 * that it and its like use. Pure.
 */
import { errorNames, errorStatus } from './api-error.ts';
import { isTooLongFor, saidWindow } from './too-long.ts';

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
  /** One item of the request's input, by its place in it, or in the `messages` that were made of it. */
  | { readonly of: 'item'; readonly index: number; readonly list?: 'messages' }
  | { readonly of: 'request' };

/**
 * The first that applies; 413 is said of a long request, too. `fields`: of an API error, or of one inside a
 * stream.
 */
export function providerRefusal(fields: Readonly<Record<string, unknown>>, message: string): ProviderRefusal {
  const status = errorStatus(fields);
  const names = errorNames(fields);
  const isNamed = (words: readonly string[]) => names.some((name) => words.includes(name));
  if (isTooLongFor(status, names, message)) return { of: 'length', ...saidWindow(message) };
  if (isNamed(CONTENT_CODES) || names.some((name) => /_policy(_violation)?$/.test(name)))
    return { of: 'content' };
  if (status === 401 || isNamed(KEY_CODES)) return { of: 'key' };
  const item = itemIn(typeof fields.param === 'string' ? fields.param : '') ?? itemIn(message);
  if (item !== undefined) return { of: 'item', ...item };
  if (ITEM_WORDS.test(message)) return { of: 'request' };
  if (isNamed(MODEL_CODES) || status === 404) return { of: 'model' };
  if (status === 403 || isNamed(PERMISSION_CODES)) return { of: 'permission' };
  return { of: 'request' };
}

const CONTENT_CODES: readonly string[] = ['content_filter', 'content_policy_violation', 'invalid_prompt'];
const KEY_CODES: readonly string[] = ['invalid_api_key', 'authentication_error', 'unauthenticated'];
const MODEL_CODES: readonly string[] = ['model_not_found', 'unknown_model'];
const PERMISSION_CODES: readonly string[] = ['permission_error', 'permission_denied'];

/** What OpenAI says, with a 404, of an item that it has not stored. */
const ITEM_WORDS = /\bitem with id\b|\bremove this item from your input\b/i;

/** E.g. of `input[12].content`, `messages.3.content.0`. */
function itemIn(text: string): { readonly index: number; readonly list?: 'messages' } | undefined {
  const [, list, bracketed, dotted] = /\b(input|messages)(?:\[(\d{1,9})\]|\.(\d{1,9})\b)/.exec(text) ?? [];
  const digits = bracketed ?? dotted;
  if (digits === undefined) return undefined;
  return { index: Number(digits), ...(list === 'messages' ? { list } : {}) };
}

/**
 * Codes of errors inside a stream that refuse the request for good. All others, known or not, are outages:
 * providers have many words for those.
 */
const REFUSING =
  /^(invalid|unsupported|missing|malformed|unknown_(parameter|model|field)|bad_request|unprocessable|authentication|unauthori[sz]ed|unauthenticated|permission|forbidden|content_(filter|policy))|_(not_found|not_supported|not_allowed|too_(long|large|small)|above_max_length|below_min_length|violation|policy)(_error)?$|_length_exceeded$/;

/** `code` counts, else `type`. */
export function isRefusingCode({ code, type }: Readonly<Record<string, unknown>>): boolean {
  const [name] = errorNames({ code: code ?? type });
  return name !== undefined && REFUSING.test(name);
}
