/**
 * What the model said at the end of its turns: the summary that costs nothing, for when there is no other.
 * Pure.
 */
import type { Entry } from '../../context/transcript/transcript-entry.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';

const MAX_TURNS = 30;
const MAX_CHARACTERS = 400;

/** These are the words of the last turns before `before`, oldest first. */
export function lastWords(entries: readonly Entry[], before: number): string[] {
  const byTurn = new Map<number, string>();
  for (const { kind, seq, turn, item } of entries)
    if (kind === 'modelMessages' && seq < before) byTurn.set(turn, String(item.content));
  return [...byTurn]
    .slice(-MAX_TURNS)
    .map(([turn, words]) => `turn ${turn}: ${cutToLine(words, MAX_CHARACTERS)}`);
}
