/** What a check's record comes to where the work decides what its tests take for equal. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { createRandom } from '../../drawing/random.ts';
import type { Programs } from '../ended/program.ts';
import type { TestFile } from '../find-twins.ts';
import { withStanding } from '../with-standing.ts';
import { decidedByWork, type HeldQuestion } from './decided-by-work.ts';
import { judgesOf } from './judges-of.ts';

export async function withHeldJudges(
  record: TwinRecord,
  programs: Programs,
  tests: readonly TestFile[],
  passesWithWork: HeldQuestion['passesWithWork'],
): Promise<TwinRecord> {
  const bent = await decidedByWork({
    judges: judgesOf(record, programs, tests),
    wantedCode: programs.wantedCode,
    random: createRandom(record.seed),
    passesWithWork,
  });
  if (bent === undefined) return record;
  const reason = `${bent} passes only while the work decides what is equal: with the language's own comparisons and functions it fails`;
  return withStanding(record, 'cannotFail', reason);
}
