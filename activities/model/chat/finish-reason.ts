/**
 * What a finish reason of Chat Completions says. Servers have words of their own for an end like any other,
 * so that only known words say that a reply was cut, or that the provider broke off. Pure.
 */

export type Finish =
  | { readonly kind: 'whole' }
  /** The words are those of the Responses API. */
  | { readonly kind: 'cut'; readonly reason: 'max_output_tokens' | 'content_filter' }
  /** The provider broke off; asked again, it may do better. */
  | { readonly kind: 'brokenOff' };

const CUT_BY_LENGTH: readonly string[] = [
  ...['length', 'max_tokens', 'max_output_tokens', 'max_completion_tokens', 'max_new_tokens', 'max_length'],
  ...['model_length', 'model_context_window_exceeded', 'token_limit', 'truncated'],
];
const CUT_BY_FILTER: readonly string[] = [
  ...[
    'content_filter',
    'content_filtered',
    'safety',
    'recitation',
    'blocklist',
    'prohibited_content',
    'spii',
  ],
  ...['sensitive', 'guardrail_intervened', 'moderation'],
];
const BROKEN_OFF: readonly string[] = [
  ...['error', 'network_error', 'server_error', 'internal_error', 'insufficient_system_resource'],
  ...['abort', 'aborted', 'cancelled', 'canceled', 'cancel', 'timeout', 'time_limit', 'overloaded'],
];

export function finishOf(reason: string): Finish {
  const word = reason
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  if (CUT_BY_LENGTH.includes(word)) return { kind: 'cut', reason: 'max_output_tokens' };
  if (CUT_BY_FILTER.includes(word)) return { kind: 'cut', reason: 'content_filter' };
  return { kind: BROKEN_OFF.includes(word) ? 'brokenOff' : 'whole' };
}
