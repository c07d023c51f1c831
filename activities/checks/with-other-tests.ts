/** Which checks ran with other tests than were accepted, whoever may change those. Pure. */
import { shownPath } from '../../tree/tree-paths.ts';
import type { Survey } from '../accepted/survey.ts';
import type { ExaminedCheck } from './examine.ts';

/** Their names; where it is not known what a check has read, it is not among them. */
export const withOtherTests = (
  examined: readonly Pick<ExaminedCheck, 'check' | 'runs'>[],
  { decidesChecks }: Pick<Survey, 'decidesChecks'>,
): string[] =>
  examined
    .filter(({ runs }) =>
      runs.some(({ reads }) => reads.known && reads.changed.some((path) => decidesChecks(shownPath(path)))),
    )
    .map(({ check }) => check.name);
