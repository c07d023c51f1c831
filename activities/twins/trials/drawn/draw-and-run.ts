/** Draws changed expectations of a check's tests, runs the check with each, and says what that shows. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { defined } from '../../../../objects/defined.ts';
import { isNamedIn } from '../../drawing/named-in.ts';
import { createRandom } from '../../drawing/random.ts';
import type { Target } from '../../runners/runner-rules.ts';
import { type UnderstoodCommand, understandCommand } from '../../runners/understand-command.ts';
import { withCasesLeftOut } from '../cases-left-out.ts';
import { type FoundTwins, findAtOnce, findTwins, type TestFile, type TwinSource } from '../find-twins.ts';
import { workPasses } from '../passes-with-work.ts';
import { tryInTurn } from '../sequence/trial-sequence.ts';
import { createTrials } from '../sequence/trials.ts';
import { unfitness } from '../sequence/unfit.ts';
import { decideTwins, placeNames, scrutinyOf, type TwinEvidence, type TwinPlace } from '../twin-decision.ts';
import { twinTime } from '../twin-time.ts';
import { atOncePasses, firstOfPlaces, unlessForgiven } from './at-once.ts';
import { isExcused } from './compares-text.ts';
import { tryOwnTwin, withOwnTwin } from './contract-twin.ts';
import { lookAtThemselves } from './own-text.ts';
import type { TwinInput } from './twin-input.ts';

/** One place that cannot be written in another way spoils a set: once one has failed, others have few. */
const FEW_PLACES = 4;
const UNFIT = 'tests that are written differently are refused before any of them runs';
const FURTHER_SETS = 100;

/** Whether what the check said without the work names the place. */
export const isTurnedIn =
  (said: string) =>
  ({ path, line, testCase }: TwinPlace): boolean =>
    path !== null && line !== null && isNamedIn(said, { path, line, testCase });

/** `isLeftOut`: cases that the check was seen not to run. */
export async function drawAndRun(
  input: TwinInput,
  isLeftOut: (target: Target) => boolean = () => false,
): Promise<TwinRecord> {
  const { check, tookMs, seed, runVariant, deadlineMs, isDoubted = false, said = '' } = input;
  const scrutiny = scrutinyOf(isDoubted);
  const known = understandCommand(check.command, input.scripts);
  const understood: UnderstoodCommand = {
    ...known,
    selects: (target) => (isLeftOut(target) ? 'no' : known.selects(target)),
  };
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
    summary: withCasesLeftOut(withOwnTwin(summary, own), known.leavesOut),
    seed,
    expectations: found.ok ? found.set.expectations : 0,
    durationMs: trials.runs().reduce((sum, { durationMs }) => sum + durationMs, 0),
    runs: trials.runs(),
  };
}

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
