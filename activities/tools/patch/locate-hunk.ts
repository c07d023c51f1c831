/** Where a hunk stands in a file, and what is worth saying about the choice. Pure. */

import type { Hunk, HunkLine } from './file-change.ts';
import { findLines, isLike, nearestLine } from './find-lines.ts';

export type Located =
  | {
      readonly ok: true;
      /** 0-based. */
      readonly at: number;
      /** What the model should know of the match; absent where it is exact and the only one. */
      readonly note?: string;
    }
  | { readonly ok: false; readonly problem: string };

/** The place is at `from` or below. `lines` are those of the file, without their endings. */
export function locateHunk(lines: readonly string[], hunk: Hunk, from: number): Located {
  let start = from;
  for (const anchor of hunk.anchors) {
    const place = findLines(lines, [anchor], start)?.at[0] ?? findStartOf(lines, anchor, start);
    if (place === undefined) {
      const why = notFound(lines, [anchor], start, 'The line after @@');
      return { ok: false, problem: `${why} It has to be a whole line of the file.` };
    }
    start = place + 1;
  }
  const old = hunk.lines.filter(isOld).map(({ text }) => text);
  if (old.length === 0) return { ok: true, at: placeOfAdditions(lines, hunk, start) };
  const isAnchored = hunk.anchors.length > 0;
  // Models also repeat the anchor as the first line of the hunk.
  const repeated = isAnchored ? findLines(lines.slice(0, start - 1 + old.length), old, start - 1) : undefined;
  const found = findLines(lines, old, start) ?? repeated;
  if (found === undefined) return { ok: false, problem: notFound(lines, old, start, 'Its old lines') };
  return chosen(found, hunk, isAnchored, { count: lines.length, old: old.length });
}

const isOld = (line: HunkLine): boolean => line.kind !== 'add';

/** An anchor cut short, as `def total(` of `def total(order):`, where it begins one line only. */
function findStartOf(lines: readonly string[], anchor: string, from: number): number | undefined {
  const wanted = anchor.trim();
  if (wanted.length < 4) return undefined;
  const places = lines.flatMap((line, at) => (at >= from && line.trim().startsWith(wanted) ? [at] : []));
  return places.length === 1 ? places[0] : undefined;
}

/** Additions go behind the anchor, at the line that a unified diff names, or else at the end of the file. */
function placeOfAdditions(
  lines: readonly string[],
  { anchors, atEndOfFile, line }: Hunk,
  start: number,
): number {
  if (atEndOfFile) return lines.length;
  if (anchors.length > 0) return start;
  return line === undefined ? lines.length : Math.min(Math.max(line, start), lines.length);
}

/** A match that is not exact has to be the only one: which of several was meant, nobody could say. */
function chosen(
  { at, differs }: { readonly at: readonly number[]; readonly differs?: string },
  { atEndOfFile, line }: Hunk,
  isAnchored: boolean,
  size: { readonly count: number; readonly old: number },
): Located {
  const [first = 0] = at;
  const atEnd = atEndOfFile ? at.find((place) => place + size.old === size.count) : undefined;
  const nearest =
    line === undefined
      ? undefined
      : at.toSorted((one, other) => Math.abs(one + 1 - line) - Math.abs(other + 1 - line))[0];
  const place = atEnd ?? nearest ?? first;
  const isChosen = atEnd !== undefined || nearest !== undefined || isAnchored;
  if (differs !== undefined && at.length > 1)
    return {
      ok: false,
      problem: `Its old lines stand nowhere as they are written, and nearly so (${differs}) at lines ${listed(at)}. Write them as the file has them.`,
    };
  if (differs !== undefined)
    return { ok: true, at: place, note: `matched at line ${place + 1} although ${differs} differed` };
  if (at.length > 1 && !isChosen)
    return {
      ok: true,
      at: place,
      note: `${at.length} places matched (lines ${listed(at)}); the one at line ${place + 1} was changed. Give more kept lines, or a line after @@, to mean another`,
    };
  return { ok: true, at: place };
}

const MAX_LISTED = 5;

const listed = (at: readonly number[]): string =>
  at
    .slice(0, MAX_LISTED)
    .map((place) => place + 1)
    .join(', ') + (at.length > MAX_LISTED ? ', …' : '');

/**
 * Tells whether the text stands further up, how far it matches at best, or what is most like it, so that the
 * model need not guess.
 */
function notFound(lines: readonly string[], wanted: readonly string[], from: number, what: string): string {
  const earlier = findLines(lines.slice(0, from + wanted.length - 1), wanted, 0)?.at[0];
  if (from > 0 && earlier !== undefined)
    return `${what} stand at line ${earlier + 1}, before the place reached (line ${from + 1}); put hunks in the order of the file.`;
  let best = { at: -1, length: 0 };
  for (let at = from; at < lines.length; at += 1) {
    let length = 0;
    while (
      length < wanted.length &&
      at + length < lines.length &&
      isLike(lines[at + length] ?? '', wanted[length] ?? '')
    )
      length += 1;
    if (length > best.length) best = { at, length };
  }
  const missing = wanted[best.length] ?? '';
  if (best.length === 0)
    return `${what} cannot be found: there is no ${quoted(missing)}.${likest(lines, missing)}`;
  const actual = lines[best.at + best.length];
  const there = actual === undefined ? 'the file ends' : `the file has ${quoted(actual)}`;
  return (
    `${best.length} of ${wanted.length} lines match from line ${best.at + 1} on, ` +
    `then the patch expects ${quoted(missing)} and ${there}.`
  );
}

function likest(lines: readonly string[], wanted: string): string {
  const at = nearestLine(lines, wanted);
  return at === undefined
    ? ' Read the file again.'
    : ` Most like it is line ${at + 1}: ${quoted(lines[at] ?? '')}.`;
}

const quoted = (line: string): string => JSON.stringify(line.slice(0, 200));
