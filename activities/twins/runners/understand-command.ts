/**
 * What a check's command runs, as far as twins need to know: which runner, which language, and how to run
 * less of it. Pure.
 */
import {
  allCommands,
  isChain,
  splitCommand,
} from '../../../workflows/contract/command-line/command-words.ts';
import type { TwinLanguage } from '../mutator.ts';
import { caseWords } from './case-words.ts';
import { cargoTest, goTest, maven } from './compiled-runners.ts';
import { expandScript, type PackageScripts } from './expand-script.ts';
import { jest, mocha, nodeTest, vitest } from './javascript-runners.ts';
import { pytest, unittest } from './python-runners.ts';
import { quotedWords } from './quoted-words.ts';
import { type ReadCall, readCall } from './read-call.ts';
import type { Target, TestRunner } from './runner-rules.ts';

const RUNNERS: readonly TestRunner[] = [
  unittest,
  pytest,
  nodeTest,
  jest,
  vitest,
  mocha,
  goTest,
  cargoTest,
  maven,
];

/** Programs that say something about the text of tests, not about the work. */
const COMPARING = new Set(
  'sha1sum sha224sum sha256sum sha384sum sha512sum b2sum md5sum cksum shasum openssl diff cmp git biome eslint prettier black ruff flake8 isort pylint gofmt rustfmt fmt clippy'.split(
    ' ',
  ),
);

export interface UnderstoodCommand {
  /** Absent: none of those that are known, or behind a script. */
  readonly runner?: TestRunner;
  /** Those of all runners in it. */
  readonly languages: readonly TwinLanguage[];
  /**
   * Whether a case is among those that run. `ask`: the command leaves cases out in a way that is not followed
   * here, but run alone the case passes only if it is one of them. `unknown`: it leaves cases out, and what
   * passes may be what never ran.
   */
  readonly selects: (target: Target) => 'yes' | 'no' | 'ask' | 'unknown';
  /** The words by which cases are left out; see `caseWords`. */
  readonly leavesOut: readonly string[];
  /** Another part of the command compares the text of files, or how it is laid out. */
  readonly comparesText: boolean;
  /**
   * A chain without what compares text (`build && test`), else that of it which runs the tests; absent where
   * that is the whole.
   */
  readonly part?: string;
  /** What the part lacks does nothing but look: where the whole passes, so does the part. */
  readonly mustPassAlone?: boolean;
  /** The same command for one case or file; `undefined` where only the whole can be run. */
  readonly narrowed: (target: Target) => string | undefined;
}

/** Those of them that also make what later commands may need. */
const MAKING = new Set(['git', 'openssl']);

/** Whether a part of the command says something about the text of files by itself. */
export const comparesFiles = (command: string): boolean =>
  allCommands(command).some(({ words }) => words.some((word) => COMPARING.has(word)));

/** `scripts`: of the package that a command like `npm test` is about. */
export function understandCommand(written: string, scripts: PackageScripts = {}): UnderstoodCommand {
  const { command, prefix } = expandScript(written, scripts);
  const commands = splitCommand(command);
  const found = commands.flatMap(({ words }) => {
    const skipped = leadingWords(words);
    const rest = words.slice(skipped);
    const runner = RUNNERS.find((one) => one.start(rest) !== undefined);
    if (runner === undefined) return [];
    const own = skipped + (runner.start(rest) ?? 0);
    return [{ runner, words, call: readCall(words.slice(0, own), words.slice(own), runner.options) }];
  });
  const [first] = found;
  // A script's own is not taken for granted: the part of it that runs the tests has to show that it was the
  // script.
  const comparesText = comparesFiles(written);
  if (first === undefined)
    return { languages: [], leavesOut: [], comparesText, selects: () => 'yes', narrowed: () => undefined };
  const isAlone = commands.length === 1 && isLiteral(command);
  const part =
    !isAlone && found.length === 1 && isChain(commands) && isLiteral(command.replaceAll('&&', ' '))
      ? partOf(commands, first.words)
      : undefined;
  return {
    runner: first.runner,
    languages: [...new Set(found.map(({ runner }) => runner.language))],
    leavesOut: caseWords(found),
    selects: (target) => (found.length === 1 ? selects(first.runner, first.call, target) : 'yes'),
    comparesText,
    ...(part === undefined ? {} : { ...part, part: prefix + part.part }),
    narrowed(target) {
      const less = isAlone ? narrowed(first.runner, first.call, target) : undefined;
      return less === undefined ? undefined : prefix + less;
    },
  };
}

/** `prettier --check . && tsc && node --test dist` → `tsc && node --test dist`. */
function partOf(
  commands: ReturnType<typeof splitCommand>,
  runs: readonly string[],
): { readonly part: string; readonly mustPassAlone: boolean } {
  const compares = ({ words }: { readonly words: readonly string[] }): boolean =>
    words !== runs && words.some((word) => COMPARING.has(word));
  const others = commands.filter((each) => !compares(each));
  return others.length === commands.length
    ? { part: quotedWords(runs), mustPassAlone: false }
    : {
        part: others.map(({ words }) => quotedWords(words)).join(' && '),
        mustPassAlone: !commands.some(
          (each) => compares(each) && each.words.some((word) => MAKING.has(word)),
        ),
      };
}

function selects(
  { isStrict, placesAreParts, mayRun }: TestRunner,
  call: ReadCall,
  target: Target,
): 'yes' | 'no' | 'ask' | 'unknown' {
  const { path, testCase } = target;
  if (placesAreParts && call.isUnderstood && isLeftOut(path, call.places)) return 'no';
  const may = mayRun === undefined ? [] : call.places.map((place) => mayRun(place, target));
  if (may.length > 0 && !may.includes(true)) return may.includes(undefined) ? 'unknown' : 'no';
  if (!call.hasFilter) return 'yes';
  if (isStrict) return 'ask';
  const name = `${path}::${testCase ?? ''}`;
  if (call.onlyNames === undefined || testCase === null) return 'unknown';
  return call.onlyNames.some((one) => name.includes(one)) ? 'yes' : 'no';
}

/** No part, where the parts of paths are all written out, is of this one. */
const isLeftOut = (path: string, places: readonly string[]): boolean =>
  places.length > 0 &&
  places.every((place) => /^[\w@/.-]+$/.test(place)) &&
  !places.some((place) => `/${path}`.toLowerCase().includes(place.replace(/^\.\//, '/').toLowerCase()));

function narrowed(runner: TestRunner, call: ReadCall, target: Target): string | undefined {
  if (!call.isUnderstood || target.path.startsWith('-')) return undefined;
  // A filter is given once only; a second one would widen it, or take its place.
  if (call.hasFilter && !runner.isStrict) return undefined;
  const words = runner.narrow(call, target);
  return words === undefined ? undefined : quotedWords([...call.before, ...words]);
}

/** `FOO=1 timeout 60 env time`: what may stand before a program without changing what it runs. */
function leadingWords(words: readonly string[]): number {
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (word === 'timeout') at += 2;
    else if (/^[A-Za-z_]\w*=/.test(word) || ['env', 'time', 'nice', 'exec'].includes(word)) at += 1;
    else break;
  }
  return at;
}

/** Nothing in it is expanded by the shell, so that its words can be written again. */
const isLiteral = (command: string): boolean => !/[$`*?~<>(){};|&#\\\n[\]!]/.test(command);
