/** Names as git writes them in patches. Pure. */
import type { BytePath } from '../tree/tree-paths.ts';

const NAMED: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/** Quoted as in C where a byte is no plain ASCII, so that no name can end its line or pass for another. */
export function gitPath(prefix: 'a/' | 'b/', path: BytePath): string {
  const escaped = path.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
    /[\x00-\x1f\x7f-\xff"\\]/g,
    (byte) => NAMED[byte] ?? `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return escaped === path ? prefix + path : `"${prefix}${escaped}"`;
}

/** A tab tells where a name with blanks ends, for there a time may follow. */
export const gitLabel = (prefix: 'a/' | 'b/', path: BytePath): string =>
  `${gitPath(prefix, path)}${path.includes(' ') ? '\t' : ''}`;
