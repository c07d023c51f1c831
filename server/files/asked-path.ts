/** A path that a caller asks for, spelled as replies show paths. Pure. */
import { type BytePath, shownPath } from '../../tree/tree-paths.ts';

/** A path has up to 4,000 bytes, which are shown as twice as many digits where they are no UTF-8. */
export const MAX_PATH_CHARACTERS = 8_100;

export type AskedPath =
  | { readonly ok: true; readonly path: BytePath }
  | { readonly ok: false; readonly message: string };

/** How a name is shown that is no plain UTF-8. */
const HEX = /^hex:(.*)$/s;
const BYTES = /^(?:[0-9a-f]{2})+$/;

/** One slash at the end is let pass: so people write folders. An empty path is the workspace itself. */
export function askedPath(text: string): AskedPath {
  const refuse = (message: string): AskedPath => ({ ok: false, message });
  const [, hex] = HEX.exec(text) ?? [];
  if (hex !== undefined && !BYTES.test(hex))
    return refuse('must have pairs of lower-case hex digits after hex:');
  if (!text.isWellFormed()) return refuse('must be well-formed text');
  const path = shownPath(text).replace(/\/$/, '');
  if (path === '' && text !== '' && text !== '/') return { ok: true, path };
  if (path.includes('\0')) return refuse('must not contain NUL');
  if (text.startsWith('/') || path.startsWith('/')) return refuse('must be relative to the workspace');
  if (path === '') return { ok: true, path };
  const names = path.split('/');
  if (names.includes('..') || names.includes('.')) return refuse('must not contain . or .. as a name');
  if (names.includes('')) return refuse('must not contain an empty name');
  return { ok: true, path };
}
