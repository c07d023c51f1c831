/** What the twins of a check come to. Pure. */

import type { TwinRun } from '../../../journal/bodies/twin-record.ts';
import { defined } from '../../../objects/defined.ts';
import type { Policy } from '../../../workflows/contract/contract.ts';
import type { TwinSummary } from '../../../workflows/evidence/twin-summary.ts';

/** How many expectations are changed, one at a time. */
export const IMPOSSIBLE_TWINS = 6;
/** How many ways of saying the same are tried before a check counts as one that recognises its tests. */
export const EQUAL_TWINS = 3;
/** So many of them have to fail, and all that ran; between them the check runs without a change. */
const RECOGNISING_FAILURES = 2;
/** So many survivors refuse, where they are at least half of what was tried. */
export const REFUSING_SURVIVORS = 3;

/** How closely a check is looked at. */
export interface Scrutiny {
  /** How many expectations are changed, one at a time. */
  readonly impossible: number;
  /** So many survivors refuse. */
  readonly refusing: number;
}

/**
 * Once a claim of this goal was refused because a check passed whatever was expected, its later claims are
 * looked at twice as closely: who asks again and again would come through by lot.
 */
export const scrutinyOf = (isDoubted: boolean): Scrutiny =>
  isDoubted
    ? { impossible: 2 * IMPOSSIBLE_TWINS, refusing: REFUSING_SURVIVORS + 1 }
    : { impossible: IMPOSSIBLE_TWINS, refusing: REFUSING_SURVIVORS };

/**
 * Whether so many survivors of so many tried refuse: three of six, or four of twelve where the check is
 * doubted already.
 */
export const areTooMany = (survived: number, tried: number, { impossible, refusing }: Scrutiny): boolean =>
  survived >= refusing && survived * impossible >= tried * refusing;

export interface TwinEvidence {
  readonly check: string;
  readonly runs: readonly TwinRun[];
  /**
   * How many impossible twins could be made; those that were not run were left out for the time they take.
   */
  readonly available: number;
  /**
   * The command compares files by itself (checksums, formats), so that failing on another text need not be
   * the work's doing.
   */
  readonly mayCompareText?: boolean;
  /** Why there was nothing to try, or why it went no further. */
  readonly stoppedBy?: string;
  /** Absent: the usual one. */
  readonly scrutiny?: Scrutiny;
}

/**
 * Up to six expectations are drawn by lot and changed, each alone: if all pass, or at least three that are
 * half of them, the check cannot fail on this work. Fewer survivors are named: an expectation may be one that
 * never runs.  The error: work that passes a share s of all expectations whatever they say is missed if at
 * most two of six fall on it: s = 1: never; 0.9: 0.1 %; 0.75: 4 %; 0.5: 34 %; 0.25: 83 %. After one refusal,
 * with four of twelve: 0.5: 7 %; 0.25: 65 %. An honest suite in which a share d of the expectations that look
 * as if they ran does not run is refused if three of six fall on those: d = 0.02: 0.02 %; 0.05: 0.2 %; 0.1:
 * 1.6 %. A check that fails by chance in one run of ten, each time that the meaning is the same, counts as
 * one that recognises its tests: 0.1 %, and 1 % where the time allowed only two.
 */
export function decideTwins({
  check,
  runs,
  available,
  mayCompareText = false,
  stoppedBy,
  scrutiny = scrutinyOf(false),
}: TwinEvidence): TwinSummary {
  const impossible = runs.filter(({ kind }) => kind === 'impossible');
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
  const recognised = recognition(runs, mayCompareText);
  if (recognised !== undefined) return summary(recognised.standing, recognised.reason);
  const byLot = impossible.filter(
    ({ passed, ...run }) => passed && impossible.some((other) => !other.passed && isSame(run, other)),
  );
  if (byLot.length > 0)
    return summary('cannotFail', `it passes and fails by lot, whatever is expected: ${listed(byLot)}`);
  const survived = impossible.filter(({ passed }) => passed).length;
  const isMany = areTooMany(survived, impossible.length, scrutiny);
  const isAll =
    survived > 0 && survived === impossible.length && survived >= Math.min(REFUSING_SURVIVORS, available);
  if (isMany || isAll)
    return summary(
      'cannotFail',
      `it passes whatever is expected: ${listed(impossible.filter(({ passed }) => passed))}`,
    );
  if (survived > 0 && survived === tried)
    return summary(
      'notShown',
      `${stoppedBy ?? 'nothing else could be tried'}; what was tried passed: ${listed(survivors)}`,
    );
  if (tried === 0) return summary('notShown', stoppedBy ?? 'no expectation was found that could be changed');
  if (survived > 0)
    return summary('canFail', `it also passes with another expectation: ${listed(survivors)}`);
  if (own.length > 0 && impossible.length === 0)
    return summary('canFail', "it failed with the contract's own twin in place");
  const isUnconfirmed = !runs.some(({ kind }) => kind === 'equal') && own.length === 0;
  return isUnconfirmed
    ? summary('canFail', `no change that means the same was tried (${stoppedBy ?? 'none could be made'})`)
    : summary('canFail');
}

/** Whether the check failed where the meaning was the same, each time. */
function recognition(
  runs: readonly TwinRun[],
  mayCompareText: boolean,
): Pick<TwinSummary, 'standing' | 'reason'> | undefined {
  const equal = runs.filter(({ kind }) => kind === 'equal');
  if (equal.length === 0 || equal.some(({ passed }) => passed)) return undefined;
  const controls = runs.filter(
    (run) => run.kind === 'control' && equal.some(({ command }) => command === run.command),
  );
  const said = `it fails where a test is written differently with the same meaning: ${listed(equal)}`;
  if (mayCompareText)
    return {
      standing: 'notShown',
      reason: 'its command compares the text of files, so that no test can be changed under it',
    };
  if (Math.min(equal.length, controls.length) < RECOGNISING_FAILURES)
    return { standing: 'notShown', reason: `${said}; the time was too short to make sure` };
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

/** Whether a claim of completion is refused by this. */
export const refusesClaim = ({ standing }: TwinSummary, twins: Policy['twins']): boolean =>
  twins !== 'off' &&
  (standing === 'cannotFail' ||
    standing === 'recognised' ||
    (standing === 'notShown' && twins === 'require'));

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
