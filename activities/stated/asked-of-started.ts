/**
 * What a command starts, and what configures runners, where only a wide pattern of the contract covers it: it
 * judges the work, and is not the work by standing beside it.
 */
import { displayPath, shownPath } from '../../tree/tree-paths.ts';
import { isShellScript } from '../twins/languages.ts';
import { comparesFiles, understandCommand } from '../twins/runners/understand-command.ts';
import { isHarness } from './judging-parts.ts';
import { changedAccepted, type LookedFiles } from './looked-files.ts';
import { holdsCommands, runnerSettings } from './runner-settings.ts';

/** `judging`: what the checks start so that its exit code decides. */
export async function judgesInWorkChanged(
  looked: LookedFiles,
  judging: readonly string[],
): Promise<string[]> {
  const { survey, was, is, started } = looked;
  const { isWide = () => false } = survey.ownership;
  const paths = changedAccepted(survey).filter((path) => isWide(shownPath(path)));
  const losesLines = await losesJudgingLines(looked);
  const changed: string[] = [];
  for (const path of paths) {
    const [before = '', now = ''] = [await was(path), await is(path)];
    const isScript = started.includes(path) && isShellScript(path, before);
    if (isScript || holdsCommands(path) ? losesLines && before !== now : false) changed.push(path);
    else if (runnerSettings(path, before) !== runnerSettings(path, now)) changed.push(path);
    else if (!isScript && judging.includes(path) && isHarness(before)) changed.push(path);
  }
  return losesLines ? [...changed, ...newCommands(survey)] : changed;
}

/** Recipes and scripts that were not there, and may go before those that were. */
const newCommands = ({ accepted, plan, ownership }: LookedFiles['survey']): string[] =>
  [...plan.composed.keys()]
    .filter((path) => !accepted.has(path) && ownership.isWide?.(path) === true)
    .map(displayPath)
    .filter(holdsCommands);

/** Whether a command that runs tests or compares is run no more, or is another one. */
async function losesJudgingLines({ survey, lines, linesNow, started, was }: LookedFiles): Promise<boolean> {
  const harnesses = new Set<string>();
  for (const path of started)
    if (survey.decidesChecks(shownPath(path)) || isHarness((await was(path)) ?? '')) harnesses.add(path);
  const judges = (line: string): boolean =>
    understandCommand(line).runner !== undefined ||
    comparesFiles(line) ||
    line.split(/[\s'"=;&|()<>]+/).some((word) => harnesses.has(word.replace(/^(?:\.\/)+/, '')));
  const now = new Set(linesNow.map(normalized));
  return lines.some((line) => judges(line) && !now.has(normalized(line)));
}

const normalized = (line: string): string => line.replace(/\s+/g, ' ').trim();
