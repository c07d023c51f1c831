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

type Prefix = 'a/' | 'b/';

/**
 * Both names of a `diff --git` line. Git itself leaves blanks unquoted there, and then cannot tell where the
 * name of an empty file ends that holds ` b/`: quoted names it reads the same.
 */
export const gitHead = (path: BytePath): string =>
  `diff --git ${gitPath('a/', path, path.includes(' '))} ${gitPath('b/', path, path.includes(' '))}\n`;

/** Quoted as in C where a byte is no plain ASCII, so that no name can end its line or pass for another. */
function gitPath(prefix: Prefix, path: BytePath, isQuoted = false): string {
  const escaped = path.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
    /[\x00-\x1f\x7f-\xff"\\]/g,
    (byte) => NAMED[byte] ?? `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return escaped === path && !isQuoted ? prefix + path : `"${prefix}${escaped}"`;
}

/** A tab tells where a name with blanks ends, for there a time may follow. */
export const gitLabel = (prefix: Prefix, path: BytePath): string =>
  `${gitPath(prefix, path)}${path.includes(' ') ? '\t' : ''}`;
