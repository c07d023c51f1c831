/**
 * Twins for cases that failed without the work and say nothing that could be changed: each fails as soon as
 * it is run, so that a check which passes all the same does not run it.
 */
import type { TwinRecord } from '../../../journal/bodies/twin-record.ts';
import { hasWord } from '../drawing/named-in.ts';
import { createRandom, type Random } from '../drawing/random.ts';
import { caseNames, withCases } from '../runners/case-forms.ts';
import type { TestFile } from './find-twins.ts';
import type { PassesWithWork } from './passes-with-work.ts';
import { withStanding } from './with-standing.ts';

/** A plain word may stand in an output for other reasons than that a case is named so. */
const DISTINCT = /[\s_]|^Test.|.{12}/;

const MOST_TRIED = 3;

export interface BrokenCaseProbes {
  readonly files: readonly TestFile[];
  /** What the check said without the work and no longer says. */
  readonly said: string;
  readonly passesWithWork: PassesWithWork;
}

/** The check can fail, but no expectation of what failed without the work was changed. */
export async function tryBrokenCases(
  record: TwinRecord,
  { files, said, passesWithWork }: BrokenCaseProbes,
): Promise<TwinRecord> {
  const cases = brokenCases(files, said, createRandom(record.seed));
  const { summary } = record;
  for (const { name, changes } of cases.slice(0, MOST_TRIED)) {
    if (!(await passesWithWork(changes))) continue;
    const reason = `it passes although ${name}, which failed without the work, fails as soon as it runs`;
    return withStanding(record, 'cannotFail', reason);
  }
  return cases.length === 0
    ? record
    : { ...record, summary: { ...summary, unchanged: cases.map(({ name }) => name) } };
}

export interface BrokenCase {
  readonly name: string;
  /** Every case of this name, in every file, is broken. */
  readonly changes: readonly TestFile[];
}

/** Those cases that are named in what the check said, each with its twin. */
export function brokenCases(files: readonly TestFile[], said: string, random: Random): BrokenCase[] {
  const names = new Set(files.flatMap(caseNames));
  return [...names]
    .filter((name) => DISTINCT.test(name) && hasWord(said, name))
    .map((name) => {
      const word = random.letters(9);
      const changes = withCases(files, new Set([name]), (form, at) => form.failure(word, at));
      return { name, changes };
    });
}
