/**
 * Puts back, before a look, what a person wants put back to the accepted state with the revision that is
 * looked at.
 */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Restoration } from '../../journal/rows/goals/restoration.ts';
import { LOOK_PURPOSES } from '../../journal/tables/look-purposes.ts';
import type { ChecksInput } from '../../workflows/activities.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { restoreCovered } from '../accepted/restore-paths.ts';
import { restoredLines } from '../accepted/restored-text.ts';
import type { ActivityDependencies } from '../dependencies.ts';

type Dependencies = Pick<ActivityDependencies, 'journal' | 'workspaces'>;
type Done = Omit<Restoration, 'seq'>;

const NOTHING: Done = { putBack: [], removed: [], inTheWay: [], below: [], impossible: [], unmatched: [] };

/**
 * Says what was done, a line for each kind; none when nothing is asked for, or a look has done it and told
 * so. One that was broken off has told nobody, so the next one does. What cannot be put back is said, and
 * stops no check.
 */
export async function restoreAsAsked(
  dependencies: Dependencies,
  input: Pick<ChecksInput, 'threadId' | 'goal' | 'seq'>,
  contract: Contract,
  workspace: string,
): Promise<string[]> {
  const { journal } = dependencies;
  const { goalId, revision } = input.goal;
  const untold = await readUntold(dependencies, input);
  const note = (done: Done): Promise<void> => journal.saveRestoration(goalId, { ...done, seq: input.seq });
  const paths = await journal.readRestoredPaths(goalId, revision);
  const seen = paths === undefined ? undefined : await journal.readSeenState(goalId, LOOK_PURPOSES);
  if (paths === undefined || (seen !== undefined && seen.revision >= revision)) {
    if (untold !== NOTHING) await note(untold);
    return linesOf(untold);
  }
  const { threadId, goal } = input;
  let done = untold;
  const restored = await restoreCovered(
    dependencies,
    { threadId, goal, contract, workspace },
    paths,
    (planned) => {
      done = joined(untold, planned);
      return note(done);
    },
  );
  if (restored.ok) return linesOf(done);
  const failed = { ...untold, failure: 'reason' in restored ? restored.reason : restored.refusal };
  await note(failed);
  return linesOf(failed);
}

/** What earlier looks have put back, and none has told. */
async function readUntold(
  { journal }: Dependencies,
  { threadId, goal, seq }: Pick<ChecksInput, 'threadId' | 'goal' | 'seq'>,
): Promise<Done> {
  const last = await journal.readRestoration(goal.goalId);
  if (last === undefined) return NOTHING;
  const { seq: toldAt, ...done } = last;
  const item = toldAt === seq ? undefined : await journal.readItem(threadId, toldAt);
  const isTold = item !== undefined && bodyAs(item, 'checks') !== undefined;
  return isTold ? NOTHING : done;
}

/** An attempt that was lost half-way has done a part of it. */
function joined(before: Done, { putBack, removed, inTheWay, below, impossible, unmatched }: Done): Done {
  const both = (one: readonly string[], other: readonly string[]): string[] =>
    [...new Set([...one, ...other])].sort();
  return {
    putBack: both(before.putBack, putBack),
    removed: both(before.removed, removed),
    inTheWay: both(before.inTheWay, inTheWay),
    below: both(before.below, below),
    impossible: both(before.impossible, impossible),
    unmatched,
  };
}

const linesOf = (done: Done): string[] => [
  ...(done.failure === undefined ? [] : [`not put back: ${done.failure}`]),
  ...restoredLines(done),
];
