/** What a check's record comes to where the work skips cases of its tests. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { createRandom } from '../../drawing/random.ts';
import { withStanding } from '../with-standing.ts';
import { isSkippedByWork, type SkippedQuestion } from './skipped-by-work.ts';

export async function withSkippedCases(
  record: TwinRecord,
  question: Omit<SkippedQuestion, 'random'>,
): Promise<TwinRecord> {
  if (!(await isSkippedByWork({ ...question, random: createRandom(record.seed) }))) return record;
  const reason =
    'the work itself skips cases of its tests, which none of these asks for: it fails where such a skip is a failure';
  return withStanding(record, 'cannotFail', reason);
}
