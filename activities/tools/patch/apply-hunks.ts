/** Applies the hunks of one file to its text. Pure. */

import { MARK, markAfter, saidOfMark } from './byte-order-mark.ts';
import type { Hunk } from './file-change.ts';
import { indentedAs } from './indentation.ts';
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
 * byte; added ones end as their neighbours do, and are indented as the file is. A byte order mark and the
 * state of the last line stay, unless the patch says otherwise.
 */
export function applyHunks(content: string, hunks: readonly Hunk[]): AppliedHunks {
  const before = splitText(content);
  const { lines } = before;
  const texts = lines.map(({ text }) => text);
  const usual = usualEnding(lines);
  const result: TextLine[] = [];
  const notes: string[] = [];
  let { mark } = before;
  let isEnded = lines.at(-1)?.ending !== '';
  let cursor = 0;
  for (const [index, hunk] of hunks.entries()) {
    const said = saidOfMark(hunk);
    const isAtTop = (at: number): boolean => at === 0 && cursor === 0;
    const found = locateHunk(said.isSeen ? marked(texts, before.mark) : texts, hunk, cursor);
    const named = `hunk ${index + 1}`;
    if (!found.ok) return { ok: false, problem: `${named} does not match. ${found.problem}` };
    if (isAtTop(found.at)) mark = markAfter(before.mark, said);
    const old = hunk.lines.filter(({ kind }) => kind !== 'add');
    const indented = indentedAs(
      found.differs === undefined
        ? []
        : old.map(({ text }, offset) => ({ written: text, actual: texts[found.at + offset] ?? '' })),
    );
    const start = found.at;
    result.push(...lines.slice(cursor, start));
    cursor = start;
    let isReindented = false;
    for (const { kind, text } of hunk.lines) {
      const line = lines[cursor];
      if (kind === 'add') {
        const own = result.length === 0 && text.startsWith(MARK) ? text.slice(1) : text;
        const added = indented(own);
        isReindented ||= added !== own;
        result.push({ text: added, ending: endingAt(lines, cursor, usual) });
      } else {
        if (kind === 'keep' && line !== undefined) result.push(line);
        cursor += 1;
      }
    }
    const says = saysOfEnd(hunk);
    if (says !== undefined && cursor === lines.length) isEnded = says === 'ended';
    else if (says !== undefined) notes.push(`${named} does not end at the end of the file: ${NOT_READ}.`);
    if (found.differs !== undefined)
      notes.push(
        `${named} matched at line ${start + 1} although ${found.differs} differed${isReindented ? INDENTED : ''}.`,
      );
    if (found.note !== undefined) notes.push(`${named}: ${found.note}.`);
  }
  result.push(...lines.slice(cursor));
  return { ok: true, content: joinText({ mark, lines }, result, isEnded), notes };
}

const NOT_READ = 'its "\\ No newline at end of file" says nothing there';
const INDENTED = '; what it adds is indented as the file is';

const marked = (texts: readonly string[], mark: string): readonly string[] =>
  texts.map((text, index) => (index === 0 ? mark + text : text));

/** Whether the last line that a hunk leaves is ended, where it says so of that line or of the one before. */
function saysOfEnd({ lines }: Hunk): 'ended' | 'unended' | undefined {
  if (!lines.some(({ isUnended }) => isUnended)) return undefined;
  const last = lines.findLast(({ kind }) => kind !== 'remove');
  return last?.isUnended ? 'unended' : 'ended';
}

/**
 * That of the line above the place, which is kept or was removed; else of the line below, else of most lines.
 */
const endingAt = (lines: readonly TextLine[], cursor: number, usual: '\n' | '\r\n'): '\n' | '\r\n' =>
  lines[cursor - 1]?.ending || lines[cursor]?.ending || usual;
