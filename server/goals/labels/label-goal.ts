/** Changes what a goal is called: the journal's alone, so that no revision follows and no worker is asked. */
import { METADATA_FULL } from '../../../contracts/schema/labels.ts';
import { type LabelPatch, MAX_METADATA_KEYS } from '../../../journal/rows/labels.ts';
import type { ThreadRow } from '../../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../../dependencies.ts';
import { mergePatch } from '../../http/merge-patch.ts';
import { invalid } from '../../http/problem.ts';

/** Throws a 400 where the metadata would have too many keys, before anything else of a request is done. */
export async function requireRoom(
  { journal }: ServerDependencies,
  goalId: string,
  { metadata }: LabelPatch,
): Promise<void> {
  if (metadata == null) return;
  const before = (await journal.readGoalLabels([goalId])).get(goalId)?.metadata ?? {};
  const merged = mergePatch(before, metadata) as object;
  if (Object.keys(merged).length > MAX_METADATA_KEYS) throw invalid([METADATA_FULL]);
}

/** Throws a 400 as above. */
export async function labelGoal(
  { journal }: ServerDependencies,
  { threadId }: ThreadRow,
  goalId: string,
  labels: LabelPatch,
): Promise<void> {
  if (Object.keys(labels).length === 0) return;
  if (!(await journal.labelGoal(threadId, goalId, labels))) throw invalid([METADATA_FULL]);
}
