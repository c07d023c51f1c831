/**
 * Keeps evidence within a number of bytes of JSON, and says what was left out: nothing is cut in silence.
 * Pure.
 */

export interface CutText {
  readonly text: string;
  /** E.g. `12,345 bytes left out`. */
  readonly cut?: string;
}

/** What a text takes inside a JSON document. */
const encodedBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - 2;

const figure = (value: number): string => value.toLocaleString('en-US');

/**
 * The beginning, the end or both ends of a text, whole characters only, of at most `maxBytes` once it is
 * encoded.
 */
export function cutToBytes(text: string, maxBytes: number, keep: 'start' | 'end' | 'ends'): CutText {
  if (encodedBytes(text) <= maxBytes) return { text };
  if (keep === 'ends')
    return maxBytes < 2 * GAP_BYTES ? cutToBytes(text, maxBytes, 'start') : cutToEnds(text, maxBytes);
  // A character takes a byte at least, so that what follows is looked at no further than it may go.
  const near = keep === 'start' ? text.slice(0, maxBytes) : text.slice(-maxBytes);
  const characters = keep === 'start' ? [...near] : [...near].reverse();
  const kept: string[] = [];
  let bytes = 0;
  for (const character of characters) {
    bytes += encodedBytes(character);
    if (bytes > maxBytes) break;
    kept.push(character);
  }
  const shown = (keep === 'start' ? kept : kept.reverse()).join('');
  return { text: shown, cut: `${figure(Buffer.byteLength(text) - Buffer.byteLength(shown))} bytes left out` };
}

/** What is hidden in the middle says so in its place: the end of a long command may undo its beginning. */
function cutToEnds(text: string, maxBytes: number): CutText {
  const half = Math.floor((maxBytes - GAP_BYTES) / 2);
  const { text: head } = cutToBytes(text, half, 'start');
  const { text: tail } = cutToBytes(text.slice(head.length), half, 'end');
  const cut = `${figure(Buffer.byteLength(text) - Buffer.byteLength(head) - Buffer.byteLength(tail))} bytes left out`;
  return { text: `${head} [... ${cut} ...] ${tail}`, cut };
}

/** Stands in a list where entries were left out. */
export interface CutMark {
  readonly cut: string;
}

const MARK_BYTES = 80;
const GAP_BYTES = 60;

/**
 * It keeps as many entries as fit, from the beginning or the end; a mark stands in the place of the others.
 */
export function cutList<T extends object>(
  entries: readonly T[],
  maxBytes: number,
  keep: 'first' | 'last',
): readonly (T | CutMark)[] {
  const sizes = entries.map((entry) => Buffer.byteLength(JSON.stringify(entry)) + 1);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= maxBytes) return entries;
  const inOrder = keep === 'first' ? sizes : sizes.toReversed();
  let count = 0;
  let bytes = MARK_BYTES;
  for (const size of inOrder) {
    if (bytes + size > maxBytes) break;
    bytes += size;
    count += 1;
  }
  const left = entries.length - count;
  const mark = {
    cut: `${figure(left)} ${left === 1 ? 'entry' : 'entries'}, ${figure(total - bytes + MARK_BYTES)} bytes left out`,
  };
  return keep === 'first'
    ? [...entries.slice(0, count), mark]
    : [mark, ...entries.slice(entries.length - count)];
}
