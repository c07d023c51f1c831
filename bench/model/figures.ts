/** Turns what was seen of a run into the figures that are reported. Pure. */
import { costUsd, type Price } from '../../activities/model/exchange/price.ts';
import type { ModelUsage } from '../../workflows/budget/usage.ts';
import type { SeenRequest } from './watch-requests.ts';

/** One turn of the run: how its first request looked, and what its model calls used. */
export interface SeenTurn {
  readonly requests: readonly SeenRequest[];
  readonly usages: readonly ModelUsage[];
}

export interface PrefixFigures {
  /**
   * Counts, of all bytes of all requests, closing blocks aside, the part that is the beginning of the request
   * before.
   */
  readonly wholeRun: number;
  /** The same of the first 200 turns alone. */
  readonly first200Turns: number;
  /** The least of any request from turn 100 on; null for a shorter run. */
  readonly leastFromTurn100: number | null;
  /** How much of a request comes again in the next one; 1: all of it, always. */
  readonly leastKept: number;
}

export function prefixFigures(turns: readonly SeenTurn[]): PrefixFigures {
  const share = (some: readonly SeenTurn[]): number => {
    const requests = some.flatMap(({ requests }) => requests);
    return rounded(total(requests, 'sharedBytes') / total(requests, 'stableBytes'), 5);
  };
  const late = turns.slice(99).flatMap(({ requests }) => requests);
  return {
    wholeRun: share(turns),
    first200Turns: share(turns.slice(0, 200)),
    leastFromTurn100:
      late.length === 0
        ? null
        : rounded(Math.min(...late.map(({ sharedBytes, stableBytes }) => sharedBytes / stableBytes)), 5),
    leastKept: Math.min(...turns.flatMap(({ requests }) => requests.map((seen) => seen.keptOfPrevious))),
  };
}

export interface CostFigures {
  readonly price: Price;
  /** It is for the whole run, with the cache. */
  readonly usd: number;
  /** What the same calls would cost without one. */
  readonly uncachedUsd: number;
  /** Each of the turns that are looked at has its own price here. */
  readonly perTurn: Readonly<Record<number, { readonly usd: number; readonly uncachedUsd: number }>>;
}

export function costFigures(turns: readonly SeenTurn[], at: readonly number[], price: Price): CostFigures {
  const cost = (some: readonly SeenTurn[], isCached: boolean): number =>
    rounded(
      some
        .flatMap(({ usages }) => usages)
        .reduce(
          (sum, usage) => sum + costUsd({ ...usage, ...(isCached ? {} : { cachedInputTokens: 0 }) }, price),
          0,
        ),
      6,
    );
  const both = (some: readonly SeenTurn[]) => ({ usd: cost(some, true), uncachedUsd: cost(some, false) });
  return {
    price,
    ...both(turns),
    perTurn: Object.fromEntries(at.map((turn) => [turn, both(turns.slice(turn - 1, turn))])),
  };
}

/** Input that the cache did not have, over all calls of a turn. */
export const uncachedTokens = ({ usages }: SeenTurn): number =>
  usages.reduce((sum, { inputTokens, cachedInputTokens }) => sum + inputTokens - cachedInputTokens, 0);

/** The last request of each of these turns. */
export const requestBytesAt = (
  turns: readonly SeenTurn[],
  at: readonly number[],
): Readonly<Record<number, number>> =>
  Object.fromEntries(at.map((turn) => [turn, turns[turn - 1]?.requests.at(-1)?.bytes ?? Number.NaN]));

const total = (requests: readonly SeenRequest[], field: 'sharedBytes' | 'stableBytes'): number =>
  requests.reduce((sum, seen) => sum + seen[field], 0);

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
