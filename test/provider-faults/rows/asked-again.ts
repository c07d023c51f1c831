/** Answers that are none: the same is asked again, since another answer may be one. */
import type { PlainFaultName, Reply } from '../../../scripted-model/reply.ts';
import type { AsksAgain, RowOf } from '../fault-row.ts';

const row = (
  name: string,
  reply: Reply,
  statusReason: string,
  course: Partial<AsksAgain> = {},
): RowOf<AsksAgain> => ({
  name,
  reply,
  course: { kind: 'asksAgain', isBilled: false, statusReason, ...course },
});
const plain = (name: string, fault: PlainFaultName, statusReason: string, isBilled = false) =>
  row(name, { fault }, statusReason, { isBilled });

const NO_END = 'the stream ended without a final event';
/** A cut reply is a reply: the model is told, twice, before the turn has failed. */
const CUT = { isBilled: true, callsPerTurn: 3 };

export const ASKED_AGAIN: readonly RowOf<AsksAgain>[] = [
  plain('status 200 and nothing', 'empty200', NO_END),
  plain('a stream that ends without its last event', 'endStream', NO_END),
  plain(
    'JSON that is cut',
    'cutJson',
    'model call failed: Error reading response: malformed server-sent event JSON.',
  ),
  plain('an empty output', 'emptyOutput', 'the reply is empty', true),
  plain(
    'no output',
    'missingOutput',
    'the reply has not the shape of a response: output: Invalid input: expected array, received undefined',
    true,
  ),
  row(
    '3 MB of output',
    { fault: 'huge', bytes: 3_000_000 },
    'model call failed: the reply is larger than 1000000 bytes',
  ),
  row(
    '`incomplete` with `max_output_tokens`, each time',
    { fault: 'incomplete', reply: { message: 'First, I would like to say' } },
    '3 replies in a row were cut at the limit of their length: set smaller steps in the goal, or use a model with more room for its output',
    CUT,
  ),
  row(
    '`incomplete` with `content_filter`, each time',
    { fault: 'filtered', reply: { message: 'First, I would like to say' } },
    "3 replies in a row were cut by the provider's content filter: set the goal in other words, or use another model",
    CUT,
  ),
];
