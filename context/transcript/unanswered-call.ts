/** What the model reads in place of the result of a call that has none. Pure. */

/** Further calls of a reply are not run, and answered so: references travel through Temporal history. */
export const MAX_CALLS_PER_REPLY = 32;

const NOT_RUN = 'Not run: the turn ended before this call.';
/** The record says that it began, and nothing of its end. */
const OUTCOME_UNKNOWN =
  'Interrupted, outcome unknown: this call had begun, and its end was not seen. It may have run wholly, in part, or not ' +
  'at all; it was not run again. Look at the workspace before you repeat it.';

/** `index`: how many calls of its reply stand before it. */
export function answerOfUnanswered(index: number, hasBegun: boolean): string {
  if (hasBegun) return OUTCOME_UNKNOWN;
  if (index < MAX_CALLS_PER_REPLY) return NOT_RUN;
  return `Not run: of one reply at most ${MAX_CALLS_PER_REPLY} calls are run, and this is number ${index + 1}. Make it again if it is still wanted.`;
}
