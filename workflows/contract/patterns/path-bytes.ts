/** Paths as the file system has them: bytes, of which each is one character here. Pure. */

/** How records show a name that is not UTF-8. */
const HEX = 'hex:';

export function bytesOf(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/** Turns a path as records show it back into bytes. */
export const shownBytes = (shown: string): string =>
  shown.startsWith(HEX)
    ? shown.slice(HEX.length).replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)))
    : bytesOf(shown);

/** People read it; what is not UTF-8 is replaced. */
export const textOf = (bytes: string): string =>
  new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
