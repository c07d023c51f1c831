/** How long a request may be. Pure. */
import type { ContextWindow } from './context-window.ts';
import { type CountedPrompt, promptTokens, tokenRate } from './token-estimate.ts';

/**
 * Input tokens of a request at most: what the window holds beside the reply. `known`: what the provider has
 * shown to be too much, or said; it knows better than any table.
 */
export function inputTokenLimit(
  { windowTokens, reserveTokens }: Pick<ContextWindow, 'windowTokens' | 'reserveTokens'>,
  maxOutputTokens = 0,
  known = Number.POSITIVE_INFINITY,
): number {
  // Who allows replies as long as the window means no limit, and has to have room for input all the same.
  const replyTokens = Math.min(maxOutputTokens, windowTokens / 2);
  return Math.min(windowTokens - Math.max(reserveTokens, replyTokens), known);
}

/** What is known of a window beside the tables. */
export interface KnownLimit {
  readonly limitTokens: number;
  /**
   * The provider has named its window, and that is the limit; otherwise it is a guess from what was refused.
   */
  readonly isExact?: true;
}

/** A request that was refused for its length may be asked for again up to this share. */
const REFUSED_SHARE = 0.8;
/**
 * A guess is tried out: with each compaction that went well it rises by so much, until it is refused or no
 * guess any more.
 */
const GUESS_GROWTH = 1.25;

/**
 * What is known to be too much once a request was refused. `saidTokens`: the window, where the provider named
 * it.
 */
export function limitAfterRefusal(
  limitTokens: number,
  { windowTokens, reserveTokens }: Pick<ContextWindow, 'windowTokens' | 'reserveTokens'>,
  refusedTokens: number,
  saidTokens: number | undefined,
): KnownLimit {
  const guess = Math.min(limitTokens, refusedTokens * REFUSED_SHARE);
  const said =
    saidTokens === undefined
      ? Number.POSITIVE_INFINITY
      : Math.floor(saidTokens * (1 - reserveTokens / windowTokens));
  return said <= guess ? { limitTokens: said, isExact: true } : { limitTokens: Math.floor(guess) };
}

/** The same limit for another while, or a guess that is tried a little further. */
export const limitAfterGrowth = (limitTokens: number, isExact: boolean): KnownLimit =>
  isExact ? { limitTokens, isExact } : { limitTokens: Math.floor(limitTokens * GUESS_GROWTH) };

/**
 * A guess that leaves no room beside the compacted request is none: a refusal may have had another reason. A
 * window that was named counts as a guess when the compacted request does not fit into it either: it would be
 * compacted before each call.
 */
export function limitBeyond(known: KnownLimit, compactedTokens: number): KnownLimit {
  if (known.isExact && compactedTokens <= known.limitTokens) return known;
  return { ...known, limitTokens: Math.max(known.limitTokens, Math.ceil(compactedTokens * GUESS_GROWTH)) };
}

export const isTooLong = (
  promptBytes: number,
  counted: CountedPrompt | undefined,
  limitTokens: number,
): boolean => promptTokens(promptBytes, counted) > limitTokens;

/**
 * Text that is dense by this much is not taken for light again: a target is not to be missed by an estimate.
 */
const MAX_BYTES_PER_TOKEN = 4;

/** How many bytes fill so many tokens, rather too few than too many. */
export const bytesWithin = (tokens: number, counted: CountedPrompt | undefined): number =>
  Math.floor(tokens * Math.min(tokenRate(counted).bytesPerToken, MAX_BYTES_PER_TOKEN));
