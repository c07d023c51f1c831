/** Applies the hunks of one file to its text. */
import type { Hunk, HunkLine } from './parse-patch.ts';

export type AppliedHunks =
  | { readonly ok: true; readonly content: string }
  /** `problem` names the hunk, counted from 1, and shows the line that was not found. */
  | { readonly ok: false; readonly problem: string };

/**
 * Hunks have to be in the order of the file. Lines are matched exactly; else without trailing white space; else
 * without any. Kept lines stay as the file has them. The file's line ends and the state of its last line are kept.
 */
export function applyHunks(content: string, hunks: readonly Hunk[]): AppliedHunks {
  const lines = content === '' ? [] : content.split('\n');
  const endsWithNewline = content === '' || content.endsWith('\n');
  if (content !== '' && endsWithNewline) lines.pop();
  const carriageReturn = lines.length > 0 && lines.every((line) => line.endsWith('\r')) ? '\r' : '';

  const result: string[] = [];
  let cursor = 0;
  for (const [index, hunk] of hunks.entries()) {
    const found = locate(lines, hunk, cursor);
    if (!found.ok) return { ok: false, problem: `hunk ${index + 1} does not match: ${found.problem}` };
    result.push(...lines.slice(cursor, found.at));
    cursor = found.at;
    for (const line of hunk.lines) {
      if (line.kind === 'add') result.push(line.text.endsWith('\r') ? line.text : line.text + carriageReturn);
      else {
        if (line.kind === 'keep') result.push(lines[cursor] ?? '');
        cursor += 1;
      }
    }
  }
  result.push(...lines.slice(cursor));
  const end = endsWithNewline && result.length > 0 ? '\n' : '';
  return { ok: true, content: result.join('\n') + end };
}

type Located = { readonly ok: true; readonly at: number } | { readonly ok: false; readonly problem: string };

/** Where the hunk's first line stands, at `from` or later. */
function locate(lines: readonly string[], hunk: Hunk, from: number): Located {
  let start = from;
  for (const anchor of hunk.anchors) {
    const at = find(lines, [anchor], start);
    if (at === undefined)
      return { ok: false, problem: notFound(lines, [anchor], start, 'the line after @@') };
    start = at + 1;
  }
  const old = hunk.lines.filter(isOld).map(({ text }) => text);
  // Only additions: behind the anchor, or else at the end of the file.
  if (old.length === 0)
    return { ok: true, at: hunk.anchors.length > 0 && !hunk.atEndOfFile ? start : lines.length };
  const atEnd = hunk.atEndOfFile ? find(lines, old, Math.max(start, lines.length - old.length)) : undefined;
  const at = atEnd ?? find(lines, old, start) ?? findWithAnchor(lines, hunk, old, start);
  return at === undefined
    ? { ok: false, problem: notFound(lines, old, start, 'its old lines') }
    : { ok: true, at };
}

/** Models also repeat the anchor as the first line of the hunk. */
const findWithAnchor = (
  lines: readonly string[],
  hunk: Hunk,
  old: readonly string[],
  start: number,
): number | undefined =>
  hunk.anchors.length > 0 ? find(lines.slice(0, start - 1 + old.length), old, start - 1) : undefined;

const isOld = (line: HunkLine): boolean => line.kind !== 'add';

/** From strict to tolerant; a stricter match further down wins over a looser one further up. */
const NORMALISATIONS: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => line.trimEnd(),
  (line) => line.replaceAll(/\s+/g, ''),
];

function find(lines: readonly string[], wanted: readonly string[], from: number): number | undefined {
  for (const normalise of NORMALISATIONS) {
    const normalised = wanted.map(normalise);
    for (let at = from; at + wanted.length <= lines.length; at += 1) {
      if (normalised.every((line, offset) => normalise(lines[at + offset] ?? '') === line)) return at;
    }
  }
  return undefined;
}

/** Tells whether the text stands further up, or how far it matches at best, so that the model need not guess. */
function notFound(lines: readonly string[], wanted: readonly string[], from: number, what: string): string {
  const earlier = from > 0 ? find(lines.slice(0, from + wanted.length - 1), wanted, 0) : undefined;
  if (earlier !== undefined) {
    return `${what} stand at line ${earlier + 1}, before the place reached (line ${from + 1}); put hunks in the order of the file.`;
  }
  let best = { at: -1, length: 0 };
  for (let at = from; at < lines.length; at += 1) {
    let length = 0;
    while (
      length < wanted.length &&
      find(lines.slice(at + length, at + length + 1), wanted.slice(length, length + 1), 0) === 0
    ) {
      length += 1;
    }
    if (length > best.length) best = { at, length };
  }
  const missing = JSON.stringify((wanted[best.length] ?? '').slice(0, 200));
  if (best.length === 0) return `${what} are not in the file; the first is ${missing}. Read the file again.`;
  const actual = lines[best.at + best.length];
  const there =
    actual === undefined ? 'the file ends' : `the file has ${JSON.stringify(actual.slice(0, 200))}`;
  return (
    `${best.length} of ${wanted.length} lines match from line ${best.at + 1} on, ` +
    `then the patch expects ${missing} and ${there}.`
  );
}
