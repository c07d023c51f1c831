/**
 * The request for a summary: the thread's own request with one message more, so that the provider's cached prefix serves it.
 * Nothing else of it is another one, no response format either: that alone would lose the cache. Pure.
 */

import type { InputItem } from '../../context/input-item.ts';
import type { Entry } from '../../context/transcript-entry.ts';
import { compacted } from '../../context/transcript-entry.ts';
import { groupsOf } from '../../context/transcript-groups.ts';

export const SUMMARY_REQUEST = `<compaction>
The conversation so far has outgrown the context window. This message is from the service: write the summary that will stand in its place.
Whoever goes on has the goal's contract, the latest check results, the ledger, the experiment log and the last turns, but nothing else of
what is above. Keep what would be missed: figures, names, paths, exact error messages, and why something was decided. Leave out what
can be read from the workspace. Claim nothing that did not happen, and do not call what is only believed a fact.

Answer with one JSON object and nothing else:
{"done": ["..."],
 "triedAndFailed": ["what was tried, and how it failed"],
 "decisions": [{"decision": "...", "reason": "..."}],
 "openEnds": ["..."],
 "filesTouched": ["path: what was changed"]}
An earlier summary above, in <earlier_work>, is to be taken over into this one. At most 60 entries in all, each of one or two sentences.
</compaction>`;

const request: InputItem = { role: 'user', content: SUMMARY_REQUEST };

/**
 * The transcript for the summary in the fullest form that fits: as it is (all of it cached), with old outputs elided, or only
 * its newest part. `tailStart`: where what stays begins.
 */
export function summaryInput(
  entries: readonly Entry[],
  tailStart: number,
  fits: (transcriptBytes: number) => boolean,
): InputItem[] {
  const elided = entries.flatMap((entry) => compacted(entry, { elidedBefore: tailStart }) ?? []);
  for (const form of [entries, elided]) if (fits(bytesOf(form))) return inputOf(form);
  return inputOf(newestThatFit(elided, fits));
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

const inputOf = (entries: readonly Entry[]): InputItem[] => [...entries.map(({ item }) => item), request];

const bytesOf = (entries: readonly Entry[]): number => entries.reduce((sum, { bytes }) => sum + bytes, 0);
