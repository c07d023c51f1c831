/** Whether tests look at their own text, so that they may rightly fail where that is written differently. */
import { type RunOnAccepted, saidBesides } from '../accepted-run.ts';
import type { TestFile, TwinCopy } from '../find-twins.ts';
import { endingText, remarkedText } from '../harmless-texts.ts';

/**
 * Shown on the accepted state, where nothing of the model's runs: comments behind the last line, with the
 * lines in them that twins wrote otherwise, change how the check ends, or what it prints, and do not where
 * the tests end before they begin: so it is they who look. What the command prints of changed files although
 * no test has begun is its own. A file that names itself says nothing.
 */
export async function lookAtThemselves(
  files: readonly TestFile[],
  equal: readonly TwinCopy[],
  onAccepted: RunOnAccepted,
): Promise<boolean> {
  const gistOf = async (texts: readonly (string | undefined)[]): Promise<string> => {
    const changes = files.map(({ path, text }, index) => ({ path, text: texts[index] ?? text }));
    return (await onAccepted({ changes })).gist;
  };
  const remarkedOf = (file: TestFile): string => remarkedText(file, linesOf(file, equal));
  const ending = files.map(endingText);
  if (ending.includes(undefined)) return false;
  const usual = await gistOf([]);
  const withRemark = await gistOf(files.map(remarkedOf));
  if (withRemark === usual || (await gistOf([])) !== usual) return false;
  const ended = await gistOf(ending);
  if (saidBesides(withRemark, ended) === saidBesides(usual, ended)) return false;
  const remarked = files.map(({ path, text }) => endingText({ path, text: remarkedOf({ path, text }) }));
  return ended === (await gistOf(remarked));
}

/**
 * Lines that stand in twins of the file only: one may be longer than a suite wants it, or have a word in it.
 */
function linesOf({ path, text }: TestFile, equal: readonly TwinCopy[]): string[] {
  const own = new Set(text.split('\n'));
  const written = equal.flatMap(({ changes }) => changes.filter((change) => change.path === path));
  return [...new Set(written.flatMap((change) => change.text.split('\n')))].filter((line) => !own.has(line));
}
