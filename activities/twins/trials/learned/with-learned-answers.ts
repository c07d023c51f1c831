/** What a check's record comes to where the work answers with what only its tests know. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import type { Policy } from '../../../../workflows/contract/contract.ts';
import { createRandom } from '../../drawing/random.ts';
import type { Programs } from '../ended/program.ts';
import type { TestFile } from '../find-twins.ts';
import { judgesIn } from '../held/judges-of.ts';
import { type TimedRunSettings, timedRun } from '../timed-run.ts';
import { twinTime } from '../twin-time.ts';
import { withStanding } from '../with-standing.ts';
import { answeredByTests } from './answers-of-tests.ts';
import type { LearnedQuestion } from './learned-question.ts';
import type { WorkFile } from './may-reach.ts';

/** What tests know beside their texts, and who may have learned it. */
export interface Learnable {
  readonly data: readonly TestFile[];
  readonly works: readonly WorkFile[];
}

export interface LearnedInput extends TimedRunSettings {
  readonly files: readonly TestFile[];
  readonly programs: Programs;
  readonly learnable?: Learnable;
  readonly twins: Exclude<Policy['twins'], 'off'>;
}

export async function withLearnedAnswers(record: TwinRecord, input: LearnedInput): Promise<TwinRecord> {
  const { programs, files, learnable = { data: [], works: [] } } = input;
  if (learnable.works.length === 0) return record;
  const started = programs.files.filter(({ role }) => role === 'started');
  const told = await answeredByTests({
    ...learnable,
    // A runner's tests are judges also where the command names them.
    judges: judgesIn(started, { ...programs, files: started }, files),
    random: createRandom(record.seed),
    run: inTime(input),
  });
  if (told === undefined) return record;
  const reason = `the work answers ${told} with what only the tests know: asked the same, it gives back what was changed where they have it`;
  return withStanding(record, 'cannotFail', reason);
}

/** These runs take no longer than the twins may, all together, as long as nothing is amiss. */
function inTime(input: LearnedInput): LearnedQuestion['run'] {
  const run = timedRun(input);
  const { limitMs, doubtMs } = twinTime(input.twins, input.tookMs);
  let isAmiss = false;
  return async (changes) => {
    const result = await run({ changes }, isAmiss ? doubtMs : limitMs);
    if (result?.ended !== 'judged' || result.isLate === true) return undefined;
    isAmiss ||= result.passed;
    return { passed: result.passed, said: result.output ?? '' };
  };
}
