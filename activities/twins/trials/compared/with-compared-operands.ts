/** What a check's record comes to where nothing that its programs compare decides. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { defined } from '../../../../objects/defined.ts';
import { createRandom } from '../../drawing/random.ts';
import type { Mutate } from '../../run-mutator.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import type { Programs } from '../ended/program.ts';
import { unshownPrograms } from '../ended/unshown-programs.ts';
import { withStanding } from '../with-standing.ts';
import { comparedTexts } from './compared-texts.ts';
import { type ComparedQuestion, nothingDecides } from './nothing-decides.ts';

export interface ComparedOperands extends Pick<ComparedQuestion, 'passesWithWork'> {
  readonly programs: Programs;
  readonly mutate: Mutate;
  /** Absent: it cannot be told whether the comparisons decide without the work. */
  readonly onAccepted?: RunOnAccepted;
  readonly signal?: AbortSignal;
}

export async function withComparedOperands(
  record: TwinRecord,
  { programs, mutate, signal, passesWithWork, onAccepted }: ComparedOperands,
): Promise<TwinRecord> {
  if (onAccepted === undefined) return record;
  const random = createRandom(record.seed);
  const undecided = await nothingDecides({
    programs: unshownPrograms(record, programs),
    textsOf: (program) => comparedTexts(program, { random, mutate, ...defined({ signal }) }),
    passesWithWork,
    onAccepted,
  });
  if (undecided === undefined) return record;
  const reason = `it passes with all that ${undecided.path} compares the work with changed at once: nothing that it compares decides`;
  return withStanding(record, 'cannotFail', reason);
}
