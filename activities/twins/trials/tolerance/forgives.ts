/**
 * Whether it is the check that forgives single failures, where twins of single expectations passed: it wants
 * a share of its cases only, tries again, or takes some of its cases by lot. Then it fails where everything
 * that it expects is changed at once.
 */
import type { TwinRun } from '../../../../journal/bodies/twin-record.ts';
import type { Random } from '../../drawing/random.ts';
import type { TwinCopy } from '../find-twins.ts';
import { chanceOfLot } from '../lot-test.ts';
import { placeNames, type TwinPlace } from '../twin-decision.ts';

/** One change of one expectation, as it was drawn. */
export type DrawnChange = Pick<TwinCopy, 'path' | 'line' | 'what'>;

export interface AtOnceProbes {
  /** All that were drawn, one for each place. */
  readonly drawn: readonly DrawnChange[];
  /**
   * Every expectation changed at once, each time in other words, or by these changes; `undefined`: there is
   * no such twin.
   */
  readonly changed: (only?: readonly DrawnChange[], attempt?: number) => Promise<TwinCopy | undefined>;
  /** What means the same, in other words each time. */
  readonly equal: (attempt: number) => Promise<TwinCopy | undefined>;
  readonly random: Random;
  /** `undefined`: it was not judged, or no time is left. */
  readonly passes: (twin: TwinCopy) => Promise<boolean | undefined>;
}

/** Who passes twice with everything changed passes whatever is expected; once may be the lot of few cases. */
const REFUSING_PASSES = 2;
/** So many of each kind are run first, and once more where that does not settle it. */
const ROUNDS = [4, 3];
/** How likely it may be that a lot has come out so; with four of each kind it is one in seventy. */
const CHANCE = 0.015;
/** So often what may be taken by lot can fail; a single survivor more often. */
const CHANCES = 6;
const CHANCES_OF_ONE = 8;

/**
 * Words for what is forgiven; `undefined` where the work passes whatever is expected, of all or of a part.
 * Work that is honest for the rest passes with all of that part changed, each time.
 */
export async function whatIsForgiven(
  runs: readonly TwinRun[],
  probes: AtOnceProbes,
): Promise<string | undefined> {
  const singles = runs.filter(({ kind }) => kind === 'impossible');
  const survivors = singles.filter(({ passed }) => passed);
  const last = runs.findLast(({ kind }) => kind === 'equal');
  const hasPassed = runs.some(
    ({ kind, passed, command }) => kind === 'equal' && passed && command === last?.command,
  );
  if (survivors.length === 0 || !hasPassed || !(await failsWithAll(probes))) return undefined;
  const failed = singles.filter(({ passed }) => !passed);
  // What also failed was taken by lot: it does not pass whatever is expected of it.
  const steady = survivors.flatMap(({ path, line, what }) =>
    path === null || line === null || failed.some((run) => isSame(run, { path, line, what }))
      ? []
      : [{ path, line, what }],
  );
  return steady.length === 0 || (await failsTogether(steady, failed.length > 0, probes))
    ? 'it passes where single expectations are changed, and fails where all are at once: it forgives failures, or takes cases by lot'
    : undefined;
}

const isSame = (one: Pick<TwinRun, 'path' | 'line' | 'what'>, other: DrawnChange): boolean =>
  one.path === other.path && one.line === other.line && one.what === other.what;

/** Whether changes fail together that pass one by one. */
async function failsTogether(
  steady: readonly DrawnChange[],
  hasFailed: boolean,
  probes: AtOnceProbes,
): Promise<boolean> {
  const some = await probes.changed(steady);
  if (some === undefined) return false;
  if (await failsOnce(some, placeNames(steady.map(toPlace)).size, probes.passes)) return true;
  // A check may forgive more than these; then no change that was drawn fails alone.
  return !hasFailed && (await fails(probes.drawn, probes)) && !(await oneFails(probes.drawn, probes));
}

const toPlace = ({ path, line }: DrawnChange): TwinPlace => ({ path, line, testCase: null });

async function fails(changes: readonly DrawnChange[], probes: AtOnceProbes): Promise<boolean> {
  const twin = await probes.changed(changes);
  return twin !== undefined && (await probes.passes(twin)) === false;
}

/** Whether one of these changes, which fail at once, fails by itself: then the rest passes for no reason. */
async function oneFails(changes: readonly DrawnChange[], probes: AtOnceProbes): Promise<boolean> {
  if (changes.length <= 1) return true;
  const middle = Math.ceil(changes.length / 2);
  for (const half of [changes.slice(0, middle), changes.slice(middle)])
    if (await fails(half, probes)) return oneFails(half, probes);
  return false;
}

/**
 * Whether the check fails with everything changed, and passes with what means the same among that, in an
 * order drawn by lot: work that goes by lot passes and fails with both alike.
 */
async function failsWithAll({ changed, equal, passes, random }: AtOnceProbes): Promise<boolean> {
  const tallies = { equal: { passed: 0, failed: 0 }, impossible: { passed: 0, failed: 0 } };
  const attempts = { equal: 0, impossible: 0 };
  for (const count of ROUNDS) {
    const kinds = Array.from({ length: count }, () => ['equal', 'impossible'] as const).flat();
    for (const kind of random.shuffle(kinds)) {
      const attempt = attempts[kind];
      attempts[kind] += 1;
      const twin = await (kind === 'equal' ? equal(attempt) : changed(undefined, attempt));
      const outcome = twin && (await passes(twin));
      if (outcome === undefined) return false;
      tallies[kind][outcome ? 'passed' : 'failed'] += 1;
      if (tallies.impossible.passed >= REFUSING_PASSES) return false;
    }
    if (chanceOfLot(tallies) <= CHANCE) return true;
  }
  return false;
}

async function failsOnce(some: TwinCopy, count: number, passes: AtOnceProbes['passes']): Promise<boolean> {
  const runs = Math.max(CHANCES, Math.ceil(CHANCES_OF_ONE / count));
  for (let run = 0; run < runs; run += 1) {
    const outcome = await passes(some);
    if (outcome === undefined) return false;
    if (!outcome) return true;
  }
  return false;
}
