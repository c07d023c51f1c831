/** Shows by twins whether a check can fail on this very work. */

import type { TwinRecord, TwinRun } from '../../../journal/bodies/twin-record.ts';
import { defined } from '../../../objects/defined.ts';
import type { Check, Policy } from '../../../workflows/contract/contract.ts';
import type { TwinSummary } from '../../../workflows/evidence/twin-summary.ts';
import { isNamedIn } from '../drawing/named-in.ts';
import { createRandom } from '../drawing/random.ts';
import type { TwinLanguage } from '../mutator.ts';
import type { Mutate } from '../run-mutator.ts';
import type { PackageScripts } from '../runners/expand-script.ts';
import { type UnderstoodCommand, understandCommand } from '../runners/understand-command.ts';
import type { RunOnAccepted } from './accepted-run.ts';
import { tryBrokenCases } from './broken-cases.ts';
import { isExcused } from './compares-text.ts';
import { tryOwnTwin, withOwnTwin } from './contract-twin.ts';
import type { Programs } from './ended/program.ts';
import { withEndTwins } from './ended/with-end-twins.ts';
import { withEntryTwin } from './entry-twin.ts';
import {
  type FoundTwins,
  findAtOnce,
  findTwins,
  type TestFile,
  type TwinCopy,
  type TwinSource,
} from './find-twins.ts';
import { withHeldJudges } from './held/with-held-judges.ts';
import { lookAtThemselves } from './own-text.ts';
import { tryInTurn } from './sequence/trial-sequence.ts';
import { createTrials, type Trials } from './sequence/trials.ts';
import { unfitness } from './sequence/unfit.ts';
import { setIdleAside } from './set-idle-aside.ts';
import { startedTests } from './started-tests.ts';
import { type AtOnceProbes, whatIsForgiven } from './tolerance/forgives.ts';
import {
  decideTwins,
  placeNames,
  REFUSING_SURVIVORS,
  scrutinyOf,
  type TwinEvidence,
  type TwinPlace,
} from './twin-decision.ts';
import { chargedMs, patienceMs, twinTime } from './twin-time.ts';
import type { SealedTest } from './unrun/probe-texts.ts';
import { withoutUnrun } from './unrun/without-unrun.ts';
import type { RunVariant } from './variant.ts';

export interface TwinInput {
  readonly check: Pick<Check, 'name' | 'command' | 'runs' | 'twin'>;
  /** What all runs of the check took in this audit; it passed. */
  readonly tookMs: number;
  /** Sealed files that hold its tests (`testFilesOf`), as text. */
  readonly files: readonly TestFile[];
  /** Tests that the work brought along: they count only where nothing else expects anything. */
  readonly addedFiles?: readonly TestFile[];
  /** Sealed tests that the command starts by name and that the passing run has not opened. */
  readonly unreadTests?: readonly string[];
  /** All that is sealed and may be a test, whether or not a run has read it. */
  readonly sealedTests?: readonly SealedTest[];
  /** Expectations are drawn from all of these; absent: from the one with the most files, or the runner's. */
  readonly startedLanguages?: readonly TwinLanguage[];
  /** Absent: none that judge by themselves. */
  readonly programs?: Programs;
  /** What a check such as `npm test` runs. */
  readonly scripts?: PackageScripts;
  /** What the check said without the work and no longer says: it names what the work was to turn. */
  readonly said?: string;
  readonly twins: Exclude<Policy['twins'], 'off'>;
  /** An earlier claim of the goal was refused because this check passed whatever was expected. */
  readonly isDoubted?: boolean;
  /** A whole number from 0, drawn anew for each audit: who could foretell it could pass what is drawn. */
  readonly seed: number;
  readonly runVariant: RunVariant;
  /** The text of a file of the copy with the work. */
  readonly textOf?: (path: string) => Promise<string | undefined>;
  /**
   * Whether the check runs none of these files although it reads them; `others` are the rest of its tests.
   */
  readonly areIdle?: (paths: readonly string[], others: readonly string[]) => Promise<boolean>;
  /** Absent: no way to run the check without the work. */
  readonly onAccepted?: RunOnAccepted;
  /** A script that the command starts has a program that compares the text of files. */
  readonly scriptsCompare?: boolean;
  readonly mutate: Mutate;
  /** When nothing more is begun, by the clock. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Rejects only as `runVariant` does. A test that the command starts by name and that the run did not even
 * open has been kept from running.
 */
export async function runTwins(input: TwinInput): Promise<TwinRecord> {
  const { unreadTests = [], sealedTests = [], onAccepted, said = '' } = input;
  if (unreadTests.length > 0) return unread(input, unreadTests);
  const passesWithWork = workPasses(input);
  const decidedRecord = await decided(input, passesWithWork);
  const programs = input.programs ?? NO_PROGRAMS;
  const ended = isOpen(decidedRecord)
    ? await withEndTwins(decidedRecord, { programs, passesWithWork, ...defined({ onAccepted }) })
    : decidedRecord;
  const record = isOpen(ended) ? await withHeldJudges(ended, programs, input.files, passesWithWork) : ended;
  if (!isOpen(record) || onAccepted === undefined) return record;
  return withoutUnrun(record, {
    tests: sealedTests,
    said,
    passesWithWork,
    onAccepted,
    limitMs: twinTime(input.twins, input.tookMs).limitMs,
    ...defined({ deadlineMs: input.deadlineMs }),
  });
}

const NO_PROGRAMS: Programs = { files: [], parts: [], modules: new Set(), wantedCode: 0 };

const isOpen = ({ summary: { standing } }: TwinRecord): boolean =>
  standing === 'canFail' || standing === 'notShown';

type PassesWithWork = (changes: readonly TestFile[]) => Promise<boolean>;

const workPasses =
  ({ check, tookMs, runVariant, deadlineMs = Infinity }: TwinInput): PassesWithWork =>
  async (changes) => {
    const runMs = tookMs / check.runs;
    if (Date.now() + runMs > deadlineMs) return false;
    const result = await runVariant({ changes, timeoutMs: patienceMs(runMs) });
    return result.ended === 'judged' && result.passed;
  };

/** What the expectations of those tests show that were read. */
async function decided(input: TwinInput, passesWithWork: PassesWithWork): Promise<TwinRecord> {
  const { check, files, scripts = {} } = input;
  const record = await drawAndRun(input);
  if (record.summary.standing === 'notShown' && record.runs.length === 0)
    return withEntryTwin(record, {
      ...input,
      scripts,
      ended: (input.programs?.files ?? []).map(({ path }) => path),
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
  return setIdleAside(record, {
    files,
    started,
    redraw: (others) => drawAndRun({ ...input, files: others }),
    passesWithWork,
    ...defined({ areIdle: input.areIdle, onAccepted: input.onAccepted }),
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

const isTurnedIn =
  (said: string) =>
  ({ path, line, testCase }: TwinPlace): boolean =>
    path !== null && line !== null && isNamedIn(said, { path, line, testCase });

async function drawAndRun(input: TwinInput): Promise<TwinRecord> {
  const { check, tookMs, seed, runVariant, deadlineMs, isDoubted = false, said = '' } = input;
  const scrutiny = scrutinyOf(isDoubted);
  const understood = understandCommand(check.command, input.scripts);
  const runMs = tookMs / check.runs;
  const random = createRandom(seed);
  const trials = createTrials({
    understood,
    runVariant,
    runMs,
    random,
    ...defined({ deadlineMs }),
  });
  const comparesText = understood.comparesText || input.scriptsCompare === true;
  const own = await tryOwnTwin(input, trials, {
    ...{ random, comparesText },
    passesWithWork: workPasses(input),
  });
  const { found, source } = await findIn(input, understood);
  const tried = found.ok
    ? await tryInTurn(found.set, {
        trials,
        time: twinTime(input.twins, tookMs),
        understood,
        isWhole: isDoubted || input.twins === 'require',
        scrutiny,
        random,
        runMs,
        isUnfit: unfitness(source.files, input.onAccepted),
        drawAgain: (attempt, isFew) => findTwins(source, seed + attempt, ...(isFew ? [FEW_PLACES] : [])),
      })
    : { comparesText: false, equal: [], hasFailed: false, wereUnfit: false };
  const stops = [
    own.stoppedBy,
    trials.stoppedBy(),
    tried.wereUnfit ? UNFIT : undefined,
    found.ok ? undefined : found.reason,
  ];
  const evidence: TwinEvidence = {
    check: check.name,
    runs: trials.runs(),
    available: found.ok ? placeNames(found.set.impossible).size : 0,
    isTurned: isTurnedIn(said),
    mayCompareText: await isExcused(
      {
        runs: trials.runs(),
        equal: tried.equal,
        files: source.files,
        part: understood.part,
        scriptsCompare: input.scriptsCompare ?? false,
      },
      tried.comparesText,
      input.onAccepted,
    ),
    scrutiny,
    ...defined({ stoppedBy: stops.find((each) => each !== undefined) }),
  };
  const decided = await unlessForgiven(decideTwins(evidence), trials.runs(), {
    drawn: found.ok ? firstOfPlaces(found.set.impossible) : [],
    changed: async (only, attempt = 0) => (found.ok ? findAtOnce(source, seed + attempt, only) : undefined),
    equal: async (attempt) => {
      const again = await findTwins(
        source,
        seed + FURTHER_SETS + attempt,
        ...(tried.hasFailed ? [FEW_PLACES] : []),
      );
      return again.ok ? again.set.equal : undefined;
    },
    random,
    passes: atOncePasses(input, trials, 2 * twinTime(input.twins, tookMs).doubtMs),
  });
  const mayLook =
    (decided.standing === 'recognised' || (decided.standing === 'cannotFail' && tried.hasFailed)) &&
    input.onAccepted !== undefined &&
    (await lookAtThemselves(source.files, tried.equal, input.onAccepted));
  const summary = mayLook ? decideTwins({ ...evidence, lookAtThemselves: true }) : decided;
  return {
    summary: withOwnTwin(summary, own),
    seed,
    expectations: found.ok ? found.set.expectations : 0,
    durationMs: trials.runs().reduce((sum, { durationMs }) => sum + durationMs, 0),
    runs: trials.runs(),
  };
}

/** The first change of each place. */
const firstOfPlaces = (twins: readonly TwinCopy[]): TwinCopy[] =>
  twins.filter((twin, index) => {
    const isAt = (other: TwinCopy): boolean => other.path === twin.path && other.line === twin.line;
    return twins.findIndex(isAt) === index;
  });

/** A check that forgives single failures by itself can fail all the same; that it does is said. */
async function unlessForgiven(
  summary: TwinSummary,
  runs: readonly TwinRun[],
  probes: AtOnceProbes,
): Promise<TwinSummary> {
  const isOfContract = runs.some(({ kind, passed }) => kind === 'contract' && passed);
  if (summary.standing !== 'cannotFail' || isOfContract) return summary;
  const reason = await whatIsForgiven(runs, probes);
  return reason === undefined ? summary : { ...summary, standing: 'canFail', reason };
}

/** Several changes at once, on the command on which what means the same has passed. */
function atOncePasses(
  { check, tookMs, runVariant, deadlineMs = Infinity }: TwinInput,
  trials: Trials,
  limitMs: number,
): AtOnceProbes['passes'] {
  const runMs = tookMs / check.runs;
  let spentMs = 0;
  return async ({ changes }) => {
    if (spentMs + runMs > limitMs || Date.now() + runMs > deadlineMs) return undefined;
    const { command } = trials.runs().findLast(({ kind }) => kind === 'equal') ?? {};
    const result = await runVariant({ changes, timeoutMs: patienceMs(runMs), ...defined({ command }) });
    spentMs += chargedMs(result.durationMs, runMs);
    return result.ended === 'judged' && result.isLate !== true ? result.passed : undefined;
  };
}

/** One place that cannot be written in another way spoils a set: once one has failed, others have few. */
const FEW_PLACES = 4;
const UNFIT = 'tests that are written differently are refused before any of them runs';
const FURTHER_SETS = 100;

async function findIn(
  { files, addedFiles = [], startedLanguages = [], said = '', seed, mutate, signal }: TwinInput,
  understood: UnderstoodCommand,
): Promise<{ readonly found: FoundTwins; readonly source: TwinSource }> {
  const sourceOf = (own: readonly TestFile[]): TwinSource => ({
    files: own,
    understood,
    startedLanguages,
    said,
    mutate,
    ...defined({ signal }),
  });
  const source = sourceOf(files);
  const found = await findTwins(source, seed);
  if (found.ok || addedFiles.length === 0) return { found, source };
  const added = sourceOf(addedFiles);
  return { found: await findTwins(added, seed), source: added };
}
