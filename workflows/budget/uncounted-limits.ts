/** Limits in what the model's server does not count: they stop nothing. Pure. */
import type { Budget } from '../contract/contract.ts';
import type { Usage } from './usage.ts';

export type UncountedLimit = 'tokens' | 'costUsd';

/** `undefined`: tokens are counted, or no call was made that could show it. */
export function uncountedLimits(
  { modelCalls, inputTokens, outputTokens }: Pick<Usage, 'modelCalls' | 'inputTokens' | 'outputTokens'>,
  budget: Budget = {},
): UncountedLimit[] | undefined {
  if (modelCalls === 0 || inputTokens + outputTokens > 0) return undefined;
  return (['tokens', 'costUsd'] as const).filter((dimension) => budget[dimension] !== undefined);
}
