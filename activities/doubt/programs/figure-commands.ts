/**
 * What the programs of a command have to do with a figure that it prints: line by line of a shell, with
 * scripts, recipes and substitutions. Pure but for reading accepted texts.
 */
import {
  type SimpleCommand,
  scriptsIn,
  splitCommand,
} from '../../../workflows/contract/command-line/command-words.ts';
import { innerLines, join, startedBy, withoutComments, withoutLeading } from '../../accepted/started-by.ts';
import { namedPath } from '../../twins/trials/named-path.ts';
import { type LoadedFrom, type Loading, loadingOf } from './loaded-files.ts';

/** One program that the command starts. */
export interface FigureCommand {
  /** Whether the work runs in its process; of a tool that only looks, or measures, it does not. */
  readonly loading: Loading;
  readonly isBackground: boolean;
  /** Its output goes on into a pipe or a substitution. */
  readonly isPassedOn: boolean;
  /** The file that its output is written to. */
  readonly writesTo?: string;
  /** `time`, which prints how long it took. */
  readonly isTimed: boolean;
  readonly words: readonly string[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
/** They print what they are given, or say something of it. */
const TOOLS =
  words(`echo printf cat head tail grep egrep fgrep zgrep awk gawk mawk sed cut tr sort uniq tee column paste
  wc du stat ls find diff cmp basename dirname seq date bc expr jq gzip cd pushd popd set export unset local readonly
  declare shopt ulimit umask test [ [[ true false : sleep mkdir rm cp mv ln touch chmod kill pkill wait trap exit return
  break continue read shift mktemp done fi esac else then for case in function git which type command hash nproc uname`);
/** They start or ask what they measure, and print what they found themselves. */
const OBSERVERS = words(
  'curl wget ab wrk wrk2 hey oha autocannon k6 vegeta siege bombardier hyperfine perf time valgrind strace pgbench redis-benchmark',
);
const BUILDERS = words('gcc g++ cc c++ clang clang++ javac rustc tsc esbuild ld ar cmake ninja');
const BUILDS =
  /^(?:go (?:build|vet|mod|generate)|cargo (?:build|fetch)|npm (?:ci|i|install)|pip3? install)\b/;
/** Text of the work would be printed by these as it stands. */
const PRINTS_TEXT = words(
  'cat head tail grep egrep fgrep awk gawk mawk sed cut sort uniq jq column paste tr',
);
const COUNTS = /^(?:wc\b|(?:e|f)?grep\b.*\s-\w*c)/;
const INTERPRETER = /^(?:.*\/)?(?:node|nodejs|deno|bun|tsx|python[\d.]*|pypy[\d.]*)$/;
const ARITHMETIC = /\$\(\((?:[^()$]|\([^()$]*\))*\)\)/g;
const MAX_DEPTH = 6;

export async function figureCommands(command: string, from: LoadedFrom): Promise<FigureCommand[]> {
  const found: FigureCommand[] = [];
  const follow = async (line: string, folder: string, isInner: boolean, depth: number): Promise<void> => {
    const commands = splitCommand(line.replaceAll(ARITHMETIC, '0'));
    let at = folder;
    for (const [index, each] of commands.entries()) {
      const own = withoutLeading(each.words);
      const [program = ''] = own;
      for (const script of each.words.filter(isSubstituted).flatMap(scriptsIn))
        if (depth < MAX_DEPTH) await follow(script, at, true, depth + 1);
      if (/^(?:cd|pushd)$/.test(program)) at = join(at, own[1] ?? '');
      if (program === '') {
        found.push({ ...SETTING, words: each.words });
        continue;
      }
      const inner = await innerLines(own, at, from.textOf);
      const file = await startedBy(own, at, from.textOf);
      const isShell = file?.isShell === true && !from.changed.has(file.path);
      const lines = isShell && file !== undefined ? [withoutComments(file.text)] : inner.lines;
      const isPassedOn = isInner || each.operator === '|';
      if (lines.length > 0 && depth < MAX_DEPTH) {
        for (const script of lines) await follow(script, isShell ? at : inner.folder, isPassedOn, depth + 1);
        continue;
      }
      found.push({ ...(await lookedAt(each, own, commands[index + 1], at, from)), isPassedOn });
    }
  };
  await follow(command, '', false, 0);
  return found;
}

/** A variable is set. */
const SETTING = {
  loading: 'apart',
  isBackground: false,
  isPassedOn: false,
  isTimed: false,
} as const;

const isSubstituted = (word: string): boolean => /\$\(|`/.test(word);

async function lookedAt(
  each: SimpleCommand,
  own: readonly string[],
  next: SimpleCommand | undefined,
  folder: string,
  from: LoadedFrom,
): Promise<Omit<FigureCommand, 'isPassedOn'>> {
  const [program = ''] = own;
  const name = program.slice(program.lastIndexOf('/') + 1);
  const leading = each.words.slice(0, each.words.length - own.length);
  const isTool =
    TOOLS.has(program) || OBSERVERS.has(name) || BUILDERS.has(name) || BUILDS.test(own.join(' '));
  const writesTo = writtenTo(each.words);
  return {
    loading: isTool ? ofTool(own, next, folder, from) : await ofProgram(own, leading, folder, from),
    isBackground: each.operator === '&',
    isTimed: name === 'time' || leading.some((word) => /^(?:.*\/)?time$/.test(word)),
    words: each.words,
    ...(writesTo === undefined ? {} : { writesTo }),
  };
}

function ofTool(
  own: readonly string[],
  next: SimpleCommand | undefined,
  folder: string,
  { changed }: LoadedFrom,
): Loading {
  const [program = '', ...others] = own;
  if (!PRINTS_TEXT.has(program) || COUNTS.test(own.join(' ')) || COUNTS.test(next?.words.join(' ') ?? ''))
    return 'apart';
  return others.some((word) => names(word, folder, changed)) ? 'unknown' : 'apart';
}

/** A path, or a pattern whose beginning is a folder of it. */
function names(word: string, folder: string, changed: ReadonlySet<string>): boolean {
  const path = join(folder, namedPath(word.replace(/^<+/, '')));
  const start = /^[^*?[]*/.exec(path)?.[0] ?? '';
  return changed.has(path) || (start !== path && [...changed].some((each) => each.startsWith(start)));
}

async function ofProgram(
  own: readonly string[],
  leading: readonly string[],
  folder: string,
  from: LoadedFrom,
): Promise<Loading> {
  const [program = '', ...others] = own;
  const file = await startedBy(own, folder, from.textOf);
  if (file === undefined)
    return own.some((word) => names(word, folder, from.changed)) || isRunner(own) ? 'with' : 'unknown';
  if (from.changed.has(file.path)) return 'with';
  const loading = await loadingOf(file, from);
  if (loading !== 'apart') return loading;
  // Options and variables may have something else loaded before it.
  const operand = others.findIndex((word) => !word.startsWith('-'));
  const options = others.slice(0, Math.max(operand, 0));
  const isPlain =
    !INTERPRETER.test(program) ||
    (options.every((word) =>
      /^-(?:[BEOSmsuqv]+|-(?:no-warnings|expose-gc|enable-source-maps))$/.test(word),
    ) &&
      !leading.some((word) => /^(?:NODE_OPTIONS|NODE_PATH|PYTHON[A-Z]*)=/.test(word)));
  return isPlain ? 'apart' : 'unknown';
}

/** Runners of tests and benchmarks have what they run in their own process, or are built with it. */
const isRunner = (own: readonly string[]): boolean =>
  /^(?:go (?:test|run)|cargo (?:test|bench|run)|pytest|py\.test|jest|vitest|mocha|tap|ava|node --test|python[\d.]* -m (?:pytest|unittest|timeit))\b/.test(
    own.join(' '),
  );

/** `> out`, `>out`, `&> out`; `undefined` for none, and for what is thrown away. */
function writtenTo(own: readonly string[]): string | undefined {
  for (const [index, word] of own.entries()) {
    const [, joined] = /^(?:1|&)?>{1,2}\|?([^&].*)?$/.exec(word) ?? [];
    if (joined === undefined && !/^(?:1|&)?>{1,2}\|?$/.test(word)) continue;
    return joined ?? own[index + 1];
  }
  return undefined;
}
