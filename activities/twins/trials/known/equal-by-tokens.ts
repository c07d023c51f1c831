/** Programs written differently with the same meaning, by their tokens: Python, Go, Java and C. Pure. */
import type { Random } from '../../drawing/random.ts';
import type { TwinLanguage } from '../../mutator.ts';
import { type CodeLine, codeLines } from './code-spans.ts';
import { computed, type EqualWriting, insertAt } from './equal-writing.ts';

export type TokenLanguage = Exclude<TwinLanguage, 'javascript'> | 'c';

const COMMENT = { python: '#', go: '//', java: '//', rust: '//', c: '//' } as const;
/** What stands there need not be a number, or may be no sum. */
const NO_SUMS: Readonly<Record<TokenLanguage, RegExp>> = {
  python: /^\s*case\b|\bLiteral\b/,
  go: /^\s*(?:import|package)\b/,
  java: /^\s*(?:@|import\b|package\b)/,
  rust: /./,
  c: /^\s*#|\\$/,
};
/** Not what stands in an exponent. */
const NUMBER = /(?<![\w.$#'])(?<![\d.][eEpP][+-])[1-9]\d{0,5}(?![\w.'])/g;
/** A comment there would be read, or a sum be none. */
const ELSEWHERE: Readonly<Partial<Record<TokenLanguage, RegExp>>> = {
  python: /^\s*match\b.*:\s*$/m,
  go: /^import "C"/m,
};
/** A statement of Python in front of which another one may stand. */
const BEGINS = /^(?:import|for|if|while|def|class|try|with|[A-Za-z_]\w* = )/;

export function equalByTokens(
  text: string,
  language: TokenLanguage,
  { random, hasSums }: EqualWriting,
): string | undefined {
  const comment = COMMENT[language];
  const lines = codeLines(text, comment);
  if (lines === undefined || ELSEWHERE[language]?.test(text) === true) return undefined;
  const edits = [
    ...statements(text, lines, language, random),
    ...(hasSums ? sums(text, lines, NO_SUMS[language], random) : []),
  ];
  const free = lines.filter(({ start, isOutermost }) => isOutermost && start > 0);
  const at = random.pick(free)?.start;
  const remark = `${comment} ${random.letters(9)}\n`;
  return insertAt(text, [...edits, ...(at === undefined ? [] : [{ start: at, end: at, text: remark }])]);
}

function sums(text: string, lines: readonly CodeLine[], without: RegExp, random: Random) {
  return lines.flatMap(({ start, spans }) => {
    const [line = ''] = text.slice(start).split('\n', 1);
    if (without.test(line)) return [];
    return spans.flatMap((span) =>
      [...text.slice(span.start, span.end).matchAll(NUMBER)].map((match) => {
        const own = span.start + match.index;
        return { start: own, end: own + match[0].length, text: computed(Number(match[0]), random) };
      }),
    );
  });
}

/** A further name that nobody asks for. */
function statements(text: string, lines: readonly CodeLine[], language: TokenLanguage, random: Random) {
  const [name, value] = [random.letters(9), random.integer(1, 999)];
  if (language === 'go' || language === 'c') {
    const line = language === 'go' ? `const ${name} = ${value}\n` : `enum { ${name} = ${value} };\n`;
    const open = text === '' || text.endsWith('\n') ? '' : '\n';
    return [{ start: text.length, end: text.length, text: open + line }];
  }
  if (language !== 'python') return [];
  const future = text.lastIndexOf('\nfrom __future__');
  let isDecorated = false;
  const places = lines.filter(({ start, isOutermost }) => {
    const begins = BEGINS.test(text.slice(start, start + 60)) && !isDecorated;
    if (isOutermost && /[^#\s]/.test(text.charAt(start))) isDecorated = text.charAt(start) === '@';
    return isOutermost && begins && start > future + 1;
  });
  // What stands first may be what a docstring or a line for an interpreter has to stand before.
  const at = random.pick(places.filter(({ start }) => start > 0))?.start;
  return at === undefined ? [] : [{ start: at, end: at, text: `${name} = ${value}\n` }];
}
