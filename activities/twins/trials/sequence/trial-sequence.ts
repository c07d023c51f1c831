/**
 * The order in which the twins of a check are run. What has to pass and what has to fail come by lot, each
 * with a text of its own, so that neither hour, turn nor text tells; there are more of both until no lot can
 * have brought about what came out.
 */

import type { TwinRun } from '../../../../journal/bodies/twin-record.ts';
import type { Random } from '../../drawing/random.ts';
import { comparesFiles, type UnderstoodCommand } from '../../runners/understand-command.ts';
import type { FoundTwins, TwinCopy, TwinSet } from '../find-twins.ts';
import { areTooMany, EQUAL_TWINS, isSettled, placeNames, type Scrutiny } from '../twin-decision.ts';
import type { TwinTime } from '../twin-time.ts';
import { FURTHER_ROUND, FURTHER_ROUNDS, firstRound, type TrialPlan } from './trial-plan.ts';
import type { Trials } from './trials.ts';
import { type Candidate, createTwinSets, type TwinSets } from './twin-sets.ts';
import type { IsUnfit } from './unfit.ts';

export interface Sequence {
  readonly trials: Trials;
  readonly time: TwinTime;
  /** All twins are run, however slow the check is. */
  readonly isWhole: boolean;
  readonly understood: UnderstoodCommand;
  readonly scrutiny: Scrutiny;
  readonly random: Random;
  /** One run of the check. */
  readonly runMs: number;
  /** Other places, or other ways of writing them: the second set, the third one; or few places only. */
  readonly drawAgain: (attempt: number, isFew: boolean) => Promise<FoundTwins>;
  /** Whether a twin that has failed did so before any test ran. */
  readonly isUnfit: IsUnfit;
}

export interface Tried {
  /** The command may compare the tests' text by itself, as its words say. */
  readonly comparesText: boolean;
  /** Those that mean the same. */
  readonly equal: readonly TwinCopy[];
  /** One of them has failed. */
  readonly hasFailed: boolean;
  /** Some failed before any test ran, and count for nothing. */
  readonly wereUnfit: boolean;
}

/** Where something is amiss, more are tried until it is settled; so is what needs more than time allowed. */
export async function tryInTurn(first: TwinSet, sequence: Sequence): Promise<Tried> {
  const { trials, understood, scrutiny, runMs, time, isWhole } = sequence;
  const sets = createTwinSets(first, scrutiny.equal, sequence.drawAgain);
  const equals = createEquals(sets, sequence);
  const changes = createChanges(sets, sequence);
  // A chain may have to be cut down to its part that runs the tests, before anything is judged by it.
  const mayCompare = understood.comparesText || understood.part !== undefined;
  if (mayCompare) await equals.passOnce();
  const affordable = isWhole ? Number.POSITIVE_INFINITY : Math.floor(time.limitMs / Math.max(runMs, 1));
  const whole = firstRound(scrutiny, affordable);
  let round: TrialPlan = whole;
  for (let turn = 0; turn <= FURTHER_ROUNDS; turn += 1) {
    await runRound(round, { first, sequence, equals, changes, whole, isFurther: turn > 0 });
    if (trials.isOver() || equals.haveAllFailed() || changes.areTooMany()) break;
    if (isSettled(trials.runs(), scrutiny) || changes.areUsedUp()) break;
    round = FURTHER_ROUND;
  }
  return equals.tried();
}

interface RoundTools {
  readonly first: TwinSet;
  readonly sequence: Sequence;
  readonly equals: Equals;
  readonly changes: Changes;
  /** What is run where the whole command has to be. */
  readonly whole: TrialPlan;
  /** Something is amiss. */
  readonly isFurther: boolean;
}

/** One after the other, each kind with the chances that what is left of it has. */
async function runRound(plan: TrialPlan, tools: RoundTools): Promise<void> {
  const { first, sequence, equals, changes, whole, isFurther } = tools;
  const { trials, random, scrutiny } = sequence;
  let left = { ...plan };
  const narrows = (): boolean => trials.narrows(first.impossible);
  let narrowed = narrows();
  // Little runs with both kinds each time; how many more that allows, time tells.
  if (narrowed) left = { equal: 0, impossible: isFurther ? plan.impossible : scrutiny.impossible };
  while (left.equal + left.impossible > 0 && !trials.isOver()) {
    if (equals.haveAllFailed() || changes.areTooMany()) return;
    if (random.integer(1, left.equal + left.impossible) <= left.equal) {
      left.equal -= 1;
      await equals.tryNext();
      if (!equals.havePassed()) await equals.passOnce();
      continue;
    }
    const isOwed = isFurther || changes.judged() < whole.impossible;
    const outcome = await changes.tryNext(isOwed);
    if (outcome === 'none') left.impossible = 0;
    else if (outcome !== 'leftOut') left.impossible -= 1;
    if (narrowed && !narrows()) {
      narrowed = false;
      left = { equal: whole.equal, impossible: Math.max(0, whole.impossible - changes.judged()) };
    }
  }
}

interface Changes {
  /** `leftOut`: the command does not run it; `none`: there is no other one, or no time. */
  readonly tryNext: (isOwed: boolean) => Promise<'judged' | 'unjudged' | 'leftOut' | 'none'>;
  readonly judged: () => number;
  readonly areTooMany: () => boolean;
  readonly areUsedUp: () => boolean;
}

function createChanges(sets: TwinSets, { trials, time, scrutiny }: Sequence): Changes {
  const survivors: TwinCopy[] = [];
  let judged = 0;
  let areUsedUp = false;
  return {
    judged: () => judged,
    areUsedUp: () => areUsedUp,
    areTooMany: () => areTooMany(placeNames(survivors).size, Math.max(judged, scrutiny.impossible), scrutiny),
    async tryNext(isOwed) {
      const candidate = await sets.nextImpossible();
      areUsedUp = candidate === undefined;
      if (candidate === undefined) return 'none';
      const limitMs = survivors.length === 0 ? time.limitMs : time.doubtMs;
      const outcome = await runChange(candidate, limitMs, isOwed || survivors.length > 0, trials);
      if (outcome === undefined) return trials.asks(candidate.twin) ? 'leftOut' : 'unjudged';
      judged += 1;
      if (outcome.passed) survivors.push(candidate.twin);
      else sets.hasFailed(candidate.set, outcome.run);
      return 'judged';
    },
  };
}

async function runChange(
  candidate: Candidate,
  limitMs: number,
  isOwed: boolean,
  trials: Trials,
): Promise<{ readonly passed: boolean; readonly run: TwinRun } | undefined> {
  const outcome = await trials.narrow(candidate, limitMs, isOwed);
  if (!outcome?.passed || !trials.needsProof(candidate.twin, outcome.command)) return outcome;
  // Run alone it may not have run at all: only the whole command tells.
  trials.drop(outcome.run);
  const again = await trials.whole('impossible', candidate.twin, limitMs, undefined, true);
  if (again !== undefined && !again.passed) trials.stopNarrowing();
  return again;
}

interface Equals {
  readonly tryNext: () => Promise<void>;
  /** Tries others as long as none has passed: nothing else shows anything before one has. */
  readonly passOnce: () => Promise<void>;
  readonly havePassed: () => boolean;
  /** So many that nothing is to be hoped for. */
  readonly haveAllFailed: () => boolean;
  readonly tried: () => Tried;
}

/** So many twins that fail before any test runs are given up for others. */
const MAX_UNFIT = 6;

function createEquals(sets: TwinSets, { trials, time, understood, isUnfit }: Sequence): Equals {
  let passes = 0;
  let failures = 0;
  let unfit = 0;
  let { comparesText } = understood;
  const equal: TwinCopy[] = [];
  const haveAllFailed = (): boolean => passes === 0 && (failures >= EQUAL_TWINS || unfit >= MAX_UNFIT);
  /** What failed is followed by a run without a change: a check may have become unable to pass. */
  const afterFailure = async (command: string | undefined): Promise<void> => {
    // A chain may compare the tests with a checksum of its own; then only its part that runs them is tried.
    const { part } = understood;
    const mayCut = part !== undefined && command === undefined && passes === 0 && failures === 1;
    const alone = mayCut ? await trials.whole('control', undefined, time.doubtMs, part, true) : undefined;
    // Work that fails just because nobody looked at the text of its tests knows that it is watched.
    if (part !== undefined && (alone?.passed || (alone !== undefined && understood.mustPassAlone)))
      comparesText = comparesFiles(part);
    if (alone?.passed && part !== undefined) trials.use(part);
    else await trials.whole('control', undefined, time.doubtMs, command, true);
  };
  const tryNext = async (): Promise<void> => {
    const set = await sets.nextEqual();
    if (!equal.includes(set.equal)) equal.push(set.equal);
    const outcome = await trials.whole('equal', set.equal, time.doubtMs, undefined, true);
    if (outcome === undefined) return;
    if (outcome.passed) {
      passes += 1;
      return;
    }
    trials.dropFailures(sets.giveUp(set));
    if (unfit < MAX_UNFIT && (await isUnfit(set.equal))) {
      unfit += 1;
      trials.drop(outcome.run);
      return;
    }
    failures += 1;
    await afterFailure(outcome.command);
  };
  return {
    tryNext,
    async passOnce() {
      while (passes === 0 && !haveAllFailed() && !trials.isOver()) await tryNext();
    },
    havePassed: () => passes > 0,
    haveAllFailed,
    tried: () => ({ comparesText, equal, hasFailed: failures > 0, wereUnfit: unfit > 0 }),
  };
}
