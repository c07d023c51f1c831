/** What a check's record comes to where sealed tests may have been kept from being run. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { hasWord } from '../../drawing/named-in.ts';
import { createRandom } from '../../drawing/random.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import { withStanding } from '../with-standing.ts';
import { findUnrun, type UnrunQuestion } from './find-unrun.ts';
import type { SealedTest } from './probe-texts.ts';

interface SealedTests extends Pick<UnrunQuestion, 'passesWithWork'> {
  readonly tests: readonly SealedTest[];
  /** What the check said without the work and no longer says. */
  readonly said: string;
  readonly onAccepted: RunOnAccepted;
  /** How long tests that nothing speaks against are tried one by one. */
  readonly limitMs: number;
  readonly deadlineMs?: number;
}

/** Refused where a test is kept from running; started tests of which no more is known are named. */
export async function withoutUnrun(
  record: TwinRecord,
  { tests, said, passesWithWork, onAccepted, limitMs, deadlineMs = Infinity }: SealedTests,
): Promise<TwinRecord> {
  const { summary } = record;
  const idle = new Set(summary.idle);
  const startMs = Date.now();
  const survived = pathsOf(record, true);
  const named = tests.filter(({ path }) => hasWord(said, nameOf(path))).map(({ path }) => path);
  const { unrun, unshown } = await findUnrun({
    tests: tests.filter(({ path }) => !idle.has(path)),
    shown: pathsOf(record, false),
    suspects: new Set([...survived, ...named]),
    random: createRandom(record.seed + 1),
    passesWithWork,
    onAccepted,
    hasTime: () => Date.now() < Math.min(startMs + limitMs, deadlineMs),
  });
  if (unrun !== undefined) {
    const reason = `it passes although ${unrun} fails as soon as it runs; without the work, where all tests expect nothing, that makes it fail`;
    return withStanding(record, 'cannotFail', reason);
  }
  if (unshown.length === 0 || summary.standing !== 'canFail') return record;
  const unchanged = [...new Set([...(summary.unchanged ?? []), ...unshown])];
  return { ...record, summary: { ...summary, unchanged } };
}

/** Files of impossible twins, of those that passed or of those that failed. */
const pathsOf = ({ runs }: TwinRecord, passed: boolean): ReadonlySet<string> =>
  new Set(
    runs.flatMap((run) =>
      run.kind === 'impossible' && run.passed === passed && run.path !== null ? [run.path] : [],
    ),
  );

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
