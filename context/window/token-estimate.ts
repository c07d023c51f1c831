/**
 * Tokens of a text that only its provider can count. An estimate, and named so wherever it is shown: bytes by
 * a rate that the provider's own count of the thread's last request gives, or by the rule of thumb when it
 * has none. Pure.
 */

/** A request as both sides have measured it. */
export interface CountedPrompt {
  /** `promptBytes` counts it; it is absent when nobody did. */
  readonly promptBytes?: number | undefined;
  /** The provider counted it. */
  readonly inputTokens: number;
}

export interface TokenRate {
  readonly bytesPerToken: number;
  /** `lastReply`: what the provider counted for the last request; `rule`: four bytes are one token. */
  readonly basis: 'lastReply' | 'rule';
}

const RULE: TokenRate = { bytesPerToken: 4, basis: 'rule' };
/** A server whose figure lies outside of these counts something else, or nothing. */
const PLAUSIBLE = { min: 1, max: 16 };

/** The rate that the thread's last request shows; without one, the rule. */
export function tokenRate(counted: CountedPrompt | undefined): TokenRate {
  if (counted?.promptBytes === undefined) return RULE;
  const bytesPerToken = counted.promptBytes / counted.inputTokens;
  const isPlausible = bytesPerToken >= PLAUSIBLE.min && bytesPerToken <= PLAUSIBLE.max;
  return isPlausible ? { bytesPerToken, basis: 'lastReply' } : RULE;
}

/** Whole tokens, rounded up: something takes at least one. */
export const estimatedTokens = (bytes: number, { bytesPerToken }: TokenRate): number =>
  Math.ceil(bytes / bytesPerToken);

/**
 * What nobody has counted yet may be denser than what was: logs, code and other scripts take more tokens than
 * prose.
 */
const UNCOUNTED_BYTES_PER_TOKEN = 3;

/**
 * Estimates a whole request: what the provider counted for the last one, and what came since, which is rather
 * taken for more.
 */
export function promptTokens(bytes: number, counted: CountedPrompt | undefined): number {
  const rate = tokenRate(counted);
  const { promptBytes = 0, inputTokens = 0 } = counted ?? {};
  const dense = { ...rate, bytesPerToken: Math.min(rate.bytesPerToken, UNCOUNTED_BYTES_PER_TOKEN) };
  if (rate.basis === 'rule') return estimatedTokens(bytes, dense);
  return bytes < promptBytes
    ? estimatedTokens(bytes, rate)
    : inputTokens + estimatedTokens(bytes - promptBytes, dense);
}
