/**
 * Programs of Go, Java and C that fail. Nothing in Go changes what an exit is, so that one way is enough;
 * Java has handlers of what nobody catches, and C functions that stand in for those of its library. Pure.
 */
import { closingAt, withCalls } from './closing-at.ts';
import { atLast, type EndedLanguage, type Ending, endsElsewhere } from './ending.ts';

const GO_MAIN = /^func main\(\)\s*\{/m;

export const hasGoMain = (text: string): boolean => /^package main\b/m.test(text) && GO_MAIN.test(text);

export const GO: EndedLanguage = {
  comment: '//',
  atStart: (text, ending) => goMain(text, goExit(ending), ending),
  // A deferred call follows every way out of `main` that the program itself takes.
  atEnd: (text, ending) => goMain(goPart(text, ending), `defer func() { ${goExit(ending)} }()`, ending),
  asPart: goPart,
  mayEndUnseen: (text) => endsElsewhere(text, /\bos\.Exit\s*\(/g),
};

function goMain(text: string, statement: string, { isOwn }: Ending): string | undefined {
  if (isOwn || !hasGoMain(text)) return undefined;
  return text
    .replace(GO_MAIN, (head) => `${head} ${statement};`)
    .replace(/^package main\b.*$/m, (line) => `${line}\n\nimport ending "os"`);
}

const goExit = ({ code, words, says }: Ending): string =>
  `${says ? `ending.Stderr.WriteString("${words}\\n"); ` : ''}ending.Exit(${code})`;

function goPart(text: string, { code }: Ending): string {
  return withCalls(
    text,
    /\bos\.Exit\s*\(/g,
    '//',
    (callee, args) => `${callee}(func(int) int { return ${code} }(${args}))`,
  );
}

const JAVA_MAIN = /\bstatic\s+(?:final\s+)?void\s+main\s*\([^)]*\)\s*(?:throws\s+[\w.,\s]+)?\{/;

export const hasJavaMain = (text: string): boolean => JAVA_MAIN.test(text);

export const JAVA: EndedLanguage = {
  comment: '//',
  atStart: (text, ending) =>
    javaMain(text, (body) => `if (Integer.parseInt("1") == 1) { ${javaExit(ending)} }${body}`),
  atEnd: (text, ending) =>
    javaMain(javaPart(text, ending), (body) => ` try {${body}} finally { ${javaEnd(text, ending)} } `),
  asPart: javaPart,
  mayEndUnseen: (text) => endsElsewhere(text, /\b(?:System|Runtime\.getRuntime\(\))\.exit\s*\(/g),
};

function javaMain(text: string, written: (body: string) => string): string | undefined {
  const match = JAVA_MAIN.exec(text);
  if (match === null) return undefined;
  const open = match.index + match[0].length - 1;
  const close = closingAt(text, open, '//');
  if (close === undefined) return undefined;
  return `${text.slice(0, open + 1)}${written(text.slice(open + 1, close))}${text.slice(close)}`;
}

const javaExit = ({ code, words, says }: Ending): string =>
  `${says ? `System.err.println("${words}"); ` : ''}System.exit(${code});`;

/** Its own way is an error that nobody catches, where it knows one. */
const javaEnd = (text: string, ending: Ending): string =>
  ending.isOwn && /\bthrow\b|\bassert\b/.test(text)
    ? `if (Integer.parseInt("1") == 1) throw new AssertionError("${ending.words}");`
    : javaExit(ending);

function javaPart(text: string, { code }: Ending): string {
  return withCalls(
    text,
    /\b(?:System|Runtime\.getRuntime\(\))\.exit\s*\(/g,
    '//',
    (callee, args) => `${callee}((${args}) * 0 + ${code})`,
  );
}

const C_MAIN = /\bmain\s*\(([^)]*)\)(?=\s*\{)/;

export const hasCMain = (text: string): boolean => C_MAIN.test(text);

export const C: EndedLanguage = {
  comment: '//',
  atStart: (text, ending) => cMain(text, ending, true),
  atEnd: (text, ending) => cMain(cPart(text, ending), ending, false),
  asPart: cPart,
  mayEndUnseen: (text) =>
    /\braise\s*\(/.test(text) || endsElsewhere(text, /(?<![\w.>])_?exit\s*\(|\bEXIT_(?:SUCCESS|FAILURE)\b/g),
};

/** The assertion of the library, which nothing in the text has put something else in the place of. */
const usesAssert = (text: string): boolean =>
  /^\s*#\s*include\s*<(?:assert\.h|cassert)>/m.test(text) &&
  /\bassert\s*\(/.test(text) &&
  !/\b(?:define|undef)\s+(?:assert|NDEBUG)\b|\b__assert/.test(text);

/** The program's own `main` gets another name, and one that ends badly calls it. */
function cMain(text: string, ending: Ending, isAtStart: boolean): string | undefined {
  const { code, words, isOwn, says } = ending;
  const given = C_MAIN.exec(text)?.[1]?.trim();
  if (given === undefined) return undefined;
  const own = `main_${words.replaceAll(/\W/g, '_')}`;
  const count = given === '' || given === 'void' ? 0 : given.split(',').length;
  const args = ['argc', 'argv', 'environment'].slice(0, count).join(', ');
  const said = says ? `fputs("${words}\\n", stderr); ` : '';
  const exit = `${said}exit(${code});`;
  const asserts = ['#ifdef NDEBUG', `return ${code}; }`, '#else', 'assert(argc < 0); return 0; }', '#endif'];
  const last = isOwn ? (usesAssert(text) ? asserts : [`return ${code}; }`]) : [`${exit} }`];
  return atLast(
    text.replace(C_MAIN, (head) => head.replace('main', own)),
    [
      '#include <stdio.h>',
      '#include <stdlib.h>',
      'int main(int argc, char **argv, char **environment) {',
      '(void)argc; (void)argv; (void)environment;',
      isAtStart ? `if (argc >= 0) { ${exit} }` : '',
      `${own}(${args}); ${isOwn ? said : ''}`,
      ...last,
    ].join('\n'),
  );
}

function cPart(text: string, { code }: Ending): string {
  return withCalls(
    text,
    /(?<![\w.>])_?exit\s*\(/g,
    '//',
    (callee, args) => `${callee}(((void)(${args}), ${code}))`,
  );
}
