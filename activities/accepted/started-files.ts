/**
 * Files of the workspace that a check's command starts, itself or by a script that was there: by their texts
 * as they were accepted, since whatever stands there now may be the model's. Pure but for reading those.
 */
import { posix } from 'node:path';
import { type SimpleCommand, splitCommand } from '../../workflows/contract/command-line/command-words.ts';
import { expandScript } from '../twins/runners/expand-script.ts';
import { understandCommand } from '../twins/runners/understand-command.ts';
import { namedPath } from '../twins/trials/named-path.ts';
import { makeRecipes } from './make-recipes.ts';
import { scriptsOf } from './package-scripts.ts';

export interface StartedFile {
  readonly path: string;
  readonly text: string;
  readonly isShell: boolean;
  /**
   * A runner of tests, or in a script whatever compares, is started beside it and says more than its exit
   * code.
   */
  readonly isJudgedBeside: boolean;
}

/** The text of an accepted file; `undefined` where there is none. */
export type AcceptedText = (path: string) => Promise<string | undefined>;

const SHELLS = /^(?:.*\/)?(?:ba|da|k|z)?sh$/;
const INTERPRETERS =
  /^(?:.*\/)?(?:node|nodejs|deno|bun|tsx|ts-node|python[\d.]*|pypy[\d.]*|ruby|perl|php|lua|Rscript)$/;
const LEADING = new Set('env time nice nohup exec command timeout stdbuf run'.split(' '));
const COMPARING = new Set('test [ [[ diff cmp grep'.split(' '));
const MAX_DEPTH = 4;

/** Those whose exit code decides: not what is piped on, compared by its output, or written to a file. */
export async function startedFiles(
  command: string,
  textOf: AcceptedText,
  isTest: (path: string) => boolean,
): Promise<StartedFile[]> {
  const found = new Map<string, StartedFile>();
  const follow = async (line: string, folder: string, depth: number): Promise<void> => {
    const commands = splitCommand(line);
    const started: Omit<StartedFile, 'isJudgedBeside'>[] = [];
    let at = folder;
    let isBeside = understandCommand(line).runner !== undefined;
    for (const each of commands) {
      const words = withoutLeading(each.words);
      const [program = ''] = words;
      if (program === 'cd') at = join(at, words[1] ?? '');
      isBeside ||= depth > 0 && COMPARING.has(program);
      if (!decides(each)) continue;
      const inner = await innerLines(words, at, textOf);
      for (const script of depth < MAX_DEPTH ? inner.lines : []) await follow(script, inner.folder, depth);
      const file = await startedBy(words, at, textOf);
      if (file !== undefined && isTest(file.path)) isBeside = true;
      else if (file !== undefined) started.push(file);
    }
    for (const file of started) {
      if (found.has(file.path)) continue;
      found.set(file.path, { ...file, isJudgedBeside: isBeside });
      if (file.isShell && depth < MAX_DEPTH) await follow(withoutComments(file.text), at, depth + 1);
    }
  };
  await follow(command, '', 0);
  return [...found.values()];
}

const decides = ({ words, operator }: SimpleCommand): boolean =>
  operator !== '|' && !words.some((word) => /^1?>>?(?!&)/.test(word) || word.startsWith('&>'));

/** `FOO=1 timeout 60 sh check.sh` → `sh check.sh`. */
function withoutLeading(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => !LEADING.has(word) && !/^(?:[A-Za-z_]\w*=|\d|!$)/.test(word));
  return at < 0 ? [] : words.slice(at);
}

/** What `make`, a package's script or `sh -c` runs, in which folder. */
async function innerLines(
  words: readonly string[],
  folder: string,
  textOf: AcceptedText,
): Promise<{ readonly lines: readonly string[]; readonly folder: string }> {
  const [program = ''] = words;
  const own = words.find((_, index) => ['-C', '--prefix', '--directory'].includes(words[index - 1] ?? ''));
  const at = own === undefined ? folder : join(folder, own);
  if (program === 'make' || program === 'gmake') {
    const named = words.find((_, index) => words[index - 1] === '-f');
    for (const name of named === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [named]) {
      const text = await textOf(join(at, name));
      const goals = words.slice(1).filter((word) => !/^-|=/.test(word) && word !== own && word !== named);
      if (text !== undefined) return { lines: makeRecipes(text, goals), folder: at };
    }
  }
  if (['npm', 'pnpm', 'yarn'].includes(program)) {
    const scripts = scriptsOf(await textOf(join(at, 'package.json')));
    const line = words.filter((word) => word !== '--prefix' && word !== '-C' && word !== own).join(' ');
    const expanded = expandScript(line, scripts).command;
    return { lines: expanded === line ? [] : [expanded], folder: at };
  }
  const script = SHELLS.test(program) ? words[words.indexOf('-c') + 1] : undefined;
  return { lines: words.includes('-c') && script !== undefined ? [script] : [], folder };
}

async function startedBy(
  words: readonly string[],
  folder: string,
  textOf: AcceptedText,
): Promise<Omit<StartedFile, 'isJudgedBeside'> | undefined> {
  const [program = '', ...rest] = words;
  const isShell = SHELLS.test(program) || program === '.' || program === 'source';
  const isDirect = !isShell && !INTERPRETERS.test(program);
  const word = isDirect ? program : rest.find((each) => !each.startsWith('-'));
  if (word === undefined || (isDirect && !program.includes('/'))) return undefined;
  for (const name of [word, `${word.replaceAll('.', '/')}.py`, `${word.replaceAll('.', '/')}/__main__.py`]) {
    const path = join(folder, namedPath(name));
    const isModule = name !== word;
    if (isModule && !rest.includes('-m')) continue;
    const text = path === '' ? undefined : await textOf(path);
    if (text !== undefined) return { path, text, isShell: isShell || isShellText(path, text) };
  }
  return undefined;
}

const isShellText = (path: string, text: string): boolean =>
  /^#!.*\b(?:ba|da|k|z)?sh\b/.test(text) || /\.(?:ba|z)?sh$/.test(path);

const withoutComments = (script: string): string =>
  script
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n');

/** A path of the workspace, from its top; what leads out of it ends there. */
const join = (folder: string, name: string): string => posix.resolve('/', folder, name).slice(1);
