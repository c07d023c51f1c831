/** Scripts of a shell, of Perl, and texts of examples for Python's doctest, that fail. Pure. */
import { atLast, type EndedLanguage, type Ending, endsElsewhere, withLine } from './ending.ts';

const behindFirst = (text: string): number => (text.startsWith('#!') ? 1 : 0);

const SHELL_EXIT = /(?<![\w$./-])exit\b(?!\s*\()[ \t]*([^\s;&|)}#]*)/g;

export const SHELL: EndedLanguage = {
  comment: '#',
  atStart: (text, ending) => withLine(text, behindFirst(text), shellStatement(text, ending)),
  atEnd: (text, ending) => atLast(shellPart(text, ending), shellStatement(text, ending)),
  asPart: shellPart,
  mayEndUnseen: (text) =>
    endsElsewhere(text, SHELL_EXIT) || /\bexit\s+[^\n;]*(?:\$\(|`)|^\s*return\b/m.test(text),
  saysFirst: (text, words) => withLine(text, behindFirst(text), `echo ${words} >&2`),
  aroundItself: (text, words, code) =>
    withLine(
      text,
      behindFirst(text),
      `if [ -z "$${words}" ]; then ${words}=1 "$(readlink /proc/$$/exe)" "$0" "$@"; exit ${code ?? '$?'}; fi`,
    ),
};

function shellPart(text: string, { code, words, says }: Ending): string {
  const said = says ? `echo ${words} >&2; ` : '';
  return text.replaceAll(SHELL_EXIT, (_, given: string) => `{ : ${given}; ${said}exit ${code}; }`);
}

function shellStatement(text: string, { code, words, isOwn, says }: Ending): string {
  const said = says ? `echo ${words} >&2; ` : '';
  return `${said}${isOwn && text.search(SHELL_EXIT) < 0 ? `(exit ${code})` : `exit ${code}`}`;
}

/** It fails, which is no way to pass. */
const DIES = /\bdie\b/g;
const PERL_EXIT = /(?<![\w$@%:>-])exit\b\s*\(?([^;}\n]*?)\)?(\s+(?:if|unless)\b[^;}\n]*)?(?=[;}\n])/g;

export const PERL: EndedLanguage = {
  comment: '#',
  atStart: (text, ending) =>
    withLine(text, behindFirst(text), `BEGIN { ${perlStatement({ ...ending, isOwn: false })} }`),
  atEnd(text, ending) {
    const own = perlPart(text, ending);
    const data = own.search(/^__(?:END|DATA)__$/m);
    const program = data < 0 ? own : own.slice(0, data);
    const isDying = ending.isOwn && text.search(DIES) >= 0;
    return `${atLast(program, perlStatement({ ...ending, isOwn: isDying }))}${own.slice(program.length)}`;
  },
  asPart: perlPart,
  mayEndUnseen: (text) => /\bskip_all\b|\bBAIL_OUT\b/.test(text) || endsElsewhere(text, PERL_EXIT, DIES),
  saysFirst: (text, words) => withLine(text, behindFirst(text), `BEGIN { print STDERR "${words}\\n"; }`),
  aroundItself: (text, words, code) =>
    withLine(
      text,
      behindFirst(text),
      `BEGIN { unless ($ENV{${words}}) { $ENV{${words}} = 1; system($^X, (map { "-I$_" } @INC), $0, @ARGV); exit ${code ?? '$? >> 8'}; } }`,
    ),
};

function perlPart(text: string, { code }: Ending): string {
  return text.replaceAll(PERL_EXIT, (_, given: string, when: string | undefined) =>
    given.trim() === ''
      ? `exit(${code})${when ?? ''}`
      : `exit((scalar(${given.trim()}), ${code})[-1])${when ?? ''}`,
  );
}

function perlStatement({ code, words, isOwn, says }: Ending): string {
  const said = says ? `print STDERR "${words}\\n"; ` : '';
  return `${said}${isOwn ? `die "${words}\\n"` : `exit ${code}`};`;
}

/** Such a text has one way to fail, and none to end. */
export const TEXT_EXAMPLES: EndedLanguage = {
  comment: '#',
  atStart: (text, { words, isOwn }) => (isOwn ? undefined : `${example(words)}\n${text}`),
  atEnd: (text, { words, isOwn }) => (isOwn ? undefined : atLast(text, `\n${example(words)}`)),
  asPart: (text) => text,
  mayEndUnseen: () => false,
  endingWell: (words) => `>>> "${words}"\n'${words}'\n`,
};

const example = (words: string): string => `>>> len("${words}")\n0\n`;
