/**
 * Has accepted tests judge that were only added to: the check has to pass with their accepted texts in the
 * copy, and is doubted as it stands there. What was added can decide nothing then, whatever it is.
 */
import type { StateStore } from '../../states/state-store.ts';
import { type BytePath, shownPath } from '../../tree/tree-paths.ts';
import type { FailedAsAccepted } from '../../workflows/evidence/failed-as-accepted.ts';
import type { Survey } from '../accepted/survey.ts';
import { decisiveLine } from '../checks/decisive-line.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import type { Grounds } from '../checks/grounds.ts';
import { judgeRun } from '../checks/judge-run.ts';
import { runInCopy } from '../checks/run-check.ts';
import { isProgram } from '../stated/looked-files.ts';
import { changedJudges } from './changed-tests.ts';

export interface JudgedAsAccepted {
  /** What the checks are to be doubted on. */
  readonly grounds: Grounds;
  /** They were only added to, and the checks pass no more as they were: a change for a person to see. */
  readonly changedTests: readonly string[];
  /** How they did, where there are such. */
  readonly failure?: FailedAsAccepted;
}

export async function judgedAsAccepted(
  examined: readonly ExaminedCheck[],
  grounds: Grounds,
  states: Pick<StateStore, 'contentOf'>,
): Promise<JudgedAsAccepted> {
  const { addedTo } = await changedJudges(examined, grounds.survey, states);
  if (addedTo.length === 0) return { grounds, changedTests: [] };
  const asAccepted = new Set(addedTo.map(shownPath));
  const reading = examined.filter((each) => mayRead(each, addedTo));
  // New tests may lean on what was added, and then are not to be had without it.
  const added = newTests(grounds.survey);
  let failed: FailedRun | undefined;
  for (const leftOut of added.length === 0 ? [[]] : [[], added]) {
    const isAccepted = new Set([...asAccepted, ...leftOut]);
    const own = grounds.withAccepted((path) => isAccepted.has(path));
    failed = await failedRun(reading, own);
    if (failed === undefined) return { grounds: own, changedTests: [] };
  }
  return { grounds, changedTests: addedTo, ...(failed && { failure: { paths: addedTo, ...failed } }) };
}

/** What does not open them is none the wiser. */
const mayRead = ({ runs, known }: ExaminedCheck, paths: readonly string[]): boolean =>
  runs.some(({ reads }) => !reads.known || reads.count > reads.files.length) ||
  paths.some(
    (path) =>
      known.readBefore?.includes(path) === true ||
      runs.some(({ reads }) => reads.known && (reads.files.includes(path) || reads.changed.includes(path))),
  );

const newTests = ({ accepted, plan, decidesChecks }: Survey): BytePath[] =>
  [...plan.composed.keys()].filter((path) => !accepted.has(path) && decidesChecks(path) && isProgram(path));

type FailedRun = Pick<FailedAsAccepted, 'check' | 'said'>;

/** The first one that does not pass; `undefined`: all of them do. */
async function failedRun(
  examined: readonly ExaminedCheck[],
  { copies, settings }: Grounds,
): Promise<FailedRun | undefined> {
  for (const { check, known } of examined) {
    const { result } = await runInCopy(check, copies.withWork, settings, { why: 'again' });
    const { passed, reason = 'it did not pass' } = judgeRun(check, result, known);
    if (!passed) return { check: check.name, said: decisiveLine(result.output) ?? reason };
  }
  return undefined;
}
