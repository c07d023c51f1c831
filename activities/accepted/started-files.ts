/**
 * Files of the workspace that a check's command starts, itself or by a script that was there: by their texts
 * as they were accepted, since whatever stands there now may be the model's. Pure but for reading those.
 */
import {
  type SimpleCommand,
  scriptsIn,
  splitCommand,
} from '../../workflows/contract/command-line/command-words.ts';
import { understandCommand } from '../twins/runners/understand-command.ts';
import {
  type AcceptedText,
  innerLines,
  join,
  type StartedText,
  startedBy,
  withoutComments,
  withoutLeading,
} from './started-by.ts';

export interface StartedFile extends StartedText {
  /**
   * A runner of tests, or in a script whatever compares, is started beside it and says more than its exit
   * code.
   */
  readonly isJudgedBeside: boolean;
}

const COMPARING = new Set('test [ [[ diff cmp grep'.split(' '));
const CHANGES_FOLDER = new Set(['cd', 'pushd']);
const MAX_DEPTH = 4;

/** Those whose exit code decides: not what is piped on, compared by its output, or written to a file. */
export async function startedFiles(
  command: string,
  textOf: AcceptedText,
  isTest: (path: string) => boolean,
): Promise<StartedFile[]> {
  const found = new Map<string, StartedFile>();
  const seen = new Set<string>();
  const follow = async (line: string, folder: string, depth: number, wasBeside = false): Promise<void> => {
    if (!isNew(seen, line, folder)) return;
    const commands = splitCommand(line);
    const started: StartedText[] = [];
    let at = folder;
    let isBeside = wasBeside || understandCommand(line).runner !== undefined;
    for (const each of commands) {
      const words = withoutLeading(each.words);
      const [program = ''] = words;
      if (CHANGES_FOLDER.has(program)) at = join(at, words[1] ?? '');
      isBeside ||= depth > 0 && COMPARING.has(program);
      if (!decides(each)) continue;
      const inner = await innerLines(words, at, textOf);
      for (const script of depth < MAX_DEPTH ? inner.lines : [])
        await follow(script, inner.folder, depth, isBeside);
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

/** Scripts of a package may start one another without end. */
function isNew(seen: Set<string>, line: string, folder: string): boolean {
  const key = JSON.stringify([folder, line]);
  const isKnown = seen.has(key);
  seen.add(key);
  return !isKnown;
}

const decides = ({ words, operator }: SimpleCommand): boolean =>
  operator !== '|' && !words.some((word) => /^1?>>?(?!&)/.test(word) || word.startsWith('&>'));

/** All that a command comes to, whatever becomes of its exit code, and tests among them. */
export interface FollowedCommand {
  readonly paths: readonly string[];
  /** Command lines of the command itself, of scripts, of recipes, and inside of substitutions. */
  readonly lines: readonly string[];
  /** Those of them that end with the command: not what is substituted, or piped on. */
  readonly outerLines: readonly string[];
}

export async function followCommand(command: string, textOf: AcceptedText): Promise<FollowedCommand> {
  const paths = new Set<string>();
  const lines: string[] = [];
  const inner = new Set<string>();
  const seen = new Set<string>();
  const follow = async (line: string, folder: string, depth: number, isOuter: boolean): Promise<void> => {
    // A line that is both tells nothing.
    if (!isOuter) inner.add(line);
    if (!isNew(seen, line, folder)) return;
    lines.push(line);
    if (depth === MAX_DEPTH) return;
    let at = folder;
    for (const each of splitCommand(line)) {
      const words = withoutLeading(each.words);
      const ends = isOuter && each.operator !== '|';
      if (CHANGES_FOLDER.has(words[0] ?? '')) at = join(at, words[1] ?? '');
      const own = await innerLines(words, at, textOf);
      for (const script of own.lines) await follow(script, own.folder, depth + 1, ends);
      const others = words.flatMap(scriptsIn).filter((script) => !own.lines.includes(script));
      for (const script of others) await follow(script, at, depth + 1, false);
      const file = await startedBy(words, at, textOf);
      if (file === undefined || paths.has(file.path)) continue;
      paths.add(file.path);
      if (file.isShell) await follow(withoutComments(file.text), at, depth + 1, ends);
    }
  };
  await follow(command, '', 0, true);
  return { paths: [...paths], lines, outerLines: lines.filter((line) => !inner.has(line)) };
}
