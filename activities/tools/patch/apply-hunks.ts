/** Applies the hunks of one file to its text. Pure. */

import type { Hunk } from './file-change.ts';
import { locateHunk } from './locate-hunk.ts';
import { joinText, splitText, type TextLine, usualEnding } from './text-lines.ts';

export type AppliedHunks =
  | {
      readonly ok: true;
      readonly content: string;
      /** What the model should know of how hunks were matched, each with the hunk's number. */
      readonly notes: readonly string[];
    }
  /** `problem` names the hunk, counted from 1, and shows the line that was not found. */
  | { readonly ok: false; readonly problem: string };

/**
 * Hunks have to be in the order of the file. Lines that a patch keeps stay as the file has them, byte for
 * byte; added ones end as their neighbours do. A byte order mark stays, and so does the state of the last
 * line.
 */
export function applyHunks(content: string, hunks: readonly Hunk[]): AppliedHunks {
  const before = splitText(content);
  const { lines } = before;
  const texts = lines.map(({ text }) => text);
  const usual = usualEnding(lines);
  const result: TextLine[] = [];
  const notes: string[] = [];
  let cursor = 0;
  for (const [index, hunk] of hunks.entries()) {
    const found = locateHunk(texts, hunk, cursor);
    const named = `hunk ${index + 1}`;
    if (!found.ok) return { ok: false, problem: `${named} does not match. ${found.problem}` };
    if (found.note !== undefined) notes.push(`${named} ${found.note}.`);
    result.push(...lines.slice(cursor, found.at));
    cursor = found.at;
    for (const { kind, text } of hunk.lines) {
      const line = lines[cursor];
      if (kind === 'add') result.push({ text, ending: endingAt(lines, cursor, usual) });
      else {
        if (kind === 'keep' && line !== undefined) result.push(line);
        cursor += 1;
      }
    }
  }
  result.push(...lines.slice(cursor));
  return { ok: true, content: joinText(before, result), notes };
}

/**
 * That of the line above the place, which is kept or was removed; else of the line below, else of most lines.
 */
const endingAt = (lines: readonly TextLine[], cursor: number, usual: '\n' | '\r\n'): '\n' | '\r\n' =>
  lines[cursor - 1]?.ending || lines[cursor]?.ending || usual;
