/** Which encoding bytes are in, by their looks. Pure. */

export type Utf16 = 'UTF-16LE' | 'UTF-16BE';

/** Half of the bytes of Western text in UTF-16 are NUL, at every second place, and no others are. */
const MOSTLY = 0.4;
const HARDLY = 0.02;

/** UTF-16 without a byte order mark; it is only told where most letters are of the Latin script. */
export function unmarkedUtf16(bytes: Uint8Array): Utf16 | undefined {
  if (bytes.length < 2) return undefined;
  const [even, odd] = [nulShare(bytes, 0), nulShare(bytes, 1)];
  const isLittle = odd >= MOSTLY && even <= HARDLY;
  if (!isLittle && !(even >= MOSTLY && odd <= HARDLY)) return undefined;
  const whole = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  const text = (isLittle ? whole : whole.swap16()).toString('utf16le');
  return CONTROL.test(text) ? undefined : isLittle ? 'UTF-16LE' : 'UTF-16BE';
}

/** Text has none of these. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant
const CONTROL = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

function nulShare(bytes: Uint8Array, first: 0 | 1): number {
  let [nul, all] = [0, 0];
  for (let index = first; index < bytes.length; index += 2) {
    all += 1;
    if (bytes[index] === 0) nul += 1;
  }
  return nul / all;
}

/** The byte order mark at the start, if there is one. */
export function byteOrderMark(bytes: Uint8Array): 'UTF-8' | 'UTF-16' | undefined {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'UTF-16';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'UTF-8' : undefined;
}
