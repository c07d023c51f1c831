/**
 * Which files that are no programs state what must come out: by their names, or since tests name them. Pure.
 */
import { posix } from 'node:path';
import type { SimpleCommand } from '../../workflows/contract/command-line/command-words.ts';

const FOLDERS = new Set(
  'golden goldens testdata test-data test_data fixture fixtures __fixtures__ snapshots __snapshots__ expected expectations approved baselines cassettes'.split(
    ' ',
  ),
);
const NAMES =
  /(?:^|[._-])(?:golden|expected|expect|snap|snapshot|approved|fixtures?|baseline|want)(?:[._-]|$)/i;
/** What people read is mostly the work. */
const FOR_READERS = /\.(?:md|rst|adoc|html?|css|svg|png|jpe?g|gif|ico|woff2?|lock)$/i;

export const isNamedExpected = (path: string): boolean => {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  return NAMES.test(name) || folders.some((folder) => FOLDERS.has(folder.toLowerCase()));
};

/** `texts`: of accepted tests, and of what the command starts. */
export const isExpectedData = (path: string, texts: readonly string[]): boolean =>
  isNamedExpected(path) ||
  (!FOR_READERS.test(path) && texts.some((text) => namesFile(text, posix.basename(path))));

const WRITES =
  /\b(?:writeFile\w*|createWriteStream|copyFile\w*|write_text|write_bytes|to_csv|WriteFile|fs::write|outputFile\w*)\b|\bopen\s*\([^)]*["'][wa]b?["']/;

/** Whether a program names the file, and writes files. */
export const writesFile = (text: string, path: string): boolean =>
  WRITES.test(text) && namesFile(text, posix.basename(path));

function namesFile(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/[\w.-]/.test(text[at - 1] ?? ' ') && !/[\w-]/.test(text[at + name.length] ?? ' ')) return true;
  return false;
}

const COMPARING = new Set(
  'diff cmp comm colordiff sdiff sha256sum sha1sum sha512sum md5sum cksum b2sum jq'.split(' '),
);

/** The words that a comparing command may hold for what must come out. */
export function comparedFiles({ words }: SimpleCommand): string[] {
  const at = words.findIndex((word) => COMPARING.has(posix.basename(word)));
  if (at >= 0) return operandsOf(words.slice(at + 1));
  const grep = words.findIndex((word) => /^[efz]?grep$/.test(posix.basename(word)));
  if (grep < 0) return [];
  return words.slice(grep + 1).flatMap((word, index, rest) => {
    const [, joined] = /^(?:-\w*f|--file=)(.+)$/.exec(word) ?? [];
    if (joined !== undefined) return [joined];
    const next = rest[index + 1];
    return /^-\w*f$|^--file$/.test(word) && next !== undefined ? [next] : [];
  });
}

/** What is read from `<` is an operand as well; of two, one that is named as expected excuses the other. */
function operandsOf(words: readonly string[]): string[] {
  const files = words.flatMap((word) => {
    const bare = word.replace(/^\d?<(?![<(&])/, '');
    return bare === '' || bare.startsWith('-') || /^\d?[<>]/.test(bare) ? [] : [bare];
  });
  const named = files.filter(isNamedExpected);
  return named.length > 0 ? named : files;
}
