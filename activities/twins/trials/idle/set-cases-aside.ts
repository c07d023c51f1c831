/** Where what was drawn of some cases passes, the fault may be that the check runs others of their file. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { createRandom } from '../../drawing/random.ts';
import type { Target } from '../../runners/runner-rules.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile } from '../find-twins.ts';
import type { PassesWithWork } from '../passes-with-work.ts';
import { idleCases } from './idle-cases.ts';

export interface IdleCaseQuestion {
  readonly files: readonly TestFile[];
  readonly onAccepted?: RunOnAccepted;
  readonly passesWithWork: PassesWithWork;
  /** Twins of all cases but these. */
  readonly redraw: (isLeftOut: (target: Target) => boolean) => Promise<TwinRecord>;
}

/** The record as it is unless it can be told that what passed does not run, and the others can fail. */
export async function setCasesAside(
  record: TwinRecord,
  { files, onAccepted, passesWithWork, redraw }: IdleCaseQuestion,
): Promise<TwinRecord> {
  const survivors = record.runs.filter(({ kind, passed }) => kind === 'impossible' && passed);
  if (onAccepted === undefined || survivors.length === 0) return record;
  const suspects = [...new Set(survivors.flatMap(({ path }) => path ?? []))];
  const word = createRandom(record.seed).letters(9);
  const idle = await idleCases(files, suspects, { onAccepted, passesWithWork, word });
  const isIdle = ({ path, testCase }: Pick<Target, 'path' | 'testCase'>): boolean =>
    testCase !== null && idle.some((spot) => spot.path === path && isOf(spot.testCase, testCase));
  if (!survivors.some(({ path, testCase }) => path !== null && isIdle({ path, testCase }))) return record;
  const others = await redraw(isIdle);
  return others.summary.standing === 'canFail' ? others : record;
}

/** Go names parts of a case behind it. */
const isOf = (name: string, testCase: string): boolean =>
  testCase === name || testCase.startsWith(`${name}/`);
