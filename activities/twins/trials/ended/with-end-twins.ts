/** What a check's record comes to where the work ends the run before its programs do. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { createRandom } from '../../drawing/random.ts';
import { mayRun } from '../started-tests.ts';
import { type EndQuestion, endedEarly } from './early-end.ts';
import type { Program } from './program.ts';

/** Programs of which, or by which, a changed expectation was seen to fail need not be asked. */
export async function withEndTwins(
  record: TwinRecord,
  question: Omit<EndQuestion, 'random'>,
): Promise<TwinRecord> {
  const shown = shownPaths(record);
  const isShown = (program: Program): boolean =>
    shown.some((path) => path === program.path || mayRun(program, path));
  const files = question.programs.files.filter((program) => !isShown(program));
  const ended = await endedEarly({
    ...question,
    programs: { ...question.programs, files },
    random: createRandom(record.seed),
  });
  if (ended === undefined) return record;
  const reason = `it passes although ${ended.path} fails in the end: the work has ended the run before`;
  return { ...record, summary: { ...record.summary, standing: 'cannotFail', reason } };
}

const shownPaths = ({ runs }: TwinRecord): string[] =>
  runs.flatMap(({ kind, passed, path }) => (kind === 'impossible' && !passed && path !== null ? [path] : []));
