/**
 * What a failed call says that it had spent until then. It comes from outside of the workflow, so it is
 * looked at by hand. Pure.
 */
import { type ModelUsage, NO_USAGE } from './usage.ts';

/** What model calls have cost. */
export interface Spent {
  readonly modelCalls: number;
  readonly usage: ModelUsage;
}

/**
 * How long the attempt that succeeded took: what a goal pays as active time. Waiting for a retry or a worker
 * is free.
 */
export interface Timed {
  readonly durationMs?: number;
}

const { inputTokens, cachedInputTokens, outputTokens } = NO_USAGE;
export const NOTHING_SPENT: Spent = {
  modelCalls: 0,
  usage: { inputTokens, cachedInputTokens, outputTokens },
};

/** `details`: an object with `spent`, or anything else, which has spent nothing. */
export function spentIn(details: unknown): Spent {
  const spent = fieldsOf(fieldsOf(details).spent);
  const usage = fieldsOf(spent.usage);
  const costUsd = count(usage.costUsd);
  return {
    modelCalls: count(spent.modelCalls),
    usage: {
      inputTokens: count(usage.inputTokens),
      cachedInputTokens: count(usage.cachedInputTokens),
      outputTokens: count(usage.outputTokens),
      ...(costUsd === 0 ? {} : { costUsd }),
    },
  };
}

/** The sum of both. */
export function addSpent(one: Spent, other: Spent): Spent {
  const a = one.usage;
  const b = other.usage;
  const isPriced = a.costUsd !== undefined || b.costUsd !== undefined;
  return {
    modelCalls: one.modelCalls + other.modelCalls,
    usage: {
      inputTokens: a.inputTokens + b.inputTokens,
      cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
      outputTokens: a.outputTokens + b.outputTokens,
      ...(isPriced ? { costUsd: Math.round(((a.costUsd ?? 0) + (b.costUsd ?? 0)) * 1e9) / 1e9 } : {}),
    },
  };
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const count = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
