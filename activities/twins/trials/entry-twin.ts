/**
 * Twins for harnesses without an expectation that could be changed: the test ends with an error as soon as
 * what it imports is loaded. Failing so shows little; passing shows that the work has ended the run before
 * the test could begin.
 */
import type { TwinRecord } from '../../../journal/bodies/twin-record.ts';
import { isChain, splitCommand } from '../../../workflows/contract/command-line/command-words.ts';
import type { Check } from '../../../workflows/contract/contract.ts';
import { createRandom, type Random } from '../drawing/random.ts';
import { isShellScript, languageOf } from '../languages.ts';
import { expandScript, type PackageScripts } from '../runners/expand-script.ts';
import type { TestFile } from './find-twins.ts';
import { startedTests } from './started-tests.ts';
import { patienceMs } from './twin-time.ts';
import type { RunVariant } from './variant.ts';
import { withStanding } from './with-standing.ts';

/** No code from here up is one that a shell gives of itself, or says what a harness usually says. */
const LOWEST_CODE = 3;
const HIGHEST_CODE = 120;

interface EntryTwinInput {
  readonly check: Pick<Check, 'command' | 'runs'>;
  readonly scripts: PackageScripts;
  readonly files: readonly TestFile[];
  readonly runVariant: RunVariant;
  /** Programs that are tried by failing in the end, which shows as much. */
  readonly ended: readonly string[];
  /** What all runs of the check took. */
  readonly tookMs: number;
}

/** What has no expectation to change is only ever shown to be wrong by this, never to be right. */
export async function withEntryTwin(
  record: TwinRecord,
  { check, scripts, files, runVariant, ended, tookMs }: EntryTwinInput,
): Promise<TwinRecord> {
  const started = startedTests(
    check.command,
    scripts,
    files.map(({ path }) => path),
  );
  const file = files.find(({ path }) => started.includes(path) && !ended.includes(path));
  if (file === undefined || !isJudged(expandScript(check.command, scripts).command)) return record;
  for (const text of entryTwins(file, createRandom(record.seed))) {
    const result = await runVariant({
      changes: [{ path: file.path, text }],
      timeoutMs: patienceMs(tookMs / check.runs),
    });
    if (result.ended === 'judged' && result.passed) return endedFirst(record, file.path);
  }
  return record;
}

/** A chain, also where what its last program says is looked for: without that, it fails as well. */
function isJudged(command: string): boolean {
  const commands = splitCommand(command);
  const [said, sought] = commands.slice(-2);
  const isSought =
    said?.operator === '|' &&
    sought !== undefined &&
    LOOKS_FOR.test(sought.words.join(' ')) &&
    !DENIES.test(command);
  return isChain(isSought ? [...commands.slice(0, -2), { ...said, operator: '&&' }, sought] : commands);
}

/** Nothing is counted or left out, so that saying nothing fails. */
const LOOKS_FOR = /^(?:(?:e|f)?grep(?: -[qiEFPwx]+)* [^-]|diff |cmp )/;
const DENIES = /(?:^|\s)!\s/;

function endedFirst(record: TwinRecord, path: string): TwinRecord {
  const reason = `it passes although ${path} ends with an error as soon as what it imports is loaded`;
  return withStanding(record, 'cannotFail', reason);
}

/**
 * One ends with a code of its own, and one by an error that nobody catches; there are none for a language in
 * which it is not known where the imports end.
 */
export function entryTwins({ path, text }: TestFile, random: Random): string[] {
  const code = random.integer(LOWEST_CODE, HIGHEST_CODE);
  const words = random.letters(9);
  const lines = text.split('\n');
  const language = languageOf(path);
  const endings =
    language === 'python'
      ? [`__import__("os")._exit(${code})`, `raise SystemExit(${code})`, `raise RuntimeError("${words}")`]
      : language === 'javascript'
        ? [`process.exit(${code});`, `throw new Error('${words}');`]
        : isShellScript(path, text)
          ? [`exit ${code}`]
          : [];
  const at =
    language === 'python'
      ? afterLast(lines, /^(?:import|from)\s/)
      : language === 'javascript'
        ? behindLoads(lines)
        : Math.max(firstLine(lines), afterLast(lines, /^(?:\.|source)\s/));
  return random.shuffle(endings).map((line) => insert(lines, at, line));
}

/**
 * Static imports of a module are loaded before its first statement, wherever they stand; others where they
 * are called.
 */
const behindLoads = (lines: readonly string[]): number =>
  Math.max(firstLine(lines), afterLast(lines, LOADS_BY_CALL));

const firstLine = (lines: readonly string[]): number => (lines[0]?.startsWith('#!') ? 1 : 0);

/** The call stands at the start of a line, so that it runs whenever the file does. */
const LOADS_BY_CALL = /^(?:(?:const|let|var)\b.*|\}\s*)?=?\s*(?:await\s+)?\b(?:require|import)\s*\(/;

const afterLast = (lines: readonly string[], pattern: RegExp): number =>
  lines.findLastIndex((line) => pattern.test(line)) + 1;

const insert = (lines: readonly string[], at: number, line: string): string =>
  [...lines.slice(0, at), line, ...lines.slice(at)].join('\n');
