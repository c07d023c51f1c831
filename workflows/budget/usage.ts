import { defined } from '../../objects/defined.ts';

/**
 * What a goal has spent. Tokens follow Codex's rule: uncached input + output; reasoning is part of output.
 */
export interface Usage {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly turns: number;
  /** Those of them that only summed up, after the budget was used up; absent while there were none. */
  readonly wrapUpTurns?: number;
  /** It is reckoned by the price table at the time of each call; 0 for a model without a price. */
  readonly costUsd: number;
  /** Time in which a turn or the checks ran, in ms. */
  readonly activeMs: number;
  /** What of it went into compaction; absent while there was none. */
  readonly compaction?: CompactionUsage;
}

export interface CompactionUsage {
  /** How often the transcript was compacted, with a summary or without. */
  readonly count: number;
  readonly modelCalls: number;
  /** Tokens are those that count against a budget. */
  readonly tokens: number;
  readonly costUsd: number;
}

export const NO_USAGE: Usage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  modelCalls: 0,
  toolCalls: 0,
  turns: 0,
  costUsd: 0,
  activeMs: 0,
};

/** Tokens that count against a budget. */
export const billedTokens = (
  usage: Pick<Usage, 'inputTokens' | 'cachedInputTokens' | 'outputTokens'>,
): number => Math.max(0, usage.inputTokens - usage.cachedInputTokens) + usage.outputTokens;

/** Adds non-negative deltas; a negative or absent delta counts as 0. */
export function addUsage(usage: Usage, delta: Partial<Usage>): Usage {
  const sum = (key: Exclude<keyof Usage, 'compaction' | 'wrapUpTurns'>): number =>
    usage[key] + Math.max(0, delta[key] ?? 0);
  const compaction = addCompaction(usage.compaction, delta.compaction);
  const wrapUpTurns = (usage.wrapUpTurns ?? 0) + Math.max(0, delta.wrapUpTurns ?? 0);
  return {
    inputTokens: sum('inputTokens'),
    cachedInputTokens: sum('cachedInputTokens'),
    outputTokens: sum('outputTokens'),
    modelCalls: sum('modelCalls'),
    toolCalls: sum('toolCalls'),
    turns: sum('turns'),
    ...(wrapUpTurns === 0 ? {} : { wrapUpTurns }),
    costUsd: roundedUsd(sum('costUsd')),
    activeMs: sum('activeMs'),
    ...defined({ compaction }),
  };
}

function addCompaction(
  usage: CompactionUsage | undefined,
  delta: CompactionUsage | undefined,
): CompactionUsage | undefined {
  if (usage === undefined || delta === undefined) return usage ?? delta;
  return {
    count: usage.count + delta.count,
    modelCalls: usage.modelCalls + delta.modelCalls,
    tokens: usage.tokens + delta.tokens,
    costUsd: roundedUsd(usage.costUsd + delta.costUsd),
  };
}

/** Rounded, so that a sum of many small prices is the same in whatever order they came. */
const roundedUsd = (usd: number): number => Math.round(usd * 1e9) / 1e9;

/** Tokens of model calls, and their price. */
export interface ModelUsage {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Absent when the model has no price. */
  readonly costUsd?: number;
}
