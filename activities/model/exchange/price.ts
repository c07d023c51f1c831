/** What a model call costs by the operator's price table. Pure. */

/**
 * US dollars per million tokens. Cached input is the part of the input that the provider found in its prompt
 * cache.
 */
interface TokenPrice {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
}

export interface Price extends TokenPrice {
  /** It is the price of calls that the provider served in its flex tier; absent: the same. */
  readonly flex?: TokenPrice;
}

/** Prices stand under the model's name as it is sent to the provider. */
export type PriceTable = Readonly<Record<string, Price>>;

export interface CountedTokens {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
}

/** What holds for a call of that tier, as the provider named it. */
export const priceIn = (price: Price, serviceTier: string | undefined): TokenPrice =>
  serviceTier === 'flex' ? (price.flex ?? price) : price;

/** The sum is rounded to nine decimals, so that sums do not depend on their order. */
export function costUsd(tokens: CountedTokens, price: TokenPrice): number {
  const uncached = Math.max(0, tokens.inputTokens - tokens.cachedInputTokens);
  const perMillion =
    uncached * price.input +
    tokens.cachedInputTokens * price.cachedInput +
    tokens.outputTokens * price.output;
  return Math.round(perMillion * 1_000) / 1e9;
}

/** `undefined`: the model has none. */
export const priceOf = (prices: PriceTable, model: string): Price | undefined =>
  Object.hasOwn(prices, model) ? prices[model] : undefined;

/** Usage without a price stays as it is. */
export function withCost<Usage extends CountedTokens & { readonly serviceTier?: string }>(
  prices: PriceTable,
  usage: Usage,
  model: string,
): Usage & { readonly costUsd?: number } {
  const price = priceOf(prices, model);
  return price === undefined
    ? usage
    : { ...usage, costUsd: costUsd(usage, priceIn(price, usage.serviceTier)) };
}
