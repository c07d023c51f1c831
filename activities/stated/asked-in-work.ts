/**
 * What of the accepted tests the work has changed where a contract lets it write: a wide pattern (`src/**`)
 * means the work, and covers the tests that stand beside it, or inside of its files, by chance.
 */
import { shownPath } from '../../tree/tree-paths.ts';
import { keepsCases } from './kept-cases.ts';
import { changedAccepted, isProgram, type LookedFiles } from './looked-files.ts';
import { onlyAdds } from './only-adds.ts';

/** A runner writes these itself; they are named as data. */
const isSnapshot = (path: string): boolean => /(?:^|\/)__snapshots__\/|\.snap$/.test(path);

/** Runners that take the examples of comments for tests. */
const RUNS_EXAMPLES = /\bdoctest|\bcargo\s+(?:\+\S+\s+)?(?:t|test)\b|\bmix\s+test\b/;

export async function testsChangedInWork(looked: LookedFiles): Promise<string[]> {
  const { isWideTest = () => false } = looked.survey.ownership;
  const changed: string[] = [];
  for (const path of changedAccepted(looked.survey)) {
    if (!isWideTest(shownPath(path)) || isSnapshot(path)) continue;
    const [was = '', is] = [await looked.was(path), await looked.is(path)];
    // What is gone is read by nobody.
    if (is === undefined || (looked.isRead(path) && !(isProgram(path) && onlyAdds(was, is))))
      changed.push(path);
  }
  return changed;
}

/** The tests stand in files that are not named as such, declared or not. */
export async function casesChangedWithin(looked: LookedFiles): Promise<string[]> {
  const { survey, lines } = looked;
  const runsExamples = lines.some((line) => RUNS_EXAMPLES.test(line));
  const changed: string[] = [];
  for (const path of changedAccepted(survey)) {
    const isOther = survey.decidesChecks(shownPath(path)) || !isProgram(path) || path.endsWith('.sh');
    if (isOther || !looked.isRead(path)) continue;
    const [was = '', is = ''] = [await looked.was(path), await looked.is(path)];
    if (!keepsCases(was, is, runsExamples)) changed.push(path);
  }
  return changed;
}
