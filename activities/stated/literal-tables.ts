/**
 * What a program says in plain values: names that stand for numbers, words or rows of them, outermost in its
 * text. Tests that take what they expect from there have it for data. By lines, for any language. Pure.
 */
import { addsTo } from './added/adds-to.ts';
import { closesBrackets } from './added/kept-lines.ts';
import { withoutComment, withoutStrings } from './text-lines.ts';

/** The name of what a module exports as a whole. */
export const WHOLE_EXPORT = 'default';

const ASSIGNS =
  /^(?:export\s+)?(?:(?:pub|static|final|const|let|var|val)\s+)*([A-Za-z_$][\w$]*)\s*(?::[^=]*)?=(?![=>])/;
const EXPORTS_ALL = /^(?:export\s+default\b|module\.exports\s*=(?!=))/;
const EXPORTS_ONE = /^(?:module\.)?exports\.([A-Za-z_$][\w$]*)\s*=(?!=)/;
const MAX_LINES = 2000;

/** Names with the lines that give them their value; of one that is given twice the last. */
function tablesIn(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/).map((line) => line.trimEnd());
  const tables = new Map<string, string>();
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const [head] = EXPORTS_ALL.exec(line) ?? EXPORTS_ONE.exec(line) ?? ASSIGNS.exec(line) ?? [];
    if (head === undefined) {
      at += 1;
      continue;
    }
    const name = EXPORTS_ALL.test(line)
      ? WHOLE_EXPORT
      : (EXPORTS_ONE.exec(line)?.[1] ?? ASSIGNS.exec(line)?.[1] ?? '');
    const end = endOf(lines, at, head.length);
    const value = [line.slice(head.length), ...lines.slice(at + 1, end)].join('\n');
    if (isPlain(value)) tables.set(name, value);
    else tables.delete(name);
    at = end;
  }
  return tables;
}

/** The line behind the one that closes all brackets. */
function endOf(lines: readonly string[], start: number, from: number): number {
  let code = codeIn((lines[start] ?? '').slice(from));
  for (let end = start + 1; end < Math.min(lines.length, start + MAX_LINES); end += 1) {
    if (closesBrackets(code.replace(/[^()[\]{}]/g, ''))) return end;
    code += codeIn(lines[end] ?? '');
  }
  return closesBrackets(code.replace(/[^()[\]{}]/g, '')) ? lines.length : start + 1;
}

const codeIn = (line: string): string => withoutComment(withoutStrings(line));

const PLAIN_WORD =
  /^(?:true|false|True|False|None|null|nil|undefined|as|const|new|Map|Set|Object|freeze|set|dict|tuple|list|frozenset|vec)$/;

/** Values and brackets, with keys and what makes a collection of them: nothing that is worked out. */
function isPlain(value: string): boolean {
  const code = value.split('\n').map(codeIn).join('\n');
  if (code.trim() === '' || /[^\s\w$"'`()[\]{},:;.&!+-]/.test(code)) return false;
  const words = code.replace(/\b\d[\w.]*|[A-Za-z_$][\w$]*\s*:(?!:)/g, '').match(/[A-Za-z_$][\w$]*/g) ?? [];
  return words.every((word) => PLAIN_WORD.test(word));
}

/** Those that were there and have other values now, or none. Further rows of a list change none. */
export function changedTables(was: string, is: string): string[] {
  const now = tablesIn(is);
  return [...tablesIn(was)].flatMap(([name, before]) => {
    const after = now.get(name);
    if (after !== undefined && normalized(before) === normalized(after)) return [];
    const isList = !/:/.test(codeIn(before.replaceAll('\n', ' ')));
    return isList && after !== undefined && addsTo(before, after) ? [] : [name];
  });
}

/** Layout, comments and a comma behind the last one say nothing. */
const normalized = (value: string): string =>
  value
    .split('\n')
    .map((line) => withoutComment(line).trim())
    .join(' ')
    .replace(/,\s*(?=[)\]}])|;\s*$/g, '')
    .replace(/\s+/g, '')
    .replaceAll("'", '"');
