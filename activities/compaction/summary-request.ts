/**
 * The request for a summary: the thread's own request with another end, so that the provider's cached prefix
 * serves it. What is known of the goal stands behind the transcript, as in any request of the thread, and in
 * front of the order to sum up: whoever sums up has to know what for, and before the transcript it would be
 * another beginning. Nothing else of the request is another one, no response format either: that alone would
 * lose the cache. Pure.
 */

import type { InputItem } from '../../context/transcript/input-item.ts';
import type { Entry } from '../../context/transcript/transcript-entry.ts';
import { compacted } from '../../context/transcript/transcript-entry.ts';
import { groupsOf } from '../../context/transcript/transcript-groups.ts';

export const SUMMARY_REQUEST = `<compaction>
The conversation so far has outgrown the context window. This message is from the service: write the summary that will stand in its place.
Whoever goes on has the last turns, the user's last messages and, word for word, what stands in <goal_contract> before this message, if a goal
is set: its contract, the latest check results, the ledger and the experiment log. Do not repeat these; judge by them what would be missed of
all else above. Keep figures, names, paths, exact error messages, why something was decided, and what the user was asked. Cite the results that
an entry stands on by number, as [item N]: the first line of a result names it, or the line that stands for what is elided, and read_item shows
it whole. Leave out what can be read from the workspace. Claim nothing that did not happen, and do not call what is only believed a fact.

Answer with one JSON object and nothing else:
{"done": ["..."],
 "triedAndFailed": ["what was tried, and how it failed"],
 "decisions": [{"decision": "...", "reason": "..."}],
 "openEnds": ["..."],
 "filesTouched": ["path: what was changed"]}
An earlier summary above, in <earlier_work>, is to be taken over into this one. At most 60 entries in all, each of one or two sentences.
</compaction>`;

/** What it takes of a request, beside the transcript and the goal. */
export const SUMMARY_REQUEST_BYTES = Buffer.byteLength(JSON.stringify(SUMMARY_REQUEST));

export interface SummarisedThread {
  readonly entries: readonly Entry[];
  /** Where what stays begins. */
  readonly tailStart: number;
  /** What is known of the goal, as the closing block says it; absent where none is worked on. */
  readonly goal?: string | undefined;
}

/**
 * The input that asks for the summary, with the transcript in the fullest form that fits: as it is (all of it
 * cached), with old outputs elided, or only its newest part.
 */
export function summaryInput(
  { entries, tailStart, goal }: SummarisedThread,
  fits: (transcriptBytes: number) => boolean,
): InputItem[] {
  const elided = entries.flatMap((entry) => compacted(entry, { elidedBefore: tailStart }) ?? []);
  const form = [entries, elided].find((each) => fits(bytesOf(each))) ?? newestThatFit(elided, fits);
  return [
    ...form.map(({ item }) => item),
    ...(goal === undefined ? [] : [{ role: 'user', content: goal }]),
    { role: 'user', content: SUMMARY_REQUEST },
  ];
}

/** An earlier summary stays in any case. */
function newestThatFit(entries: readonly Entry[], fits: (bytes: number) => boolean): Entry[] {
  const groups = groupsOf(entries.filter(({ kind }) => kind !== 'summary'));
  let shown = entries.filter(({ kind }) => kind === 'summary');
  const before = shown.length;
  for (const group of groups.toReversed()) {
    const more = [...shown.slice(0, before), ...group.entries, ...shown.slice(before)];
    if (!fits(bytesOf(more))) break;
    shown = more;
  }
  return shown;
}

const bytesOf = (entries: readonly Entry[]): number => entries.reduce((sum, { bytes }) => sum + bytes, 0);
