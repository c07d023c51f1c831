/** Shows by twins whether a check can fail on this very work. */
import type { TwinRecord } from '../../../journal/bodies/twin-record.ts';
import { defined } from '../../../objects/defined.ts';
import { tryBrokenCases } from './broken-cases.ts';
import { withComparedOperands } from './compared/with-compared-operands.ts';
import { drawAndRun, isTurnedIn } from './drawn/draw-and-run.ts';
import type { TwinInput } from './drawn/twin-input.ts';
import type { Programs } from './ended/program.ts';
import { withEndTwins } from './ended/with-end-twins.ts';
import { withEntryTwin } from './entry-twin.ts';
import { withHeldJudges } from './held/with-held-judges.ts';
import { setCasesAside } from './idle/set-cases-aside.ts';
import { setIdleAside } from './idle/set-idle-aside.ts';
import { withLearnedAnswers } from './learned/with-learned-answers.ts';
import { type PassesWithWork, workPasses } from './passes-with-work.ts';
import { patientRuns } from './patient-runs.ts';
import { withSkippedCases } from './skipped/with-skipped-cases.ts';
import { startedTests } from './started-tests.ts';
import { REFUSING_SURVIVORS } from './twin-decision.ts';
import { twinTime } from './twin-time.ts';
import { withoutUnrun } from './unrun/without-unrun.ts';

/**
 * Rejects only as `runVariant` does. A test that the command starts by name and that the run did not even
 * open has been kept from running.
 */
export async function runTwins(asked: TwinInput): Promise<TwinRecord> {
  const { unreadTests = [], sealedTests = [], onAccepted, said = '' } = asked;
  if (unreadTests.length > 0) return unread(asked, unreadTests);
  const input = { ...asked, runVariant: patientRuns({ ...asked, runMs: asked.tookMs / asked.check.runs }) };
  const passesWithWork = workPasses(input);
  const programs = input.programs ?? NO_PROGRAMS;
  const tests = input.files;
  const accepted = defined({ onAccepted });
  const works = input.learnable?.works ?? [];
  /** One after another, as long as nothing is decided. */
  const further: readonly ((record: TwinRecord) => Promise<TwinRecord>)[] = [
    (record) =>
      withEndTwins(record, {
        programs,
        passesWithWork,
        ...accepted,
        ...defined({ metric: input.check.expect?.metric }),
      }),
    (record) => withHeldJudges(record, { programs, tests, passesWithWork, ...accepted }),
    (record) => withSkippedCases(record, { tests, works, passesWithWork }),
    (record) =>
      withComparedOperands(record, {
        programs,
        mutate: input.mutate,
        passesWithWork,
        ...accepted,
        ...defined({ signal: input.signal }),
      }),
    (record) => withLearnedAnswers(record, { ...input, programs }),
    async (record) =>
      onAccepted === undefined
        ? record
        : withoutUnrun(record, {
            tests: sealedTests,
            said,
            passesWithWork,
            onAccepted,
            limitMs: twinTime(input.twins, input.tookMs).limitMs,
            ...defined({ deadlineMs: input.deadlineMs }),
          }),
  ];
  let record = await decided(input, passesWithWork);
  for (const trial of further) if (isOpen(record)) record = await trial(record);
  return record;
}

const NO_PROGRAMS: Programs = { files: [], parts: [], modules: new Set(), wantedCode: 0 };

const isOpen = ({ summary: { standing } }: TwinRecord): boolean =>
  standing === 'canFail' || standing === 'notShown';

/** What the expectations of those tests show that were read. */
async function decided(input: TwinInput, passesWithWork: PassesWithWork): Promise<TwinRecord> {
  const { check, files, scripts = {} } = input;
  const record = await drawAndRun(input);
  if (record.summary.standing === 'notShown' && record.runs.length === 0)
    return withEntryTwin(record, {
      ...input,
      scripts,
      // Nothing but the words of what is only named may be looked for.
      ended: (input.programs?.files ?? []).flatMap(({ path, role }) => (role === 'named' ? [] : [path])),
    });
  const isTurned = isTurnedIn(input.said ?? '');
  if (record.summary.standing === 'canFail')
    return record.runs.some((run) => run.kind === 'impossible' && isTurned(run))
      ? record
      : tryBrokenCases(record, { files, said: input.said ?? '', passesWithWork });
  if (record.summary.standing !== 'cannotFail') return record;
  const started = startedTests(
    check.command,
    scripts,
    files.map(({ path }) => path),
    true,
  );
  const aside = await setIdleAside(record, {
    files,
    started,
    redraw: (others) => drawAndRun({ ...input, files: others }),
    passesWithWork,
    ...defined({ areIdle: input.areIdle, onAccepted: input.onAccepted }),
  });
  if (aside.summary.standing !== 'cannotFail') return aside;
  return setCasesAside(aside, {
    files,
    passesWithWork,
    redraw: (isLeftOut) => drawAndRun(input, isLeftOut),
    ...defined({ onAccepted: input.onAccepted }),
  });
}

const unread = ({ check, seed }: TwinInput, paths: readonly string[]): TwinRecord => ({
  summary: {
    check: check.name,
    standing: 'cannotFail',
    tried: 0,
    survived: 0,
    reason: `it passes without opening ${paths.slice(0, REFUSING_SURVIVORS).join(', ')}, which its command starts`,
  },
  seed,
  expectations: 0,
  durationMs: 0,
  runs: [],
});
