/** A pattern like another one that matches none of what that is written for. Pure. */
import type { Lot } from '../drawing/lot.ts';

/** What is no plain text in a pattern: escapes, classes, beginnings of groups, counts. */
const SYNTAX =
  /(\\[pPu]\{[^}]*\}|\\k<[^>]*>|\\x[\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\c[A-Za-z]|\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]|\(\?(?:<[^>=!]*>|<?[:=!])|\{[^}]*\})/;

/** One letter of each word in it is another one; where there is none, letters are added. */
export function misspeltPattern(pattern: string, flags: string, lot: Lot): string {
  const parts = pattern.split(SYNTAX);
  const misspelt = parts
    .map((part, index) =>
      index % 2 === 0 ? part.replaceAll(/[A-Za-z]+/g, (word) => lot.nearText(word)) : part,
    )
    .join('');
  const changed = misspelt === pattern ? `${pattern}${lot.letters(2)}` : misspelt;
  return isPattern(changed, flags) ? changed : lot.letters(16);
}

function isPattern(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags).source !== '';
  } catch {
    return false;
  }
}
