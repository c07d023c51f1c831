/** Which bytes of a file a caller asks for (RFC 9110, 14.2). Pure. */

export type ByteRange =
  /** The whole: no range is asked for, or one that need not be served. */
  | { readonly kind: 'whole' }
  /** `end` is the first byte that is left out. */
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

const ONE_RANGE = /^bytes=\s*(?:(\d+)-(\d*)|-(\d+))\s*$/i;
const WHOLE: ByteRange = { kind: 'whole' };
const UNSATISFIABLE: ByteRange = { kind: 'unsatisfiable' };

/** `isCurrent`: what `If-Range` names is what is there, or nothing is named. Several ranges get the whole. */
export function byteRange(header: string | undefined, sizeBytes: number, isCurrent: boolean): ByteRange {
  const match = header === undefined || !isCurrent ? null : ONE_RANGE.exec(header);
  if (match === null) return WHOLE;
  const [, first, last, suffix] = match;
  if (suffix !== undefined) {
    const count = Math.min(Number(suffix), sizeBytes);
    return count === 0 ? UNSATISFIABLE : { kind: 'part', start: sizeBytes - count, end: sizeBytes };
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  // A last byte before the first one makes the header invalid, and it is ignored.
  if (last !== '' && Number(last) < start) return WHOLE;
  return start >= sizeBytes ? UNSATISFIABLE : { kind: 'part', start, end };
}
