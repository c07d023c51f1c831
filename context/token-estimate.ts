/**
 * Tokens of a text that only its provider can count. An estimate, and named so wherever it is shown: bytes by a rate that
 * the provider's own count of the thread's last request gives, or by the rule of thumb when it has none. Pure.
 */
import type { ModelReplyBody } from './model-reply.ts';

export interface TokenRate {
  readonly bytesPerToken: number;
  /** `lastReply`: what the provider counted for the last request; `rule`: four bytes are one token. */
  readonly basis: 'lastReply' | 'rule';
}

const RULE: TokenRate = { bytesPerToken: 4, basis: 'rule' };
/** Outside of these the server counts something else, or nothing. */
const PLAUSIBLE = { min: 1, max: 16 };

/** The rate that the thread's last reply shows; without one, the rule. */
export function tokenRate(reply: Pick<ModelReplyBody, 'promptBytes' | 'usage'> | undefined): TokenRate {
  if (reply?.promptBytes === undefined) return RULE;
  const bytesPerToken = reply.promptBytes / reply.usage.inputTokens;
  const isPlausible = bytesPerToken >= PLAUSIBLE.min && bytesPerToken <= PLAUSIBLE.max;
  return isPlausible ? { bytesPerToken, basis: 'lastReply' } : RULE;
}

/** Whole tokens, rounded up: something takes at least one. */
export const estimatedTokens = (bytes: number, { bytesPerToken }: TokenRate): number =>
  Math.ceil(bytes / bytesPerToken);
