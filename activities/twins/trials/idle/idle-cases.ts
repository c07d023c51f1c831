/**
 * Cases that a check does not run: its command takes others by name, in a way that nobody follows (a recipe,
 * a script). Shown on the accepted state, where nothing of the model's runs: with every case expecting
 * nothing the check passes, and goes on passing with these failing, while it fails as soon as another does.
 */
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile } from '../find-twins.ts';
import type { PassesWithWork } from '../passes-with-work.ts';
import { withEdits } from '../with-edits.ts';
import { type CaseSpot, caseSpots } from './case-spots.ts';

export interface IdleCaseProbes {
  readonly onAccepted: RunOnAccepted;
  /** Whether the check passes on the work, with these texts in the place of files. */
  readonly passesWithWork: PassesWithWork;
  /** A word that no test knows. */
  readonly word: string;
}

/** Each probe takes as long as the check. */
const MAX_PROBES = 24;
/** A case that is skipped as long as the work is missing may run with it. */
const MAY_SKIP = /skip|runIf|xfail/i;

/** Those of these files; none where it cannot be told for sure: then every case counts as run. */
export async function idleCases(
  files: readonly TestFile[],
  suspects: readonly string[],
  { onAccepted, passesWithWork, word }: IdleCaseProbes,
): Promise<readonly CaseSpot[]> {
  const spots = files.flatMap(caseSpots);
  const mayBeIdle = spots.filter(({ path, isPlain }) => isPlain && suspects.includes(path));
  const isAsked = files.some(({ path, text }) => suspects.includes(path) && MAY_SKIP.test(text));
  if (isAsked || mayBeIdle.length === 0) return [];
  const failing = (some: readonly CaseSpot[], others: readonly CaseSpot[]): TestFile[] =>
    withBeginnings(files, spots, (spot) =>
      some.includes(spot)
        ? spot.form.failure(word, spot.place)
        : others.includes(spot)
          ? spot.form.nothing(spot.place)
          : '',
    );
  let probes = 0;
  const passesWith = async (some: readonly CaseSpot[]): Promise<boolean> => {
    probes += 1;
    return (await onAccepted({ changes: failing(some, spots) })).passed;
  };
  if (!(await passesWith([])) || (await passesWith(spots))) return [];
  const idle: CaseSpot[] = [];
  const search = async (some: readonly CaseSpot[]): Promise<void> => {
    if (probes >= MAX_PROBES) return;
    if (await passesWith(some)) idle.push(...some);
    else if (some.length > 1) {
      const half = Math.ceil(some.length / 2);
      await search(some.slice(0, half));
      await search(some.slice(half));
    }
  };
  await search(mayBeIdle);
  const runs = spots.filter((spot) => !idle.includes(spot));
  const isNamesake = ({ path, testCase }: CaseSpot): boolean =>
    runs.some((other) => other.path === path && other.testCase === testCase);
  const sure = idle.filter((spot) => !isNamesake(spot));
  const broken = failing(sure, []);
  if (sure.length === 0 || !(await passesWithWork(broken))) return [];
  // What is said of them, if they are as they were, could be more than what was seen so far.
  const gist = async (changes: readonly TestFile[]): Promise<string> => (await onAccepted({ changes })).gist;
  const usual = await gist([]);
  return (await gist([])) === usual && (await gist(broken)) === usual ? sure : [];
}

function withBeginnings(
  files: readonly TestFile[],
  spots: readonly CaseSpot[],
  beginning: (spot: CaseSpot) => string,
): TestFile[] {
  return files.flatMap(({ path, text }) => {
    const own = spots.filter((spot) => spot.path === path);
    const changed = withEdits(
      text,
      own.map((spot) => ({ at: spot.at, end: spot.at, text: beginning(spot) })),
    );
    return changed === text ? [] : [{ path, text: changed }];
  });
}
