/**
 * What a contract forgot to protect, was there at the start, and was changed: tests and configuration of
 * runners that a check read or that are gone, and whatever else says what must come out. It decides whether
 * checks pass, so that a person is asked about it.
 */

import type { StateStore } from '../../states/state-store.ts';
import { type BytePath, displayPath, shownPath } from '../../tree/tree-paths.ts';
import type { Policy } from '../../workflows/contract/contract.ts';
import { decidedAtStart, type Survey } from '../accepted/survey.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import type { RunSettings } from '../checks/run-check.ts';
import { apartFromAdded, type ChangedJudges } from '../stated/added-to.ts';
import { changedBeside, changedDataInWork } from '../stated/asked-beside.ts';
import { casesChangedWithin, isWorkByText, testsChangedInWork } from '../stated/asked-in-work.ts';
import { judgesInWorkChanged } from '../stated/asked-of-started.ts';
import { isMadeByTools, type LookedFiles, lookedFiles } from '../stated/looked-files.ts';
import { diffSince } from './diff-since.ts';
import { judgingFiles } from './judging-files.ts';

/** All files together have so many; each has its share, so that a long one in front hides none behind it. */
const MAX_DIFF_CHARACTERS = 64_000;
const ONLY_IN_COPY = '(as it was accepted; a check changed it in its copy while it ran)\n';

/** The paths stand as people read them, sorted. */
export const askedOfPerson = async (
  ...question: Parameters<typeof changedJudges>
): Promise<readonly string[]> => (await changedJudges(...question)).changed;

/**
 * What a person is asked about, and what was only added to. Beside what was read and decides by its name
 * these are what a command starts, and whatever decided and is gone, since nothing reads what is not there.
 * Tests, and what a command starts, that only a wide pattern declares are asked about by `refuse` as well:
 * they are neither the work nor undeclared.
 */
export async function changedJudges(
  examined: readonly ExaminedCheck[],
  survey: Compared,
  states: Pick<StateStore, 'contentOf'>,
  policy: Policy['undeclaredReads'] = 'ask',
): Promise<ChangedJudges> {
  const looked = await lookedFiles(examined, survey, states);
  const judging: string[] = [];
  for (const each of examined) judging.push(...(await judgingFiles(each, survey, states)));
  const tests = [
    ...(await testsChangedInWork(looked)),
    ...(await judgesInWorkChanged(looked, judging)),
    ...(policy === 'refuse' ? [] : await undeclaredTests(examined, looked)),
    ...(policy === 'ask' ? judging.filter((path) => isOtherText(path, survey)) : []),
  ];
  const { changed, addedTo } = await apartFromAdded([...new Set(tests)], looked);
  const others = policy === 'ask' ? await undeclaredOnes(looked) : [];
  const all = [...changed, ...(await casesChangedWithin(looked)), ...others];
  return { changed: policy === 'report' ? [] : [...new Set(all)].sort(), addedTo: [...addedTo].sort() };
}

/** Tests that a check has read, where nothing was declared or it is for a person to say. */
async function undeclaredTests(examined: readonly ExaminedCheck[], looked: LookedFiles): Promise<string[]> {
  const decides = decidedAtStart(looked.survey);
  const read = examined.flatMap(({ runs }) =>
    runs.flatMap(({ reads }) => (reads.known ? reads.undeclared : [])),
  );
  const tests: string[] = [];
  for (const path of read.filter((each) => decides(shownPath(each))))
    if (!(await isWorkByText(path, looked))) tests.push(path);
  return tests;
}

/** What else was not declared, and decides. */
const undeclaredOnes = async (looked: LookedFiles): Promise<string[]> => [
  ...goneTests(looked.survey),
  ...(await changedBeside(looked)),
];

/** Data that says what must come out, changed inside of declared work: a reader has to know of it. */
export async function changedExpectations(
  examined: readonly ExaminedCheck[],
  survey: Compared,
  states: Pick<StateStore, 'contentOf'>,
): Promise<string[]> {
  return changedDataInWork(await lookedFiles(examined, survey, states));
}

type Compared = Pick<Survey, 'accepted' | 'plan' | 'ownership' | 'decidesChecks'>;

/** Permissions and times alone change nothing that it says. */
function isOtherText(path: string, { accepted, plan, ownership }: Compared): boolean {
  const [was, is] = [accepted.get(shownPath(path)), plan.composed.get(shownPath(path))];
  const isSame = was?.kind === 'file' && is?.kind === 'file' && was.sha256 === is.sha256;
  return !isSame && isNobodys(shownPath(path), ownership);
}

/** Tests and configuration that were files at the start and are none in the copy. Pure. */
function goneTests(survey: Compared): string[] {
  const { accepted, plan, ownership, decidesChecks } = survey;
  return [...accepted.keys()]
    .filter(
      (path) =>
        accepted.get(path)?.kind === 'file' &&
        plan.composed.get(path)?.kind !== 'file' &&
        isNobodys(path, ownership) &&
        !isMadeByTools(path) &&
        decidesChecks(path),
    )
    .map(displayPath);
}

/** Neither sealed nor declared as the work. */
const isNobodys = (path: BytePath, { isProtected, isDeclared }: Survey['ownership']): boolean =>
  !isProtected(path) && isDeclared?.(path) !== true;

/** How they were changed; what cannot be shown is named with the reason. */
export async function diffForPerson(
  paths: readonly string[],
  { accepted, workspace }: Pick<Survey, 'accepted' | 'workspace'>,
  states: Pick<StateStore, 'contentOf'>,
  { sandbox, signal }: RunSettings,
): Promise<string> {
  const parts: string[] = [];
  for (const path of paths) {
    const entry = accepted.get(shownPath(path));
    const diff = await diffSince({ sandbox, states, workspace, path, accepted: entry, signal });
    parts.push(diff.ok ? `${path}\n${diff.isSame ? ONLY_IN_COPY : diff.text}` : `${path}: ${diff.reason}`);
  }
  const share = Math.floor(MAX_DIFF_CHARACTERS / Math.max(1, paths.length));
  return parts.map((part) => (part.length <= share ? part : `${part.slice(0, share)}\n(cut)`)).join('\n');
}
