/**
 * Lists what is below a directory. File names on Linux are bytes, and one that is not UTF-8 must not escape a
 * digest: so paths are handled as latin1 text, in which every byte is one character and sorting is by bytes.
 */
import { readdir } from 'node:fs/promises';
import { withShortPath } from './short-path.ts';

/** Relative, `/`-separated, one character per byte. */
export type BytePath = string;

const MAX_PATH_BYTES = 16 * 1024;
const MAX_LEVELS = 1_000;

/** Deeper trees are refused: the list of all paths in one grows with the square of its depth. */
export const isTooDeep = (path: BytePath): boolean =>
  path.length > MAX_PATH_BYTES || (path.length > 2 * MAX_LEVELS && path.split('/').length > MAX_LEVELS);

export const toBytePath = (path: string): BytePath => Buffer.from(path).toString('latin1');

export const toHostPath = (directory: string, path: BytePath): Buffer =>
  Buffer.concat([Buffer.from(`${directory}/`), Buffer.from(path, 'latin1')]);

const HEX = 'hex:';

/**
 * Line breaks and other controls, and what turns the direction of a line: a name with one could forge a line,
 * or read as another.
 */
const STEERS = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/**
 * The path as people, models and records read it, always on one line: plain where the name is UTF-8 without
 * characters that steer, else its bytes in hex, so that no two are confused.
 */
export function displayPath(path: BytePath): string {
  const text = utf8Path(path);
  return text === undefined || text.startsWith(HEX) || STEERS.test(text)
    ? `${HEX}${Buffer.from(path, 'latin1').toString('hex')}`
    : text;
}

/** The path as text, whatever characters are in it; `undefined` where it is no UTF-8. */
export function utf8Path(path: BytePath): string | undefined {
  const bytes = Buffer.from(path, 'latin1');
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? text : undefined;
}

/** The path that `displayPath` showed. */
export const shownPath = (shown: string): BytePath =>
  shown.startsWith(HEX) ? Buffer.from(shown.slice(HEX.length), 'hex').toString('latin1') : toBytePath(shown);

/**
 * Every entry below `directory/below`, sorted, directories included, links not followed. A directory that
 * cannot be listed has no entries here; its own digest has its mode. Rejects when the tree is too deep.
 */
export async function treePaths(directory: string, below: BytePath = ''): Promise<BytePath[]> {
  const found: BytePath[] = [];
  const pending: BytePath[] = [below];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    const path = current === '' ? Buffer.from(directory) : toHostPath(directory, current);
    const entries = await withShortPath(path, (short) =>
      readdir(short, { encoding: 'buffer', withFileTypes: true }),
    ).catch(() => []);
    for (const entry of entries) {
      const name = Buffer.from(entry.name).toString('latin1');
      const child = current === '' ? name : `${current}/${name}`;
      if (isTooDeep(child)) throw new Error(`${displayPath(child.slice(0, 200))}… is nested too deep`);
      found.push(child);
      if (entry.isDirectory()) pending.push(child);
    }
  }
  // Plain comparison of code units: with one character per byte that is byte order.
  return found.sort((a, b) => (a < b ? -1 : 1));
}
