/**
 * What a command starts, and what configures runners, where only a wide pattern of the contract covers it: it
 * judges the work, and is not the work by standing beside it.
 */
import { displayPath, shownPath } from '../../tree/tree-paths.ts';
import { withoutComments } from '../accepted/started-by.ts';
import { isShellScript, languageOfText } from '../twins/languages.ts';
import { comparesFiles, understandCommand } from '../twins/runners/understand-command.ts';
import { isHarness } from './harness.ts';
import { judgesByExit } from './judging-script.ts';
import { changedAccepted, isProgram, type LookedFiles } from './looked-files.ts';
import { holdsCommands, runnerSettings } from './runner-settings.ts';

/**
 * `judging`: what the checks start so that its exit code decides. Those that were only added to are among
 * what is found.
 */
export async function judgesInWorkChanged(
  looked: LookedFiles,
  judging: readonly string[],
): Promise<string[]> {
  const { survey, was, is, started } = looked;
  const { isWide = () => false } = survey.ownership;
  const paths = changedAccepted(survey).filter((path) => isWide(shownPath(path)));
  const judges = await judgingLine(looked);
  const losesLines = await losesJudgingLines(looked, judges);
  const isScriptThatJudges = (path: string, text: string): boolean =>
    text.split('\n').some(judges) || (judging.includes(path) && judgesByExit(text));
  const changed: string[] = [];
  for (const path of paths) {
    const [before = '', now = ''] = [await was(path), await is(path)];
    const isScript = started.includes(path) && isOfShell(path, before);
    const isOther = isScript
      ? bare(before) !== bare(now) && isScriptThatJudges(path, bare(before))
      : (holdsCommands(path) && losesLines && before !== now) ||
        runnerSettings(path, before) !== runnerSettings(path, now) ||
        (judging.includes(path) && isHarness(before));
    if (isOther) changed.push(path);
  }
  return losesLines ? [...changed, ...newCommands(survey)] : changed;
}

/** A script need not be named as one where a shell is told to run it. */
const isOfShell = (path: string, text: string): boolean =>
  isShellScript(path, text) ||
  (!isProgram(path) && !holdsCommands(path) && languageOfText(path, text) === undefined);

const bare = (script: string): string =>
  withoutComments(script)
    .split(/\r?\n/)
    .map(normalized)
    .filter((line) => line !== '')
    .join('\n');

/** Recipes and scripts that were not there, and may go before those that were. */
const newCommands = ({ accepted, plan, ownership }: LookedFiles['survey']): string[] =>
  [...plan.composed.keys()]
    .filter((path) => !accepted.has(path) && ownership.isWide?.(path) === true)
    .map(displayPath)
    .filter(holdsCommands);

/** Whether a line runs tests, a harness of one's own, or compares. */
async function judgingLine({ survey, started, was }: LookedFiles): Promise<(line: string) => boolean> {
  const harnesses = new Set<string>();
  for (const path of started)
    if (survey.decidesChecks(shownPath(path)) || isHarness((await was(path)) ?? '')) harnesses.add(path);
  return (line) =>
    understandCommand(line).runner !== undefined ||
    comparesFiles(line) ||
    line.split(/[\s'"=;&|()<>]+/).some((word) => harnesses.has(word.replace(/^(?:\.\/)+/, '')));
}

/** Whether one of them is run no more, or is another; scripts are looked at as files. */
async function losesJudgingLines(
  { lines, linesNow, started, was }: LookedFiles,
  judges: (line: string) => boolean,
): Promise<boolean> {
  const texts = await Promise.all(started.map(async (path) => withoutComments((await was(path)) ?? '')));
  const now = new Set(linesNow.map(normalized));
  return lines.some(
    (line) => !texts.includes(line) && (judges(line) || judgesByExit(line)) && !now.has(normalized(line)),
  );
}

const normalized = (line: string): string => line.replace(/\s+/g, ' ').trim();
