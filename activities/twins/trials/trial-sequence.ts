/**
 * The order in which the twins of a check are run: what has to pass stands among and behind what has to fail,
 * so that neither hour nor turn tells.
 */

import type { Random } from '../drawing/random.ts';
import { comparesFiles, type UnderstoodCommand } from '../runners/understand-command.ts';
import type { FoundTwins, TwinCopy, TwinSet } from './find-twins.ts';
import type { Trials } from './trials.ts';
import { areTooMany, EQUAL_TWINS, placeNames, type Scrutiny } from './twin-decision.ts';
import type { TwinTime } from './twin-time.ts';

export interface Sequence {
  readonly trials: Trials;
  readonly time: TwinTime;
  readonly understood: UnderstoodCommand;
  readonly scrutiny: Scrutiny;
  readonly random: Random;
  /** One run of the check. */
  readonly runMs: number;
  /** Other places, or other ways of writing them: the second set, the third one. */
  readonly drawAgain: (attempt: number) => Promise<FoundTwins>;
}

export interface Tried {
  /** The command may compare the tests' text by itself, as its words say. */
  readonly comparesText: boolean;
  /** Those that mean the same. */
  readonly equal: readonly TwinCopy[];
}

/**
 * Twins that have to fail count only where one that means the same passes on the same command, and where the
 * last of all runs is one that passes.
 */
export async function tryInTurn(first: TwinSet, sequence: Sequence): Promise<Tried> {
  const { trials, understood, random, runMs, time, scrutiny } = sequence;
  const confirmer = createConfirmer(first, sequence);
  trials.vouchWith(first.equal);
  // A chain may have to be cut down to its part that runs the tests, before anything is judged by it.
  const mayCompare = understood.comparesText || understood.part !== undefined;
  if (mayCompare && !(await confirmer.confirm(undefined))) return confirmer.tried();
  for (;;) {
    const set = confirmer.set();
    const wanted = set.impossible.slice(0, scrutiny.impossible).length;
    const affordable = Math.max(1, Math.floor(time.limitMs / Math.max(runMs, 1)) - 1);
    const confirmAt = trials.narrows() ? wanted : random.integer(0, Math.min(wanted, affordable));
    const hasPassed =
      (await tryImpossible(set, confirmAt, sequence, confirmer)) &&
      (confirmer.set() !== set || (await confirmer.confirm(lastCommand(trials), true)));
    // Whatever failed with a set that was given up is tried anew with the next one.
    if (!hasPassed || confirmer.set() === set) return confirmer.tried();
  }
}

/** Returns false when what means the same does not pass; stops when that passes with another set only. */
async function tryImpossible(
  set: TwinSet,
  confirmAt: number,
  { trials, time, scrutiny }: Sequence,
  confirmer: Confirmer,
): Promise<boolean> {
  const failed: TwinCopy[] = [];
  const survivors: TwinCopy[] = [];
  let isConfirmed = confirmAt === 0 && confirmer.hasPassed();
  for (const twin of set.impossible) {
    const tried = failed.length + survivors.length;
    const { size: survived } = placeNames(survivors);
    if (tried === scrutiny.impossible || areTooMany(survived, scrutiny.impossible, scrutiny)) break;
    if (tried === confirmAt && !isConfirmed) {
      isConfirmed = await confirmer.confirm(lastCommand(trials));
      if (!isConfirmed || confirmer.set() !== set) return isConfirmed;
    }
    const limitMs = survived === 0 ? time.limitMs : time.doubtMs;
    let outcome = await trials.narrow(twin, limitMs);
    if (outcome?.passed && trials.needsProof(twin, outcome.command)) {
      // Run alone it may not have run at all: only the whole command tells.
      trials.dropLast();
      outcome = await trials.whole('impossible', twin, time.doubtMs);
      if (outcome !== undefined && !outcome.passed) trials.stopNarrowing();
    }
    if (outcome === undefined) {
      if (trials.isOver()) break;
      continue;
    }
    (outcome.passed ? survivors : failed).push(twin);
  }
  // Those that failed beside a survivor have to fail again, unless they failed by lot.
  if (survivors.length > 0 && placeNames(survivors).size < scrutiny.refusing)
    for (const twin of failed) {
      const again = await trials.whole('impossible', twin, time.doubtMs);
      if (again?.passed !== false) break;
      trials.dropLast();
    }
  return true;
}

const lastCommand = (trials: Trials): string | undefined =>
  trials.runs().findLast(({ kind }) => kind === 'impossible')?.command;

interface Confirmer {
  /** The one whose equal twin was last to pass, or is next to be tried. */
  readonly set: () => TwinSet;
  readonly hasPassed: () => boolean;
  readonly tried: () => Tried;
  /**
   * Whether what means the same passes on this command; where it fails, in other ways too, each after a run
   * without a change.
   */
  readonly confirm: (command: string | undefined, isLast?: boolean) => Promise<boolean>;
}

function createConfirmer(first: TwinSet, { trials, time, understood, drawAgain }: Sequence): Confirmer {
  let set = first;
  let attempt = 0;
  let passes = 0;
  let { comparesText } = understood;
  const equal: TwinCopy[] = [];
  const next = async (): Promise<boolean> => {
    attempt += 1;
    const found = attempt < EQUAL_TWINS ? await drawAgain(attempt) : undefined;
    if (found?.ok !== true) return false;
    set = found.set;
    trials.vouchWith(set.equal);
    trials.dropFailures();
    return true;
  };
  return {
    set: () => set,
    hasPassed: () => passes > 0,
    tried: () => ({ comparesText, equal }),
    async confirm(command, isLast = false) {
      for (let failures = 0; ; ) {
        const limitMs = failures === 0 ? time.limitMs : time.doubtMs;
        if (!equal.includes(set.equal)) equal.push(set.equal);
        const outcome = await trials.whole('equal', set.equal, limitMs, command, isLast && failures === 0);
        if (outcome?.passed) {
          passes += 1;
          return true;
        }
        if (outcome === undefined && trials.isOver()) return false;
        failures += outcome === undefined ? 0 : 1;
        // A chain may compare the tests with a checksum of its own; then only its part that runs them is
        // tried.
        const { part } = understood;
        const mayCut = outcome !== undefined && part !== undefined && command === undefined && passes === 0;
        const alone =
          mayCut && failures === 1 ? await trials.whole('control', undefined, time.doubtMs, part) : undefined;
        // Work that fails just because nobody looked at the text of its tests knows that it is watched.
        if (part !== undefined && (alone?.passed || (alone !== undefined && understood.mustPassAlone)))
          comparesText = comparesFiles(part);
        if (alone?.passed && part !== undefined) trials.use(part);
        else if (outcome !== undefined)
          await trials.whole('control', undefined, time.doubtMs, outcome.command);
        if (!(await next())) return false;
      }
    },
  };
}
