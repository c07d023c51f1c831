/** What is lost beside its words when a text takes the place of another. Pure. */
import { byteOrderMark, unmarkedUtf16 } from './text-encoding.ts';

/** What a file was before it was replaced. */
export interface ReplacedText {
  readonly isUtf8: boolean;
  readonly hasNul: boolean;
  readonly lines: number;
  /** How many of these lines end with CRLF. */
  readonly carriageReturns: number;
  readonly firstBytes: Uint8Array;
}

/** `printed`: `<isUtf8> <nul bytes> <lines> <of them with CRLF> <first bytes in hexadecimal>`. */
export function readReplacedText(printed: string): ReplacedText | undefined {
  const [isUtf8, nul, lines, carriageReturns, hex = ''] = printed.trim().split(' ');
  if (carriageReturns === undefined) return undefined;
  return {
    isUtf8: isUtf8 === '1',
    hasNul: nul !== '0',
    lines: Number(lines),
    carriageReturns: Number(carriageReturns),
    firstBytes: Buffer.from(hex, 'hex'),
  };
}

/** Sentences for the model; none where the new text is of the same kind. */
export function lostByReplacing(was: ReplacedText, content: string): string[] {
  const encoding = encodingOf(was);
  if (encoding !== undefined) return [`The text that was there was ${encoding}; it is UTF-8 now.`];
  if (was.hasNul) return ['The file that was there was binary: it had NUL bytes.'];
  const isUnmarked = byteOrderMark(was.firstBytes) === 'UTF-8' && !content.startsWith('\uFEFF');
  const isOtherwiseEnded = was.carriageReturns * 2 > was.lines && /(?<!\r)\n/.test(content);
  return [
    ...(isUnmarked ? ['The byte order mark that was there is gone.'] : []),
    ...(isOtherwiseEnded ? ['Its lines ended with CRLF before, and do not all do so now.'] : []),
  ];
}

function encodingOf({ isUtf8, firstBytes }: ReplacedText): string | undefined {
  if (byteOrderMark(firstBytes) === 'UTF-16') return 'UTF-16';
  if (unmarkedUtf16(firstBytes) !== undefined) return 'UTF-16 without a byte order mark';
  return isUtf8 ? undefined : 'in another encoding than UTF-8';
}
