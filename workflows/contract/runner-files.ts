/** The runners that commands start, word by word, and the files that these lean on. Pure. */
import { allCommands } from './command-line/command-words.ts';
import { ALIASES, isRunner, RUNNERS, type Runner } from './command-line/runners.ts';
import { coveredBy } from './patterns/path-pattern.ts';

/** Words after which the program proper comes. */
const LEADING = new Set(
  'env time nice nohup exec command xargs timeout stdbuf sudo bash sh dash zsh if then else elif do while until run exec dlx uv poetry pipenv corepack'.split(
    ' ',
  ),
);

/** Options whose value is the folder that the runner works in. */
const FOLDER_OPTIONS = ['-C', '--prefix', '--dir', '--cwd', '--directory', '--rootdir'];

interface Found {
  readonly runner: Runner;
  /** Where it works, from the workspace; `''` is the workspace itself. */
  readonly folder: string;
}

/** The runners that the commands start, each once, in the order of the table. */
export function runnersIn(commands: readonly string[]): Runner[] {
  const found = new Set(commands.flatMap(runnersOf).map(({ runner }) => runner));
  return (Object.keys(RUNNERS) as Runner[]).filter((runner) => found.has(runner));
}

/** Patterns of what these commands' runners read for certain: their own files, each pattern once. */
export const ownFiles = (commands: readonly string[]): string[] =>
  patternsOf(commands, (runner) => RUNNERS[runner].reads);

/** Patterns of what they may read besides, or what runners read that they may start in turn. */
export function possibleFiles(commands: readonly string[]): string[] {
  const own = ownFiles(commands);
  const possible = patternsOf(commands, (runner) => [
    ...RUNNERS[runner].mayRead,
    ...RUNNERS[runner].mayStart
      .filter(isRunner)
      .flatMap((name) => [...RUNNERS[name].reads, ...RUNNERS[name].mayRead]),
  ]);
  return possible.filter((pattern) => !own.includes(pattern));
}

/** Patterns of where the runners find the tests. */
export const usualTests = (commands: readonly string[]): string[] =>
  patternsOf(commands, (runner) => RUNNERS[runner].tests);

/** Whether a runner of these commands reads a file, or may, beside the tests. */
export const configurationOf = (commands: readonly string[]): ((path: string) => boolean) =>
  coveredBy([...ownFiles(commands), ...possibleFiles(commands)]);

/** A runner reads those of the folder that it works in, and most read those of the workspace besides. */
function patternsOf(commands: readonly string[], select: (runner: Runner) => readonly string[]): string[] {
  const patterns = commands.flatMap(runnersOf).flatMap(({ runner, folder }) => {
    const selected = select(runner);
    return folder === '' ? selected : [...selected.map((pattern) => `${folder}/${pattern}`), ...selected];
  });
  return [...new Set(patterns)];
}

function runnersOf(command: string): Found[] {
  let folder = '';
  return allCommands(command).flatMap(({ words }) => {
    if (words[0] === 'cd') folder = join(folder, words[1] ?? '');
    const own = words.find((_, index) => FOLDER_OPTIONS.includes(words[index - 1] ?? ''));
    return leadingRunners(words).map((runner) => ({ runner, folder: join(folder, own ?? '') }));
  });
}

/** `timeout 60 npx jest --ci` → npm, jest: a runner counts where the program's name is expected. */
function leadingRunners(words: readonly string[]): Runner[] {
  const runners: Runner[] = [];
  for (const word of words) {
    const runner = runnerNamed(word);
    if (runner !== undefined) runners.push(runner);
    else if (!LEADING.has(word) && !/^(-|[A-Za-z_]\w*=|\d)/.test(word)) break;
  }
  return runners;
}

/**
 * A runner is known by the last part of its path, without what a version or a script adds:
 * `/usr/bin/python3.12`, `…/jest/bin/jest.js`.
 */
function runnerNamed(word: string): Runner | undefined {
  const last = word.slice(word.lastIndexOf('/') + 1);
  const isInstalled = /(^|\/)node_modules\//.test(word);
  const name = isInstalled ? last.replace(/\.[cm]?js$/, '') : last.replace(/^(python|go)[\d.]+$/, '$1');
  const known = ALIASES[name] ?? name;
  return isRunner(known) ? known : undefined;
}

/** Folder names joined; what leaves the workspace is the workspace, since no pattern may. */
function join(folder: string, name: string): string {
  if (name.startsWith('/') || name.startsWith('~') || name.includes('$')) return '';
  const parts: string[] = [];
  for (const part of `${folder}/${name}`.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return parts.join('/');
}
