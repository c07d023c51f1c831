/** What a record comes to where the work ends the run before a check's programs do, or knows their texts. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import type { MetricExpectation } from '../../../../workflows/contract/contract.ts';
import { createRandom } from '../../drawing/random.ts';
import { withStanding } from '../with-standing.ts';
import { type EndQuestion, endedEarly } from './early-end.ts';
import { figureEndedEarly } from './figure-end.ts';
import { knownText } from './known-text.ts';
import { takenRows } from './taken-rows.ts';
import { unshownPrograms } from './unshown-programs.ts';

export async function withEndTwins(
  record: TwinRecord,
  { metric, ...question }: Omit<EndQuestion, 'random'> & { readonly metric?: MetricExpectation },
): Promise<TwinRecord> {
  const files = unshownPrograms(record, question.programs);
  const random = createRandom(record.seed);
  const ended = await endedEarly({ ...question, programs: { ...question.programs, files }, random });
  if (ended !== undefined) {
    const reason = `it passes although ${ended.path} fails in the end: the work has ended the run before`;
    return withStanding(record, 'cannotFail', reason);
  }
  const silenced = metric && (await figureEndedEarly({ ...question, metric, random }));
  if (silenced?.isSure === true) {
    const reason = `it passes although ${silenced.program.path} prints a figure beyond the bound in the end: the work has ended the run before`;
    return withStanding(record, 'cannotFail', reason);
  }
  const taken = await takenRows(question);
  if (taken !== undefined) {
    const reason = `it fails where the work cannot read the rows that ${taken.path} goes through: the work takes them from it`;
    return withStanding(record, 'cannotFail', reason);
  }
  const known = await knownText({ ...question, programs: files, random });
  if (known === undefined)
    return silenced === undefined
      ? record
      : { ...record, summary: { ...record.summary, printedByWork: true } };
  const reason = `it fails where ${known.path} is written differently with the same meaning: the work knows its text`;
  return withStanding(record, 'recognised', reason);
}
