/**
 * Where in a request's input an item stands that a provider refuses: it counts what it was sent, which may be
 * another list, or it names an id. Pure.
 */
import type { ModelRequest } from '../../../context/request.ts';
import type { InputItem } from '../../../context/transcript/input-item.ts';
import type { ModelFailure } from './model-failure.ts';

/** How many of the items, or messages, that are sent come of the first so many of the input. */
export type SentOf = (input: readonly InputItem[]) => number;

/** A failure whose refused item, if it names one, is told by its place in the request's input. */
export function withPlace(failure: ModelFailure, { input }: ModelRequest, sentOf: SentOf): ModelFailure {
  const { refusal, reason } = failure;
  if (refusal?.of !== 'item' && refusal?.of !== 'request') return failure;
  const counted = refusal.of === 'item' ? placeOf(refusal.index, input, sentOf) : undefined;
  const index = counted ?? namedById(reason, input);
  return index === undefined ? failure : { ...failure, refusal: { of: 'item', index } };
}

/** The first item with which more was sent than the number says. */
function placeOf(sent: number, input: readonly InputItem[], sentOf: SentOf): number | undefined {
  let low = 0;
  let high = input.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentOf(input.slice(0, middle + 1)) > sent) high = middle;
    else low = middle + 1;
  }
  return low < input.length ? low : undefined;
}

/** Shorter ones might be any word. */
const MIN_ID_CHARACTERS = 4;

/** The last one counts: of two alike the first was taken before. */
function namedById(reason: string, input: readonly InputItem[]): number | undefined {
  const words = new Set(reason.split(/[^\w.:-]+/).map((word) => word.replace(/[.:]+$/, '')));
  const index = input.findLastIndex(({ id, call_id: callId }) =>
    [id, callId].some(
      (word) => typeof word === 'string' && word.length >= MIN_ID_CHARACTERS && words.has(word),
    ),
  );
  return index === -1 ? undefined : index;
}
