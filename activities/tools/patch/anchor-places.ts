/** Where a hunk may begin by the lines that are to be found before it. Pure. */
import { defined } from '../../../objects/defined.ts';
import { findLines } from './find-lines.ts';
import { whyNotFound } from './not-found.ts';

export type AnchorPlaces =
  | {
      readonly ok: true;
      /** The lines right behind the anchors, 0-based; several where the first anchor stands several times. */
      readonly starts: readonly number[];
      /** Says how the first anchor differs from what was wanted; absent: in nothing. */
      readonly differs?: string;
    }
  | { readonly ok: false; readonly problem: string };

/** Each anchor narrows down the one before: the nearest below that one is meant. */
export function anchorPlaces(
  lines: readonly string[],
  anchors: readonly string[],
  from: number,
): AnchorPlaces {
  const [first, ...others] = anchors;
  if (first === undefined) return { ok: true, starts: [from] };
  const found = placesOf(lines, first, from);
  if (found === undefined) return missing(lines, first, from);
  let starts = found.at.map((place) => place + 1);
  for (const anchor of others) {
    const next = starts.flatMap((start) => placesOf(lines, anchor, start)?.at.slice(0, 1) ?? []);
    if (next.length === 0) return missing(lines, anchor, starts[0] ?? from);
    starts = [...new Set(next.map((place) => place + 1))];
  }
  return { ok: true, starts, ...defined({ differs: found.differs }) };
}

const placesOf = (lines: readonly string[], anchor: string, from: number) =>
  findLines(lines, [anchor], from) ?? findStartOf(lines, anchor, from);

/** An anchor cut short, as `def total(` of `def total(order):`, where it begins one line only. */
function findStartOf(
  lines: readonly string[],
  anchor: string,
  from: number,
): { readonly at: readonly number[]; readonly differs?: string } | undefined {
  const wanted = anchor.trim();
  if (wanted.length < 4) return undefined;
  const at = lines.flatMap((line, place) => (place >= from && line.trim().startsWith(wanted) ? [place] : []));
  return at.length === 1 ? { at } : undefined;
}

const missing = (lines: readonly string[], anchor: string, from: number): AnchorPlaces => ({
  ok: false,
  problem: `${whyNotFound(lines, [anchor], from, 'The line after @@')} It has to be a whole line of the file.`,
});
