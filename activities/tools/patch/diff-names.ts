/** Names of files in the headers of a unified diff. Pure. */

export const NOWHERE = '/dev/null';

/**
 * Both names of a file's header, without what `diff -u` puts behind them and what git puts before them (where
 * both sides have theirs or one is nowhere; else they are folders). A copy that was kept aside is the file.
 */
export function namesIn(oldName: string, newName: string): readonly [from: string, to: string] {
  const from = withoutTime(oldName);
  const to = withoutTime(newName);
  if (isOf('a/', from) && isOf('b/', to)) return [withoutPrefix(from), withoutPrefix(to)];
  const isPrefixed = PREFIX.test(from) && PREFIX.test(to) && from[0] !== to[0];
  if (isPrefixed && from.slice(2) === to.slice(2)) return [from.slice(2), to.slice(2)];
  // A prefix on one side alone is a slip; nobody moves a file so without saying it.
  if (from === `a/${to}` || from === `old/${to}`) return [to, to];
  if (to === `b/${from}` || to === `new/${from}`) return [from, from];
  if (ASIDE.some((suffix) => from === to + suffix)) return [to, to];
  return [from, to];
}

/** Git's own, and those of `diff.mnemonicPrefix`: index, work tree, commit, object. */
const PREFIX = /^[abiwco12]\//;
const ASIDE = ['.orig', '.old', '.bak', '~'];

const isOf = (prefix: string, name: string): boolean => name === NOWHERE || name.startsWith(prefix);
const withoutPrefix = (name: string): string => (name === NOWHERE ? name : name.slice(2));

/** A tab begins the time; some write spaces instead. */
const TIME =
  /\s+(?:\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d\S*(?: [-+]\d{4})?)?|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: \w+)? \d{4})$/;

function withoutTime(name: string): string {
  const [beforeTab = ''] = name.startsWith('"') ? [name] : name.split('\t', 1);
  return unquoted(beforeTab.trim().replace(TIME, '').trim());
}

const ESCAPED: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** A name that git has quoted as in C, byte by byte. */
export function unquoted(name: string): string {
  const inner = /^"(.*)"$/.exec(name)?.[1];
  if (inner === undefined) return name;
  const bytes: Buffer[] = [];
  for (const [, octal, escaped, plain = ''] of inner.matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gu)) {
    if (octal !== undefined) bytes.push(Buffer.from([Number.parseInt(octal, 8) & 0xff]));
    else if (escaped !== undefined)
      bytes.push(ESCAPED[escaped] === undefined ? Buffer.from(escaped) : Buffer.from([ESCAPED[escaped]]));
    else bytes.push(Buffer.from(plain));
  }
  return Buffer.concat(bytes).toString('utf8');
}
