/**
 * What of the accepted tests the work has changed where a contract lets it write: a wide pattern (`src/**`)
 * means the work, and covers the tests that stand beside it, or inside of its files, by chance.
 */
import { shownPath } from '../../tree/tree-paths.ts';
import { isTestByNameOnly } from './case-heads.ts';
import { keepsCases } from './kept-cases.ts';
import { changedAccepted, isNamed, isProgram, type LookedFiles } from './looked-files.ts';

/** A runner writes these itself; they are named as data. */
const isSnapshot = (path: string): boolean => /(?:^|\/)__snapshots__\/|\.snap$/.test(path);

/** Runners that take the examples of comments for tests. */
const RUNS_EXAMPLES = /\bdoctest|\bcargo\s+(?:\+\S+\s+)?(?:t|test)\b|\bmix\s+test\b/;

/** Those that were only added to among them. */
export async function testsChangedInWork(looked: LookedFiles): Promise<string[]> {
  const { isWideTest = () => false } = looked.survey.ownership;
  const changed: string[] = [];
  for (const path of changedAccepted(looked.survey)) {
    if (!isWideTest(shownPath(path)) || isSnapshot(path)) continue;
    if (await isWorkByText(path, looked)) continue;
    // What is gone is read by nobody.
    if (looked.isRead(path) || (await looked.is(path)) === undefined) changed.push(path);
  }
  return changed;
}

/** It is named like a test, and its accepted text has nothing of one. */
export const isWorkByText = async (path: string, looked: LookedFiles): Promise<boolean> =>
  !isNamed(path, looked) && isTestByNameOnly(path, (await looked.was(path)) ?? '');

/** The tests stand in files that are not named as such, declared or not. */
export async function casesChangedWithin(looked: LookedFiles): Promise<string[]> {
  const { survey, lines } = looked;
  const runsExamples = lines.some((line) => RUNS_EXAMPLES.test(line));
  const collectsAll = await looksEverywhere(looked);
  const changed: string[] = [];
  for (const path of changedAccepted(survey)) {
    const isOther = survey.decidesChecks(shownPath(path)) || !isProgram(path) || path.endsWith('.sh');
    if (isOther || !looked.isRead(path)) continue;
    const [was = '', is = ''] = [await looked.was(path), await looked.is(path)];
    const isCollected = collectsAll || isNamed(path, looked);
    if (!keepsCases(was, is, runsExamples, isCollected)) changed.push(path);
  }
  return changed;
}

/** Whether a runner was told to look for cases in files of other names. */
async function looksEverywhere(looked: LookedFiles): Promise<boolean> {
  const texts = await Promise.all(
    ['pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg'].map((path) => looked.was(path)),
  );
  return [...texts, ...looked.lines].some((text) => text?.includes('python_files') === true);
}
