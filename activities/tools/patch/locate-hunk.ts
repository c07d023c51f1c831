/** Where a hunk stands in a file, and what is worth saying about the choice. Pure. */

import { defined } from '../../../objects/defined.ts';
import { type AnchorPlaces, anchorPlaces } from './anchor-places.ts';
import type { Hunk, HunkLine } from './file-change.ts';
import { findLines, isLike } from './find-lines.ts';
import { whyNotFound } from './not-found.ts';

export type Located =
  | {
      readonly ok: true;
      /** 0-based. */
      readonly at: number;
      /** Says how the match differs from the patch's own letters; absent: in nothing. */
      readonly differs?: string;
      /** What the model should know of a choice among several places; absent where there was none. */
      readonly note?: string;
    }
  | { readonly ok: false; readonly problem: string };

/** The place is at `from` or below. `lines` are those of the file, without their endings. */
export function locateHunk(lines: readonly string[], hunk: Hunk, from: number): Located {
  const anchored = anchorPlaces(lines, hunk.anchors, from);
  if (!anchored.ok) return anchored;
  const old = hunk.lines.filter(isOld).map(({ text }) => text);
  if (old.length === 0) return placeOfAdditions(lines, hunk, anchored);
  const all = findLines(lines, old, anchored.starts[0] ?? from);
  const last = atEnd(placesIn(all), hunk, lines.length - old.length);
  if (last !== undefined && all?.differs === undefined) return { ok: true, at: last.at };
  const places = hunk.anchors.length === 0 ? placesIn(all) : behindAnchors(lines, hunk, old, anchored, all);
  if (places.length === 0)
    return { ok: false, problem: whyNotFound(lines, old, anchored.starts[0] ?? from, 'Its old lines') };
  return chosen(places, hunk);
}

const atEnd = (places: readonly Place[], { atEndOfFile }: Hunk, end: number): Place | undefined =>
  atEndOfFile ? places.find(({ at }) => at === end) : undefined;

interface Place {
  readonly at: number;
  readonly differs?: string;
  /** It stands right behind an anchor that stands once, or with it: no other place can be meant. */
  readonly isMeant?: boolean;
}

type Found = ReturnType<typeof findLines>;

const isOld = (line: HunkLine): boolean => line.kind !== 'add';

const placesIn = (found: Found): Place[] =>
  (found?.at ?? []).map((at) => ({ at, ...defined({ differs: found?.differs }) }));

/**
 * The nearest place behind each place of the anchor; where one anchor leaves several behind it, these too.
 * Models also repeat the anchor as the first line of the hunk.
 */
function behindAnchors(
  lines: readonly string[],
  hunk: Hunk,
  old: readonly string[],
  { starts, differs }: AnchorPlaces & { readonly ok: true },
  all: Found,
): Place[] {
  const isOnly = starts.length === 1;
  const places = starts.flatMap((start): Place[] => {
    const [repeated] = placesIn(findLines(lines.slice(0, start - 1 + old.length), old, start - 1));
    const isRepeated = hunk.lines[0]?.kind === 'keep' && isLike(lines[start - 1] ?? '', old[0] ?? '');
    const [next] = placesIn(all).filter(({ at }) => at >= start);
    const place = isRepeated ? (repeated ?? next) : (next ?? repeated);
    if (place === undefined) return [];
    return [{ ...place, isMeant: isOnly && place.at <= start }];
  });
  const [first] = places;
  if (first === undefined || first.isMeant) return places;
  return isOnly ? distinct([...places, ...placesIn(all)]) : likeAnchors(distinct(places), differs);
}

/** What hangs on an anchor that is only nearly so is only nearly so, unless all of them lead to one place. */
const likeAnchors = (places: readonly Place[], differs: string | undefined): Place[] =>
  places.map((place) => (places.length === 1 ? place : { ...place, ...defined({ differs }) }));

/** A place that is as it was written goes before those that are nearly so. */
function distinct(places: readonly Place[]): Place[] {
  const unique = places.filter(({ at }, index) => places.findIndex((other) => other.at === at) === index);
  const exact = unique.filter(({ differs }) => differs === undefined);
  return exact.length > 0 ? exact : unique;
}

/** Additions go behind the anchor, at the line that a unified diff names, or else at the end of the file. */
function placeOfAdditions(
  lines: readonly string[],
  hunk: Hunk,
  { starts, differs }: AnchorPlaces & { readonly ok: true },
): Located {
  const { anchors, atEndOfFile, line } = hunk;
  if (atEndOfFile) return { ok: true, at: lines.length };
  if (anchors.length > 0) {
    const places = starts.map((at) => ({ at }));
    return chosen(likeAnchors(places, differs), hunk);
  }
  const [start = 0] = starts;
  return { ok: true, at: line === undefined ? lines.length : Math.min(Math.max(line, start), lines.length) };
}

/**
 * A match that is not exact has to be the only one: which of several was meant, nobody could say. Of several
 * exact ones the choice is told, unless the hunk names the very line.
 */
function chosen(places: readonly Place[], { line }: Hunk): Located {
  const [first = { at: 0 }] = places;
  if (first.differs !== undefined && places.length > 1)
    return {
      ok: false,
      problem: `Its old lines, or the line after @@, stand nowhere as they are written, and nearly so (${first.differs}) at lines ${listed(places)}. Write them as the file has them.`,
    };
  const nearest =
    line === undefined
      ? undefined
      : places.toSorted((one, other) => Math.abs(one.at + 1 - line) - Math.abs(other.at + 1 - line))[0];
  const place = nearest ?? first;
  const found = { ok: true, at: place.at, ...defined({ differs: place.differs }) } as const;
  if (places.length === 1 || place.at + 1 === line) return found;
  const notThere = line === undefined ? '' : `, none of them at line ${line}, which the patch names`;
  return {
    ...found,
    note: `${places.length} places matched (lines ${listed(places)}${notThere}); the one at line ${place.at + 1} was changed. Give more kept lines, or a line after @@ that stands once, to mean another`,
  };
}

const MAX_LISTED = 5;

const listed = (places: readonly Place[]): string =>
  places
    .slice(0, MAX_LISTED)
    .map(({ at }) => at + 1)
    .join(', ') + (places.length > MAX_LISTED ? ', …' : '');
