/**
 * What decides about checks beside their tests, where nobody declared what the work is: helpers that compare,
 * data that says what must come out, and new files that take the place of accepted ones. And of declared work
 * the data, for a reader to know of.
 */
import type { Manifest } from '../../states/state-entry.ts';
import { displayPath, shownPath } from '../../tree/tree-paths.ts';
import { allCommands } from '../../workflows/contract/command-line/command-words.ts';
import { comparedFiles, isExpectedData, isNamedExpected, writesFile } from './expected-data.ts';
import { isTestedItself, keepsJudgingParts } from './judging-parts.ts';
import { changedTables } from './literal-tables.ts';
import { changedAccepted, isProgram, type LookedFiles } from './looked-files.ts';
import { isTakenByTests } from './taken-by-tests.ts';
import { type TakenFrom, takesPlaceOf } from './takes-place.ts';

export async function changedBeside(looked: LookedFiles): Promise<string[]> {
  const { survey } = looked;
  const tests = await testTexts(looked);
  const isOpen = (path: string): boolean =>
    !survey.decidesChecks(shownPath(path)) && survey.ownership.isDeclared?.(shownPath(path)) !== true;
  const paths = changedAccepted(survey).filter((path) => looked.isRead(path) && isOpen(path));
  const changed: string[] = [];
  for (const path of paths.filter(isProgram))
    if ((await judgesOtherwise(path, tests, looked)) || (await givesOtherwise(path, tests, looked)))
      changed.push(path);
  const data = await withoutMade(paths, looked);
  const expected = await expectedAmong(data, looked);
  return [...changed, ...expected, ...takingPlace(looked)];
}

/** The same of what is declared as the work. */
export async function changedDataInWork(looked: LookedFiles): Promise<string[]> {
  const { isDeclared } = looked.survey.ownership;
  if (isDeclared === undefined) return [];
  const { decidesChecks } = looked.survey;
  const paths = changedAccepted(looked.survey).filter(
    (path) => isDeclared(shownPath(path)) && looked.isRead(path),
  );
  const tests = await testTexts(looked);
  const tables: string[] = [];
  for (const path of paths.filter((each) => isProgram(each) && !decidesChecks(shownPath(each))))
    if (await givesOtherwise(path, tests, looked)) tables.push(path);
  return [...(await expectedAmong(paths, looked)), ...tables];
}

/** Whether a program gives other values than it did where tests take what they expect from it. */
async function givesOtherwise(path: string, tests: readonly string[], looked: LookedFiles): Promise<boolean> {
  const [was = '', is = ''] = [await looked.was(path), await looked.is(path)];
  return changedTables(was, is).some((name) => isTakenByTests(path, name, tests));
}

async function judgesOtherwise(
  path: string,
  tests: readonly string[],
  looked: LookedFiles,
): Promise<boolean> {
  // Scripts of a shell that the command starts are asked about as they are.
  if (path.endsWith('.sh')) return false;
  const [was = '', is = ''] = [await looked.was(path), await looked.is(path)];
  return !keepsJudgingParts(was, is) && !isTestedItself(path, was, tests);
}

/** Data that a program writes which the command starts itself (a build's results) is left out. */
async function withoutMade(paths: readonly string[], looked: LookedFiles): Promise<string[]> {
  const { started, survey, was } = looked;
  const programs = started.filter((path) => !survey.decidesChecks(shownPath(path)) && !path.endsWith('.sh'));
  const texts = await Promise.all(programs.map((path) => was(path)));
  return paths.filter(
    (path) => isNamedExpected(path) || !texts.some((text) => text !== undefined && writesFile(text, path)),
  );
}

/** Data by its name, since a command compares it, or since accepted tests that were read name it. */
async function expectedAmong(paths: readonly string[], looked: LookedFiles): Promise<string[]> {
  const data = paths.filter((path) => !isProgram(path));
  if (data.length === 0) return [];
  const { isDeclared } = looked.survey.ownership;
  const compared = new Set(looked.lines.flatMap((line) => allCommands(line).flatMap(comparedFiles)));
  const isCompared = (path: string): boolean =>
    [...compared].some((word) => {
      const name = word.replace(/^(?:\.\/)+/, '');
      return path === name || path.endsWith(`/${name}`);
    });
  const texts = await testTexts(looked);
  // There is nothing else that the tests could test.
  const isWork = (path: string): boolean =>
    looked.besideTests?.length === 1 && looked.besideTests[0] === path && !isDeclared?.(shownPath(path));
  return data.filter(
    (path) => isCompared(path) || (isWork(path) ? isNamedExpected(path) : isExpectedData(path, texts)),
  );
}

async function testTexts({ survey, started, was, isRead }: LookedFiles): Promise<string[]> {
  const { accepted, decidesChecks } = survey;
  const tests = [...accepted.keys()].map(displayPath).filter((path) => isProgram(path) && isRead(path));
  const texts: string[] = [];
  for (const path of new Set([...tests, ...started]))
    if (decidesChecks(shownPath(path))) texts.push((await was(path)) ?? '');
  return texts;
}

function takingPlace({ survey, isRead }: LookedFiles): string[] {
  const { accepted, plan, ownership } = survey;
  const programs = [...accepted.keys()].map(displayPath).filter(isProgram);
  const isFile = (entries: Manifest, path: string): boolean => entries.get(shownPath(path))?.kind === 'file';
  const from: TakenFrom = {
    isAccepted: (path) => isFile(accepted, path),
    isThere: (path) => isFile(plan.composed, path),
    holdsPrograms: (folder) => programs.some((path) => path.startsWith(`${folder}/`)),
  };
  return [...plan.composed.keys()]
    .filter(
      (path) => !accepted.has(path) && !ownership.isProtected(path) && ownership.isDeclared?.(path) !== true,
    )
    .map(displayPath)
    .filter((path) => isRead(path) && takesPlaceOf(path, from) !== undefined);
}
