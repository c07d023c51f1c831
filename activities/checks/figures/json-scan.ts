/** One strict pass over a JSON object or array: where it ends, or where it stops being one. Pure. */

export interface JsonSpan {
  readonly start: number;
  /** It stands behind the last bracket. */
  readonly end: number;
}

export type JsonScan =
  /** `standing`: containers in it that stand like a print of their own, see `standsAlone`. */
  | { readonly ok: true; readonly end: number; readonly standing: readonly JsonSpan[] }
  /** `whole`: the outermost containers in it that are complete. `open`: where those begin that are not. */
  | {
      readonly ok: false;
      readonly failedAt: number;
      readonly whole: readonly JsonSpan[];
      readonly standing: readonly JsonSpan[];
      readonly open: readonly number[];
    };

/** No report is nested deeper. */
export const MAX_DEPTH = 10_000;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
/** The last three are no JSON, but what Python prints as such. */
const LITERALS = ['true', 'false', 'null', 'NaN', 'Infinity', '-Infinity'];
const WHITE_SPACE = /[ \t\n\r]*/y;

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd';

/** Begins at a bracket. Fails also where it is nested deeper than `MAX_DEPTH`. */
export function scanJson(text: string, start: number): JsonScan {
  const open: number[] = [];
  const whole: JsonSpan[] = [];
  const standing: JsonSpan[] = [];
  let expected: Expected = 'value';
  let at = start;
  const fail = (failedAt: number): JsonScan => ({ ok: false, failedAt, whole, standing, open });

  for (;;) {
    at = past(WHITE_SPACE, text, at);
    const char = text[at];
    const wantsValue: boolean = expected === 'value' || expected === 'valueOrEnd';
    const innermost: number | undefined = open.at(-1);
    const isInObject = innermost !== undefined && text[innermost] === '{';
    if (char === undefined) return fail(at);
    if ((char === '{' || char === '[') && wantsValue) {
      if (open.length === MAX_DEPTH) return fail(at);
      open.push(at);
      expected = char === '{' ? 'keyOrEnd' : 'valueOrEnd';
      at += 1;
    } else if (char === (isInObject ? '}' : ']') && isEndAllowed(expected, isInObject)) {
      at += 1;
      const span = { start: open.pop() ?? start, end: at };
      if (open.length === 0) return { ok: true, end: at, standing };
      while ((whole.at(-1)?.start ?? -1) > span.start) whole.pop();
      whole.push(span);
      if (standsAlone(text, span)) standing.push(span);
      expected = 'commaOrEnd';
    } else if (char === '"' && (wantsValue || expected === 'key' || expected === 'keyOrEnd')) {
      const string = stringEnd(text, at);
      if (!string.ok) return fail(string.at);
      at = string.at;
      expected = wantsValue ? 'commaOrEnd' : 'colon';
    } else if (char === ',' && expected === 'commaOrEnd') {
      expected = isInObject ? 'key' : 'value';
      at += 1;
    } else if (char === ':' && expected === 'colon') {
      expected = 'value';
      at += 1;
    } else {
      const end = wantsValue ? scalarEnd(text, at) : at;
      if (end === at) return fail(at);
      at = end;
      expected = 'commaOrEnd';
    }
  }
}

const isEndAllowed = (expected: Expected, isInObject: boolean): boolean =>
  expected === 'commaOrEnd' || expected === (isInObject ? 'keyOrEnd' : 'valueOrEnd');

/**
 * Whether a container inside of another one may have been printed by itself, so that the other one was put
 * around it: it ends its line, and begins one, or is on that one line alone, or its last bracket begins a
 * line. Printers of JSON set nothing like that but, rarely, a short last member.
 */
export function standsAlone(text: string, { start, end }: JsonSpan): boolean {
  const isLineEnd = /[^\S\n]*(?:\n|$)/y;
  isLineEnd.lastIndex = end;
  if (!isLineEnd.test(text)) return false;
  const isLineStart = (at: number): boolean => at === 0 || text[at - 1] === '\n';
  return isLineStart(start) || isLineStart(end - 1) || text.lastIndexOf('\n', end - 1) < start;
}

/** The end is behind the closing quote, or at the character that no string may hold. */
function stringEnd(text: string, quote: number): { readonly ok: boolean; readonly at: number } {
  for (let at = quote + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return { ok: true, at: at + 1 };
    if (code < 0x20) return { ok: false, at };
    if (code !== 0x5c) continue;
    const length = escapeLength(text, at);
    if (length === 0) return { ok: false, at: at + 1 };
    at += length - 1;
  }
  return { ok: false, at: text.length };
}

function escapeLength(text: string, at: number): number {
  const kind = text[at + 1];
  if (kind === 'u') return /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6)) ? 6 : 0;
  return kind !== undefined && '"\\/bfnrt'.includes(kind) ? 2 : 0;
}

function scalarEnd(text: string, at: number): number {
  const literal = LITERALS.find((each) => text.startsWith(each, at));
  return literal === undefined ? past(NUMBER, text, at) : at + literal.length;
}

function past(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
