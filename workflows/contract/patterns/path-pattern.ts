/**
 * Path patterns of a contract: `/`-separated, relative to the workspace. `*` stands for any characters within
 * one name, `?` for one of them, `**` for any number of folders; all other characters for themselves, a
 * leading dot included. A pattern covers what it matches and everything below that. Matching takes at most
 * (pattern × path) steps whatever was written: no regular expression is made of it. Pure.
 */

/** `a//b/./c/` → `a/b/c`. */
export const cleanPattern = (pattern: string): string => segmentsOf(pattern).join('/');

/** Whether it can match more than the one path that it spells. */
export const isGlob = (pattern: string): boolean => /[*?]/.test(pattern);

/** Whether the pattern matches the path, or a folder that the path is in. */
export const covers = (pattern: string, path: string): boolean =>
  matches(segmentsOf(pattern), segmentsOf(path));

/**
 * Whether one of the patterns covers a path; for many paths, since the patterns are taken apart once only.
 */
export function coveredBy(patterns: readonly string[]): (path: string) => boolean {
  const taken = patterns.map(segmentsOf);
  return (path) => {
    const found = segmentsOf(path);
    return taken.some((wanted) => matches(wanted, found));
  };
}

function matches(wanted: readonly string[], found: readonly string[]): boolean {
  // reached[i]: the first i segments of the pattern match the path so far.
  let reached = wanted.map((_, index) => index === 0).concat(wanted.length === 0);
  skipFolders(wanted, reached);
  for (const name of found) {
    if (reached[wanted.length]) return true;
    const next = new Array<boolean>(wanted.length + 1).fill(false);
    wanted.forEach((segment, index) => {
      if (!reached[index]) return;
      if (segment === '**') {
        next[index] = true;
        next[index + 1] ||= index === wanted.length - 1;
      } else if (matchesName(segment, name)) next[index + 1] = true;
    });
    skipFolders(wanted, next);
    reached = next;
  }
  return reached[wanted.length] === true;
}

/** `**` may stand for no folder at all; at the end of a pattern it wants at least one name. */
function skipFolders(wanted: readonly string[], reached: boolean[]): void {
  for (let index = 0; index < wanted.length - 1; index += 1)
    if (reached[index] && wanted[index] === '**') reached[index + 1] = true;
}

/**
 * One name against one segment, without `**`; goes back to the last star only, so that stars do not multiply.
 */
export function matchesName(segment: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  let index = 0;
  while (index < name.length) {
    const wanted = segment[at];
    if (wanted === '*') {
      star = at;
      at += 1;
      resumeAt = index;
    } else if (wanted !== undefined && (wanted === '?' || wanted === name[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resumeAt += 1;
      index = resumeAt;
    } else return false;
  }
  while (segment[at] === '*') at += 1;
  return at === segment.length;
}

/** The names of a path or pattern. */
export const segmentsOf = (path: string): string[] =>
  path.split('/').filter((part) => part !== '' && part !== '.');
