/** How many replies in a row may be cut short before that is the turn's failure. Pure. */
import type { TurnFailure } from './after-turn.ts';

/** What cut a reply short: the limit of its length, or the provider's content filter. */
export type CutBy = 'outputLimit' | 'contentFilter';

/** Each is paid for, and each time the model is told; one that is cut all the same will be cut again. */
const MAX_CUT_REPLIES = 3;

const REASONS: Record<CutBy, string> = {
  outputLimit:
    'were cut at the limit of their length: set smaller steps in the goal, or use a model with more room for its output',
  contentFilter:
    "were cut by the provider's content filter: set the goal in other words, or use another model",
};

/**
 * `by`: what cut the last reply, if anything did. `inRow`: the cut replies of this turn without a whole one
 * between them. `undefined`: the turn goes on.
 */
export function cutFailure(by: CutBy | undefined, inRow: number): TurnFailure | undefined {
  if (by === undefined || inRow < MAX_CUT_REPLIES) return undefined;
  return {
    reason: `${inRow} replies in a row ${REASONS[by]}`,
    failureOf: 'cutReplies',
    isFinal: false,
    isCancellation: false,
  };
}
