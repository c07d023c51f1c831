/** Keeps the beginning and the end of a stream of bytes within a limit while it is being read. */
import { createHash } from 'node:crypto';

/** What is kept of an output. */
export interface KeptOutput {
  /**
   * The output as text of at most `maxBytes` bytes of UTF-8: whole, or head, a line that names the cut, and
   * tail. Bytes that are not UTF-8, and NUL, which databases refuse in text, are shown as `?`.
   */
  readonly text: string;
  /** The kept bytes as they came; all of them unless `truncated`. */
  readonly bytes: Buffer;
  readonly totalBytes: number;
  readonly truncated: boolean;
  /** The digest covers everything that was pushed, not only of what was kept; hex. */
  readonly sha256: string;
}

export interface OutputLimit {
  push(chunk: Uint8Array): void;
  readonly totalBytes: number;
  end(): KeptOutput;
}

/** Room for the line that names the cut. */
const CUT_LINE_BYTES = 80;
/** A cut moves to the next line break only where that gives up at most this share of the kept half. */
const LINE_SHARE = 0.25;

/** Memory used is about `maxBytes`, whatever is pushed. `maxBytes` has to be at least 256. */
export function createOutputLimit(maxBytes: number): OutputLimit {
  if (maxBytes < 256)
    throw new RangeError(`An output limit of ${maxBytes} bytes is too small; 256 is the least.`);
  const hash = createHash('sha256');
  const head = Buffer.allocUnsafe(maxBytes);
  // A ring: `tail` holds the last `maxBytes` bytes of what came after the head.
  let tail = Buffer.alloc(0);
  let totalBytes = 0;

  const pushTail = (chunk: Uint8Array, position: number): void => {
    if (tail.length === 0) tail = Buffer.allocUnsafe(maxBytes);
    const kept = chunk.subarray(Math.max(0, chunk.length - maxBytes));
    const start = (position + chunk.length - kept.length) % maxBytes;
    const untilEnd = Math.min(kept.length, maxBytes - start);
    tail.set(kept.subarray(0, untilEnd), start);
    tail.set(kept.subarray(untilEnd), 0);
  };

  return {
    get totalBytes() {
      return totalBytes;
    },
    push(chunk) {
      hash.update(chunk);
      const toHead = Math.max(0, Math.min(chunk.length, maxBytes - totalBytes));
      if (toHead > 0) head.set(chunk.subarray(0, toHead), totalBytes);
      if (chunk.length > toHead) pushTail(chunk.subarray(toHead), Math.max(0, totalBytes - maxBytes));
      totalBytes += chunk.length;
    },
    end() {
      const sha256 = hash.digest('hex');
      if (totalBytes <= maxBytes) {
        const bytes = Buffer.from(head.subarray(0, totalBytes));
        return { text: storableText(bytes), bytes, totalBytes, truncated: false, sha256 };
      }
      const overflow = totalBytes - maxBytes;
      const ring = overflow % maxBytes;
      const last =
        overflow >= maxBytes
          ? Buffer.concat([tail.subarray(ring), tail.subarray(0, ring)])
          : Buffer.concat([head.subarray(overflow), tail.subarray(0, overflow)]);
      const half = Math.floor((maxBytes - CUT_LINE_BYTES) / 2);
      const first = head.subarray(0, headEnd(head, half));
      const end = last.subarray(tailStart(last, last.length - half));
      const cutBytes = totalBytes - first.length - end.length;
      const before = first.at(-1) === LINE_FEED || first.length === 0 ? '' : '\n';
      const cutLine = `${before}[... ${cutBytes} bytes cut; head and tail are kept ...]\n`;
      const text = storableText(first) + cutLine + storableText(end);
      return { text, bytes: Buffer.concat([first, end]), totalBytes, truncated: true, sha256 };
    },
  };
}

const LINE_FEED = 0x0a;
const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** Where to end the head: after a line, else before the code point that reaches over `limit`. */
function headEnd(bytes: Buffer, limit: number): number {
  const lineEnd = bytes.lastIndexOf(LINE_FEED, limit - 1) + 1;
  if (lineEnd >= limit * (1 - LINE_SHARE)) return lineEnd;
  let end = limit;
  // A code point has at most three continuation bytes; more of them are not UTF-8 and may be cut anywhere.
  while (limit - end < 3 && isContinuation(bytes[end])) end -= 1;
  return isContinuation(bytes[end]) ? limit : end;
}

/** Where to begin the tail: after a line feed, else at the first whole code point from `from` on. */
function tailStart(bytes: Buffer, from: number): number {
  const lineStart = bytes.indexOf(LINE_FEED, from - 1) + 1;
  const kept = bytes.length - from;
  if (lineStart > 0 && lineStart - from <= kept * LINE_SHARE) return lineStart;
  let start = from;
  while (start - from < 3 && isContinuation(bytes[start])) start += 1;
  return isContinuation(bytes[start]) ? from : start;
}

/** Decodes to text that is never longer in UTF-8 than the bytes were, and that every store accepts. */
function storableText(bytes: Buffer): string {
  return bytes.toString('utf8').replaceAll('\uFFFD', '?').replaceAll('\0', '?');
}
