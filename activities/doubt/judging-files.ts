/**
 * What of the workspace a check's command starts, so that its exit code decides: whoever changes it changes
 * what the check means.
 */

import type { StateStore } from '../../states/state-store.ts';
import { type BytePath, shownPath } from '../../tree/tree-paths.ts';
import type { AcceptedText } from '../accepted/started-by.ts';
import { startedFiles } from '../accepted/started-files.ts';
import type { Survey } from '../accepted/survey.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import { languageOf } from '../twins/languages.ts';
import { comparesFiles } from '../twins/runners/understand-command.ts';

const MAX_BYTES = 1024 * 1024;

/**
 * What may judge the work, since nobody has declared it as such: tests that only a wide pattern (`src/**`)
 * takes along are no work either. Where no work is declared, any file may be the work; then only what is
 * named like a test is taken for one.
 */
export const mayJudge =
  ({
    ownership: { isProtected, isDeclared, isWideTest = () => false },
    decidesChecks,
  }: Pick<Survey, 'ownership' | 'decidesChecks'>) =>
  (path: BytePath): boolean =>
    isProtected(path) ||
    (isDeclared === undefined ? decidesChecks(path) : !isDeclared(path) || isWideTest(path));

type Accepted = Pick<Survey, 'accepted' | 'decidesChecks'>;

/** Texts as they were accepted, of files that are not too large. */
export const acceptedText =
  ({ accepted }: Pick<Survey, 'accepted'>, states: Pick<StateStore, 'contentOf'>): AcceptedText =>
  async (path) => {
    const entry = accepted.get(shownPath(path));
    const content = entry?.kind === 'file' ? await states.contentOf(entry.sha256, MAX_BYTES) : undefined;
    return content?.toString('utf8');
  };

/**
 * Scripts of a shell, and programs that nothing beside them judges. A program that reads no other program is
 * the work itself: there is nothing else that it could test.
 */
export async function judgingFiles(
  { check, runs, known }: Pick<ExaminedCheck, 'check' | 'runs' | 'known'>,
  accepted: Accepted,
  states: Pick<StateStore, 'contentOf'>,
): Promise<string[]> {
  const read = [
    ...(known.readBefore ?? []),
    ...runs.flatMap(({ reads }) => (reads.known ? reads.files : [])),
  ];
  const isKnown = known.readBefore !== undefined;
  const testsOthers = (own: string): boolean =>
    !isKnown || read.some((path) => path !== own && isProgram(path));
  const isTest = (path: string): boolean => accepted.decidesChecks(shownPath(path));
  const started = await startedFiles(check.command, acceptedText(accepted, states), isTest);
  return started
    .filter(({ path, isShell, isJudgedBeside }) => isShell || (!isJudgedBeside && testsOthers(path)))
    .map(({ path }) => path);
}

const isProgram = (path: string): boolean =>
  languageOf(path) !== undefined || /\.(?:sh|rb|pl|php|lua|c|cc|cpp|cs|kt|swift|ex|hs|ml|scala)$/.test(path);

/** Whether a script that the command starts has a program in it that compares the text of files. */
export async function scriptsCompareText(
  command: string,
  accepted: Pick<Survey, 'accepted'>,
  states: Pick<StateStore, 'contentOf'>,
): Promise<boolean> {
  const texts: string[] = [];
  const textOf = acceptedText(accepted, states);
  const noted: AcceptedText = async (path) => {
    const text = await textOf(path);
    if (text !== undefined) texts.push(text);
    return text;
  };
  await startedFiles(command, noted, () => false);
  return texts.some(comparesFiles);
}
