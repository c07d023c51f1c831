/**
 * Whether it is the check that forgives single failures, where twins of single expectations passed: it wants
 * a share of its cases only, tries again, or takes some of its cases by lot. Then it fails where everything
 * that it expects is changed at once.
 */
import type { TwinRun } from '../../../../journal/bodies/twin-record.ts';
import type { TwinCopy } from '../find-twins.ts';
import { placeNames, type TwinPlace } from '../twin-decision.ts';

export interface AtOnceProbes {
  /** All expectations are changed at once, or those at these places; `undefined`: there is no such twin. */
  readonly changed: (only?: readonly TwinPlace[]) => Promise<TwinCopy | undefined>;
  /** `undefined`: it was not judged, or no time is left. */
  readonly passes: (twin: TwinCopy) => Promise<boolean | undefined>;
}

/** Who passes twice with everything changed passes whatever is expected; once may be the lot of few cases. */
const REFUSING_PASSES = 2;
const FIRST_RUNS = 3;
const MOST_RUNS = 5;
/** So often what may be taken by lot can fail; a single survivor more often. */
const CHANCES = 6;
const CHANCES_OF_ONE = 8;

/**
 * Words for what is forgiven; `undefined` where the work passes whatever is expected, of all or of a part.
 * Work that is honest for the rest passes with all of that part changed, each time.
 */
export async function whatIsForgiven(
  runs: readonly TwinRun[],
  { changed, passes }: AtOnceProbes,
): Promise<string | undefined> {
  const singles = runs.filter(({ kind }) => kind === 'impossible');
  const survivors = singles.filter(({ passed }) => passed);
  const last = runs.findLast(({ kind }) => kind === 'equal');
  const all = survivors.length > 0 && last?.passed ? await changed() : undefined;
  if (all === undefined || (await passesWithAll(all, passes))) return undefined;
  const failed = singles.filter((run) => !run.passed);
  // What also failed was taken by lot: it does not pass whatever is expected of it.
  const steady = survivors.filter((run) => !isAmong(run, placeNames(failed)));
  if (failed.length > 0 && steady.length > 0) {
    const some = await changed(steady);
    if (some === undefined || !(await failsOnce(some, placeNames(steady).size, passes))) return undefined;
  }
  return 'it passes where single expectations are changed, and fails where all are at once: it forgives failures, or takes cases by lot';
}

const isAmong = (place: TwinPlace, names: ReadonlySet<string>): boolean =>
  [...placeNames([place])].some((name) => names.has(name));

async function passesWithAll(all: TwinCopy, passes: AtOnceProbes['passes']): Promise<boolean> {
  let passed = 0;
  let wanted = FIRST_RUNS;
  for (let run = 0; run < wanted; run += 1) {
    const outcome = await passes(all);
    if (outcome === undefined) return true;
    passed += outcome ? 1 : 0;
    if (passed >= REFUSING_PASSES) return true;
    if (passed > 0) wanted = MOST_RUNS;
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
