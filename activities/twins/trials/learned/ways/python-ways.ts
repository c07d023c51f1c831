/**
 * Whether a program of Python has a way to more than what it is given. Whatever is not known to be harmless
 * counts as one, so that it makes no difference how a way is spelled. Pure.
 */
import { posix } from 'node:path';

const STRINGS =
  /[a-z]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')/gi;
const TEXTS = new RegExp(`${STRINGS.source}|#[^\\n]*`, 'gi');
/** Names stand within such texts, and quotes within quotes. */
const WITH_NAMES = /\b(?:[ft]r?|r[ft])["']/i;
/** Another encoding may say anything. */
const ENCODED = /^(?:[^\n]*\n)?[^\n]*coding[:=]\s*(?!utf-?8\b)/i;

/** Modules that open, start and look at nothing. */
const HARMLESS = new Set(
  `__future__ abc array bisect calendar cmath collections collections.abc copy dataclasses datetime decimal enum
  fractions functools heapq itertools math numbers operator random re statistics string textwrap time typing
  unicodedata`.split(/\s+/),
);
const IMPORTS =
  /\bfrom\s*([.\w][.\w ]*?)\s*\bimport\b\s*(\([^)]*\)|[^\n;]*)|\bimport\s+([\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*)/g;
const OPENS =
  /(?<!\bre\s*\.\s*)\bcompile\b|\b(?:open|exec|eval|getattr|globals|locals|vars|breakpoint|help|license|copyright|credits)\b/;
/** What makes names of texts, what stands in harmless modules without being so, frames and what they hold. */
const LOOKS =
  /\b(?:format|format_map|Formatter|attrgetter|methodcaller|get_type_hints|ForwardRef|singledispatch\w*|with_traceback|(?:f|tb|gi|cr|ag|co|func)_\w+)\b|\.\s*(?:sys|os|builtins|bltns|inspect|codecs|types|warnings|contextlib|copyreg)\b/;
const OTHERS_OWN = /(?<!\b(?:self|cls)\s*)\.\s*_(?!_)\w+/;
const DEFINED = /\bdef\s+__\w+__/g;
const SPECIAL =
  /\b__(?!(?:all|author|doc|future|name|post_init|slots|version|init|new|repr|str|eq|ne|lt|le|gt|ge|hash|len|iter|next|call|contains|bool|(?:get|set|del)item|[ir]?(?:add|sub|mul|truediv|floordiv|mod|pow|and|or|xor)|neg|abs|int|float|enter|exit)__\b)\w+__\b/;

/** `works`: what the model made or changed, which is looked at as well. */
export function leadsOutInPython(path: string, text: string, works: ReadonlySet<string>): boolean {
  if (ENCODED.test(text)) return true;
  const code = withoutTexts(text).replaceAll(/\\\r?\n/g, ' ');
  // Letters of other kinds may stand for these.
  if (/[^\p{ASCII}]/u.test(code) || OPENS.test(code) || LOOKS.test(code) || OTHERS_OWN.test(code))
    return true;
  if (SPECIAL.test(code.replaceAll(DEFINED, ' '))) return true;
  const imports = [...code.matchAll(IMPORTS)];
  if (imports.length !== (code.match(/\bimport\b/g) ?? []).length) return true;
  return !imports.every(([, from, names = '', modules = '']) =>
    from === undefined
      ? modules.split(',').every((one) => HARMLESS.has(one.trim().split(/\s/)[0] ?? ''))
      : isHarmless(from.replaceAll(' ', ''), names, { path, works }),
  );
}

function withoutTexts(text: string): string {
  if (WITH_NAMES.test(text)) return text.replaceAll(/(["'])__main__\1/g, '""');
  return text.replaceAll(TEXTS, (one) => (one.startsWith('#') ? '' : '""'));
}

interface Importing {
  readonly path: string;
  readonly works: ReadonlySet<string>;
}

function isHarmless(from: string, names: string, { path, works }: Importing): boolean {
  const each = names
    .replaceAll(/[()\s]+/g, ' ')
    .split(',')
    .map((one) => one.trim().split(' ')[0] ?? '');
  const [, dots = '', module = ''] = /^(\.*)(.*)$/.exec(from) ?? [];
  if (dots === '') return HARMLESS.has(module) && each.every((one) => !/^_|^(?:sys|os|bltns)$/.test(one));
  const folder = posix.join(posix.dirname(path), ...Array.from({ length: dots.length - 1 }, () => '..'));
  const isWork = (name: string): boolean => {
    const at = posix.join(folder, ...name.split('.'));
    return works.has(`${at}.py`) || works.has(`${at}/__init__.py`);
  };
  return module === '' ? each.filter((one) => one !== '').every(isWork) : isWork(module);
}
