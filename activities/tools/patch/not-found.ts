/** What is said of lines that stand nowhere in a file. Pure. */
import { findLines, isLike, nearestLine } from './find-lines.ts';

/**
 * Tells whether the text stands further up, how far it matches at best, or what is most like it, so that the
 * model need not guess.
 */
export function whyNotFound(
  lines: readonly string[],
  wanted: readonly string[],
  from: number,
  what: string,
): string {
  const earlier = findLines(lines.slice(0, from + wanted.length - 1), wanted, 0)?.at[0];
  if (from > 0 && earlier !== undefined)
    return `${what} stand at line ${earlier + 1}, before the place reached (line ${from + 1}); put hunks in the order of the file.`;
  let best = { at: -1, length: 0 };
  for (let at = from; at < lines.length; at += 1) {
    let length = 0;
    while (
      length < wanted.length &&
      at + length < lines.length &&
      isLike(lines[at + length] ?? '', wanted[length] ?? '')
    )
      length += 1;
    if (length > best.length) best = { at, length };
  }
  const missing = wanted[best.length] ?? '';
  if (best.length === 0)
    return `${what} cannot be found: there is no ${quoted(missing)}.${likest(lines, missing)}`;
  const actual = lines[best.at + best.length];
  const there = actual === undefined ? 'the file ends' : `the file has ${quoted(actual)}`;
  return (
    `${best.length} of ${wanted.length} lines match from line ${best.at + 1} on, ` +
    `then the patch expects ${quoted(missing)} and ${there}.`
  );
}

function likest(lines: readonly string[], wanted: string): string {
  const at = nearestLine(lines, wanted);
  return at === undefined
    ? ' Read the file again.'
    : ` Most like it is line ${at + 1}: ${quoted(lines[at] ?? '')}.`;
}

const quoted = (line: string): string => JSON.stringify(line.slice(0, 200));
