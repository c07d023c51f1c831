/** What the twins of a check come to. Pure. */

import type { TwinRun } from '../../../journal/bodies/twin-record.ts';
import { defined } from '../../../objects/defined.ts';
import type { TwinSummary } from '../../../workflows/evidence/twin-summary.ts';
import { counted } from '../../../workflows/text/counted.ts';
import { chanceOfLot, type TwinTallies } from './lot-test.ts';

/** How many expectations are changed, one at a time. */
export const IMPOSSIBLE_TWINS = 6;
/** How many ways of saying the same are run among them, each of another set. */
const EQUAL_TWINS_AMONG = 4;
/**
 * How many sets of ways of saying the same are tried before a check counts as one that recognises its tests.
 */
export const EQUAL_TWINS = 3;
/** So many survivors refuse, where they are at least half of what was tried. */
export const REFUSING_SURVIVORS = 3;

/** How closely a check is looked at. */
export interface Scrutiny {
  /** How many expectations are changed, one at a time. */
  readonly impossible: number;
  /** How many ways of saying the same are run among them. */
  readonly equal: number;
  /** So many survivors refuse. */
  readonly refusing: number;
  /** How likely it may be that a lot has come out so, where something is amiss. */
  readonly chance: number;
}

/**
 * Once a claim of this goal was refused because a check passed whatever was expected, its later claims are
 * looked at twice as closely: who asks again and again would come through by lot.
 */
export const scrutinyOf = (isDoubted: boolean): Scrutiny =>
  isDoubted
    ? {
        impossible: 2 * IMPOSSIBLE_TWINS,
        equal: EQUAL_TWINS_AMONG + 1,
        refusing: REFUSING_SURVIVORS + 1,
        chance: 0.001,
      }
    : {
        impossible: IMPOSSIBLE_TWINS,
        equal: EQUAL_TWINS_AMONG,
        refusing: REFUSING_SURVIVORS,
        chance: 0.0075,
      };
/**
 * The same where nothing is amiss: all that means the same passed, and all else failed, in as few runs as
 * time allowed.
 */
const CHANCE_OF_FEW = 0.05;

/**
 * Whether so many survivors of so many tried refuse: three of six, or four of twelve where the check is
 * doubted already.
 */
export const areTooMany = (survived: number, tried: number, { impossible, refusing }: Scrutiny): boolean =>
  survived >= refusing && survived * impossible >= tried * refusing;

/** Where an expectation is. */
export type TwinPlace = Pick<TwinRun, 'path' | 'line' | 'testCase'>;

/** One expectation may be changed in several ways. */
export const placeName = ({ path, line, testCase }: TwinPlace): string =>
  JSON.stringify([path, line, testCase]);

/** The different ones among them. */
export const placeNames = (places: readonly TwinPlace[]): ReadonlySet<string> =>
  new Set(places.map(placeName));

export interface TwinEvidence {
  readonly check: string;
  readonly runs: readonly TwinRun[];
  /**
   * The number of expectations of which impossible twins could be made; those that were not run were left out
   * for the time they take.
   */
  readonly available: number;
  /**
   * Whether a place stands for what failed without the work, by what the check said then. */
  readonly isTurned?: (place: TwinPlace) => boolean;
  /**
   * The command compares files by itself (checksums, formats), so that failing on another text need not be
   * the work's doing.
   */
  readonly mayCompareText?: boolean;
  /** Tests look at their own text, as was shown without the work, and so may fail where it is another. */
  readonly lookAtThemselves?: boolean;
  /** Why there was nothing to try, or why it went no further. */
  readonly stoppedBy?: string;
  /** Absent: the usual one. */
  readonly scrutiny?: Scrutiny;
}

/**
 * Up to six expectations are drawn by lot and changed, each alone: if all pass, or at least three that are
 * half of them, the check cannot fail on this work. Fewer survivors are named: an expectation may be one that
 * never runs. The error: work that passes a share s of all expectations whatever they say is missed if at
 * most two of six fall on it: s = 1: never; 0.9: 0.1 %; 0.75: 4 %; 0.5: 34 %; 0.25: 83 %. After one refusal,
 * with four of twelve: 0.5: 7 %; 0.25: 65 %. An honest suite in which a share d of the expectations that look
 * as if they ran does not run is refused if three of six fall on those: d = 0.02: 0.02 %; 0.05: 0.2 %; 0.1:
 * 1.6 %. Work that tells neither kind from the other comes through by lot in 0.6 % of first claims, whatever
 * share it passes, and in 0.1 % once one was refused; see `chanceOfLot`.
 */
export function decideTwins({
  check,
  runs,
  available,
  mayCompareText = false,
  lookAtThemselves = false,
  stoppedBy,
  scrutiny = scrutinyOf(false),
  isTurned = () => false,
}: TwinEvidence): TwinSummary {
  const impossible = judged(runs);
  const own = runs.filter(({ kind }) => kind === 'contract');
  const survivors = [...own, ...impossible].filter(({ passed }) => passed);
  const tried = own.length + impossible.length;
  const summary = (standing: TwinSummary['standing'], reason?: string): TwinSummary => ({
    check,
    standing,
    tried,
    survived: survivors.length,
    ...defined({ reason }),
  });
  if (own.some(({ passed }) => passed))
    return summary('cannotFail', "it passes with the contract's own twin in place");
  const byLot = impossible.filter(
    ({ passed, ...run }) => passed && impossible.some((other) => !other.passed && isSame(run, other)),
  );
  if (byLot.length > 0)
    return summary('cannotFail', `it passes and fails by lot, whatever is expected: ${listed(byLot)}`);
  const passing = impossible.filter(({ passed }) => passed);
  const survived = placeNames(passing).size;
  const places = placeNames(impossible).size;
  const isMany = areTooMany(survived, places, scrutiny);
  const isAll = survived > 0 && survived === places && survived >= Math.min(REFUSING_SURVIVORS, available);
  if (isMany || isAll) return summary('cannotFail', `it passes whatever is expected: ${listed(passing)}`);
  const turned = impossible.filter(isTurned);
  if (turned.length > 0 && turned.length < impossible.length && turned.every(({ passed }) => passed))
    return summary(
      'cannotFail',
      `it passes whatever is expected of what failed without the work: ${listed(turned)}`,
    );
  const recognised = recognition(runs, mayCompareText || lookAtThemselves);
  if (recognised !== undefined) return summary(recognised.standing, recognised.reason);
  const tallies = talliesOf(runs);
  const isOpen = !isSettled(runs, scrutiny);
  if (isAmiss(tallies) && isOpen)
    return lookAtThemselves && tallies.equal.failed > 0
      ? summary('notShown', COMPARES_TEXT)
      : summary('cannotFail', byLotReason(tallies));
  if (tried === 0) return summary('notShown', stoppedBy ?? 'no expectation was found that could be changed');
  if (impossible.length > 0 && isOpen)
    return summary('notShown', stoppedBy ?? 'too few changes could be tried');
  if (survived > 0)
    return summary('canFail', `it also passes with another expectation: ${listed(survivors)}`);
  if (own.length > 0 && impossible.length === 0)
    return summary('canFail', "it failed with the contract's own twin in place");
  const isFew = places < Math.min(REFUSING_SURVIVORS, available) && stoppedBy !== undefined;
  return isFew
    ? {
        ...summary('canFail', `of ${counted(available, 'expectation')} only ${places} changed: ${stoppedBy}`),
        available,
      }
    : summary('canFail');
}

/** Failing shows something where what means the same passes on the same command. */
function judged(runs: readonly TwinRun[]): readonly TwinRun[] {
  const vouched = vouchedCommands(runs);
  return runs.filter(
    ({ kind, passed, command }) => kind === 'impossible' && (passed || vouched.has(command)),
  );
}

const vouchedCommands = (runs: readonly TwinRun[]): ReadonlySet<string | undefined> =>
  new Set(runs.flatMap(({ kind, passed, command }) => (kind === 'equal' && passed ? [command] : [])));

/** How both kinds came out on commands on which what means the same has passed at least once. */
export function talliesOf(runs: readonly TwinRun[]): TwinTallies {
  const vouched = vouchedCommands(runs);
  const tally = (some: readonly TwinRun[]) => {
    const passed = some.filter((run) => run.passed).length;
    return { passed, failed: some.length - passed };
  };
  return {
    equal: tally(runs.filter(({ kind, command }) => kind === 'equal' && vouched.has(command))),
    impossible: tally(judged(runs)),
  };
}

/** Something passed that should not, or failed although it means the same. */
const isAmiss = ({ equal, impossible }: TwinTallies): boolean => equal.failed + impossible.passed > 0;

/** Whether it can be no lot that has brought this about. */
export function isSettled(runs: readonly TwinRun[], { chance }: Pick<Scrutiny, 'chance'>): boolean {
  const tallies = talliesOf(runs);
  return chanceOfLot(tallies) <= (isAmiss(tallies) ? chance : CHANCE_OF_FEW);
}

const byLotReason = ({ equal, impossible }: TwinTallies): string =>
  `it passes by lot: ${equal.passed} of ${equal.passed + equal.failed} times where its tests are written differently with the same meaning, and ${impossible.passed} of ${impossible.passed + impossible.failed} times where they expect something else`;

const COMPARES_TEXT = 'its command compares the text of files, so that no test can be changed under it';

/** Whether the check failed where the meaning was the same, each time. */
function recognition(
  runs: readonly TwinRun[],
  mayCompareText: boolean,
): Pick<TwinSummary, 'standing' | 'reason'> | undefined {
  // Passing where a case is run alone says nothing of the whole command, if that was tried after it.
  const lastOne = runs.findLast(({ kind }) => kind === 'equal');
  const equal = runs.filter(({ kind, command }) => kind === 'equal' && command === lastOne?.command);
  if (equal.length === 0 || equal.some(({ passed }) => passed)) return undefined;
  if (mayCompareText) return { standing: 'notShown', reason: COMPARES_TEXT };
  const said = `it fails where a test is written differently with the same meaning: ${listed(equal)}`;
  const controls = runs.filter(({ kind, command }) => kind === 'control' && command === lastOne?.command);
  // Whoever passes by lot, or at certain hours only, is refused as well: with nothing changed, every run has
  // to pass.
  const failed = controls.filter(({ passed }) => !passed).length;
  const unsteady = `; with nothing changed it failed ${failed} of ${controls.length} times as well`;
  return { standing: 'recognised', reason: failed === 0 ? said : `${said}${unsteady}` };
}

const isSame = (one: Omit<TwinRun, 'passed'>, other: TwinRun): boolean =>
  one.path === other.path && one.line === other.line && one.what === other.what;

const listed = (runs: readonly TwinRun[]): string =>
  runs
    .slice(0, REFUSING_SURVIVORS)
    .map(({ path, line, what }) => (path === null ? what : `${path}:${line} (${what})`))
    .join(', ');

/**
 * A metric's twin is its baseline. `missed`: the bound did not hold without the work, so that it can fail.
 * `met`: it held, and proves nothing about the work. `unknown`: there is no baseline, or it could not
 * measure.
 */
export function metricTwin(
  baseline: { readonly metric?: number; readonly gap?: number } | undefined,
): 'missed' | 'met' | 'unknown' {
  if (baseline?.metric === undefined || baseline.gap === undefined) return 'unknown';
  return baseline.gap === 0 ? 'met' : 'missed';
}
