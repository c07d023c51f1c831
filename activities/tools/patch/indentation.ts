/** Added lines of a patch, indented as the file is where the patch writes its indentation otherwise. Pure. */

/** The same line in the patch and in the file. */
export interface MatchedLine {
  readonly written: string;
  readonly actual: string;
}

/**
 * Gives each added line the indentation that the file has for the one that the patch writes: by the matched
 * lines, by how many spaces stand for a tab, or by what all of them have more or less.
 */
export function indentedAs(matched: readonly MatchedLine[]): (line: string) => string {
  const pairs = matched
    .filter(({ actual }) => actual.trim() !== '')
    .map(({ written, actual }) => ({ from: indentOf(written), to: indentOf(actual) }));
  const known = new Map(pairs.map(({ from, to }) => [from, to]));
  const isConsistent = pairs.every(({ from, to }) => known.get(from) === to);
  if (!isConsistent || pairs.every(({ from, to }) => from === to)) return (line) => line;
  const others = [tabsFor(pairs), spacesFor(pairs), shifted(pairs)];
  return (line) => {
    if (line.trim() === '') return line;
    const from = indentOf(line);
    const byRule = firstOf(others, from);
    // One line alone may be the only wrong one: an indentation that the file has there is meant as it is.
    const isOfFile = known.size === 1 && pairs.some(({ to }) => to === from);
    const to = known.get(from) ?? (isOfFile ? from : byRule) ?? from;
    return to + line.slice(from.length);
  };
}

interface Pair {
  readonly from: string;
  readonly to: string;
}

type Rule = ((indent: string) => string | undefined) | undefined;

const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? '';

const firstOf = (rules: readonly Rule[], indent: string): string | undefined => {
  for (const rule of rules) {
    const found = rule?.(indent);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Spaces in the patch, tabs in the file, so many for each in all lines. */
function tabsFor(pairs: readonly Pair[]): Rule {
  const width = widthOf(pairs.map(({ from, to }) => ({ spaces: from, tabs: to })));
  if (width === undefined) return undefined;
  return (indent) =>
    /^ *$/.test(indent)
      ? '\t'.repeat(Math.floor(indent.length / width)) + ' '.repeat(indent.length % width)
      : undefined;
}

/** Tabs in the patch, spaces in the file. */
function spacesFor(pairs: readonly Pair[]): Rule {
  const width = widthOf(pairs.map(({ from, to }) => ({ spaces: to, tabs: from })));
  if (width === undefined) return undefined;
  return (indent) => (/^\t*$/.test(indent) ? ' '.repeat(indent.length * width) : undefined);
}

function widthOf(pairs: readonly { readonly spaces: string; readonly tabs: string }[]): number | undefined {
  const indented = pairs.filter(({ spaces, tabs }) => spaces !== '' || tabs !== '');
  const [first] = indented;
  const width = first === undefined ? 0 : first.spaces.length / first.tabs.length;
  const isSo = indented.every(
    ({ spaces, tabs }) => /^ *$/.test(spaces) && /^\t*$/.test(tabs) && spaces.length === tabs.length * width,
  );
  return isSo && Number.isInteger(width) && width > 0 ? width : undefined;
}

/** The whole hunk stands further in or out in the file, by the same letters. */
function shifted(pairs: readonly Pair[]): Rule {
  const [{ from, to } = { from: '', to: '' }] = pairs;
  const more = to.endsWith(from) ? to.slice(0, to.length - from.length) : '';
  if (more !== '' && pairs.every((pair) => more + pair.from === pair.to)) return (indent) => more + indent;
  const less = from.endsWith(to) ? from.slice(0, from.length - to.length) : '';
  if (less !== '' && pairs.every((pair) => less + pair.to === pair.from))
    return (indent) => (indent.startsWith(less) ? indent.slice(less.length) : undefined);
  return undefined;
}
