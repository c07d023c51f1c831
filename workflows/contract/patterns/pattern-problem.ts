/**
 * What keeps a path pattern from saying what its writer surely means. Patterns know `*`, `?` and `**` only;
 * whoever writes a shell glob, a Windows path or a stray space would protect nothing with it, and not hear of
 * it. Pure.
 */

/** Longer examples would hide the words around them. */
const MAX_EXAMPLE_CHARACTERS = 120;
const MAX_ALTERNATIVES = 6;

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const UNKNOWN = /[{}[\]()!]/g;
const ESCAPED = /\\([*?{}[\]()!])/g;

/** What is wrong, with what to write in its place; `undefined` for a pattern that is understood. */
export function patternProblem(pattern: string): string | undefined {
  if (CONTROL.test(pattern)) return 'holds a control character; if a name has one, write * in its place';
  if (pattern !== pattern.trim()) return `has space around it${example(': write', pattern.trim())}`;
  if (pattern.includes('\\')) return backslashProblem(pattern);
  const unknown = [...new Set(pattern.match(UNKNOWN))];
  if (unknown.length === 0) return undefined;
  const marks = unknown.map((mark) => `"${mark}"`).join(', ');
  return (
    `holds ${marks}, which a pattern does not know: a pattern is not a shell glob, it has only *, ? and ** ` +
    `(${[remedyFor(pattern), namedLiterally(pattern)].join('; ')})`
  );
}

/**
 * A pattern for a name as it is, whatever characters it has. Paths are held against patterns byte by byte.
 */
export const spellable = (name: string): string =>
  name.replace(/[{}[\]()!\\*]|[\p{Cc}\p{Zl}\p{Zp}]|^\s+|\s+$/gu, (found) =>
    '?'.repeat(new TextEncoder().encode(found).length),
  );

function backslashProblem(pattern: string): string {
  const isEscape = pattern.search(ESCAPED) >= 0;
  return isEscape
    ? `holds "\\", and nothing is escaped in a pattern${example(': write ? for such a character,', pattern.replace(ESCAPED, '?').replace(/\\+/g, '/').replace(UNKNOWN, '?'))}`
    : `holds "\\": write / between folders${example(',', pattern.replace(/\\+/g, '/').replace(UNKNOWN, '?'))}`;
}

function remedyFor(pattern: string): string {
  if (pattern.startsWith('!') && !pattern.startsWith('!('))
    return 'nothing is excepted by "!": list what is meant instead';
  const alternatives = expanded(pattern);
  const isShown =
    alternatives.length > 1 && alternatives.every((each) => each.length <= MAX_EXAMPLE_CHARACTERS);
  if (!isShown) return 'for one of several names write one pattern for each, or * for all of them';
  const count = COUNTS[alternatives.length] ?? 'several';
  return `write ${count} patterns: ${alternatives.map((each) => `"${each}"`).join(', ')}`;
}

const COUNTS: Readonly<Record<number, string>> = { 2: 'two', 3: 'three', 4: 'four' };

const namedLiterally = (pattern: string): string =>
  `for a name that has these characters write ? for each${example(',', pattern.replace(UNKNOWN, '?'))}`;

/**
 * `{a,b}/x` and `@(a|b)/x` → `a/x`, `b/x`; the pattern alone where it has no such alternatives, or too many.
 * Each round at least doubles them, so that a few rounds are all.
 */
function expanded(pattern: string): string[] {
  let all: readonly string[] = [pattern];
  for (;;) {
    const next = all.flatMap(alternativesOf);
    if (next.length > MAX_ALTERNATIVES) return [pattern];
    if (next.length === all.length) break;
    all = next;
  }
  return all.every((each) => each.search(UNKNOWN) < 0) ? [...new Set(all)] : [pattern];
}

/** Only the first group is taken. */
function alternativesOf(pattern: string): string[] {
  const group = /\{([^{}]*,[^{}]*)\}|[@+*?]?\(([^()]*\|[^()]*)\)/.exec(pattern);
  if (group === null) return [pattern];
  const names = (group[1]?.split(',') ?? group[2]?.split('|') ?? []).map((name) => name.trim());
  const before = pattern.slice(0, group.index);
  const after = pattern.slice(group.index + group[0].length);
  return names.map((name) => before + name + after);
}

const example = (words: string, pattern: string): string =>
  pattern === '' || pattern.length > MAX_EXAMPLE_CHARACTERS ? '' : `${words} "${pattern}"`;
