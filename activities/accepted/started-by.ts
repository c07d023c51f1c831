/**
 * What one simple command starts: a file of the workspace, or lines of a script, a recipe or a package. Pure
 * but for reading accepted texts.
 */
import { posix } from 'node:path';
import { isShellScript } from '../twins/languages.ts';
import { expandScript } from '../twins/runners/expand-script.ts';
import { namedPath } from '../twins/trials/named-path.ts';
import { makeRecipes } from './make-recipes.ts';
import { scriptsOf } from './package-scripts.ts';

export interface StartedText {
  readonly path: string;
  readonly text: string;
  readonly isShell: boolean;
}

/** The text of an accepted file; `undefined` where there is none. */
export type AcceptedText = (path: string) => Promise<string | undefined>;

const SHELLS = /^(?:.*\/)?(?:ba|da|k|z)?sh$/;
const INTERPRETERS =
  /^(?:.*\/)?(?:node|nodejs|deno|bun|tsx|ts-node|python[\d.]*|pypy[\d.]*|ruby|perl|php|lua|Rscript)$/;
const LEADING = new Set(
  'env time nice nohup exec command timeout stdbuf run setsid xargs busybox npx if then elif else while until do'.split(
    ' ',
  ),
);
/** Options of these with a value behind them: `timeout -k 5`, `env -u NAME`, `xargs -n 1`. */
const LEADING_VALUED = /^-[uknsCILP]$/;

/** `FOO=1 timeout -k 5 60 sh check.sh` → `sh check.sh`. */
export function withoutLeading(words: readonly string[]): readonly string[] {
  let isBehind = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const isOption = isBehind && word.startsWith('-');
    if (isOption && LEADING_VALUED.test(word)) at += 1;
    if (LEADING.has(word.replace(/^\/(?:usr\/)?bin\//, ''))) isBehind = true;
    else if (!isOption && !/^(?:[A-Za-z_]\w*=|\d|!$)/.test(word)) return words.slice(at);
  }
  return [];
}

/** What `make`, a package's script, `eval` or a shell with a script for a word runs, in which folder. */
export async function innerLines(
  words: readonly string[],
  folder: string,
  textOf: AcceptedText,
): Promise<{ readonly lines: readonly string[]; readonly folder: string }> {
  const [program = ''] = words;
  const own = folderOption(words);
  const at = own === undefined ? folder : join(folder, own.value);
  const others = own === undefined ? words : words.filter((_, index) => !own.at.includes(index));
  if (program === 'make' || program === 'gmake') {
    const named = others.find((_, index) => others[index - 1] === '-f');
    for (const name of named === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [named]) {
      const text = await textOf(join(at, name));
      const goals = others.slice(1).filter((word) => !/^-|=/.test(word) && word !== named);
      if (text !== undefined) return { lines: makeRecipes(text, goals), folder: at };
    }
  }
  if (['npm', 'pnpm', 'yarn'].includes(program)) {
    const scripts = scriptsOf(await textOf(join(at, 'package.json')));
    const line = others.join(' ');
    const expanded = expandScript(line, scripts).command;
    return { lines: expanded === line ? [] : [expanded], folder: at };
  }
  if (program === 'eval') return { lines: [words.slice(1).join(' ')], folder };
  const script = SHELLS.test(program) ? shellOperand(words).script : undefined;
  return { lines: script === undefined ? [] : [script], folder };
}

/** `-C tools`, `-Ctools`, `--prefix=tools`, with the places of these words. */
function folderOption(
  words: readonly string[],
): { readonly value: string; readonly at: readonly number[] } | undefined {
  for (const [index, word] of words.entries()) {
    const [, joined] = /^(?:-C|--(?:prefix|directory|dir)=)(.+)$/.exec(word) ?? [];
    if (joined !== undefined) return { value: joined, at: [index] };
    const next = words[index + 1];
    if (/^(?:-C|--(?:prefix|directory|dir))$/.test(word) && next !== undefined)
      return { value: next, at: [index, index + 1] };
  }
  return undefined;
}

/**
 * The first word of a shell that is no option: a script where one of the options holds `-c`, as `-euc` does,
 * or that `<<<` gives it; else a file.
 */
function shellOperand(words: readonly string[]): { readonly script?: string; readonly file?: string } {
  let isScript = false;
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (word === '<<<') return next === undefined ? {} : { script: next };
    if (!/^[-+]./.test(word)) return isScript ? { script: word } : { file: word };
    if (word.startsWith('<<<')) return { script: word.slice(3) };
    isScript ||= /^-[^-]*c/.test(word);
    if (/^[-+][^-]*[oO]$/.test(word) || word === '--rcfile' || word === '--init-file') at += 1;
  }
  return {};
}

export async function startedBy(
  words: readonly string[],
  folder: string,
  textOf: AcceptedText,
): Promise<StartedText | undefined> {
  const [program = '', ...rest] = words;
  const isSourced = program === '.' || program === 'source';
  const isShell = SHELLS.test(program) || isSourced;
  const isDirect = !isShell && !INTERPRETERS.test(program);
  const given =
    isShell && !isSourced ? { word: shellOperand(words).file, isModule: false } : operandOf(program, rest);
  const word = isDirect ? program : given.word;
  if (word === undefined || (isDirect && !program.includes('/'))) return undefined;
  for (const name of isDirect || isShell ? [word] : filesFor(word, given.isModule, program)) {
    const path = join(folder, namedPath(name));
    const text = path === '' ? undefined : await textOf(path);
    if (text !== undefined) return { path, text, isShell: isShell || isShellScript(path, text) };
  }
  return undefined;
}

const PYTHON = /^(?:.*\/)?(?:python[\d.]*|pypy[\d.]*)$/;
/** Options of interpreters with a value behind them. */
const PYTHON_VALUED = /^(?:-\w*[WX]|--check-hash-based-pycs)$/;
const OTHER_VALUED =
  /^(?:-[rCI]|--(?:require|import|(?:experimental-)?loader|conditions|env-file|tsconfig|preload|config))$/;

/** The first word that is no option, and whether it is a module of Python's. */
function operandOf(
  program: string,
  rest: readonly string[],
): { readonly word?: string; readonly isModule: boolean } {
  const isPython = PYTHON.test(program);
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    const [, joined] = (isPython && /^-[BbdEhiIOPqRsSuvVx]*m(.*)$/.exec(word)) || [];
    if (joined !== undefined) return { word: joined || (rest[at + 1] ?? ''), isModule: true };
    if (word === 'run' && at === 0 && /^(?:deno|bun)$/.test(program)) continue;
    if (!word.startsWith('-')) return { word, isModule: false };
    if ((isPython ? PYTHON_VALUED : OTHER_VALUED).test(word)) at += 1;
  }
  return { isModule: false };
}

/** What an interpreter would take for such a word: a file, a module, or what a folder begins with. */
function filesFor(word: string, isModule: boolean, program: string): string[] {
  if (isModule) {
    const module = word.replaceAll('.', '/');
    return [`${module}.py`, `${module}/__main__.py`];
  }
  const folder = word.replace(/\/$/, '');
  if (PYTHON.test(program)) return [word, `${folder}/__main__.py`];
  return [word, `${word}.js`, ...['js', 'mjs', 'cjs', 'ts'].map((ending) => `${folder}/index.${ending}`)];
}

export const withoutComments = (script: string): string =>
  script
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n');

/** A path of the workspace, from its top; what leads out of it ends there. */
export const join = (folder: string, name: string): string => posix.resolve('/', folder, name).slice(1);
