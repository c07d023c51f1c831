/** Places one thing that a person has sent, and notes what is accepted with it. */
import type { Journal } from '../../journal/journal.ts';
import type { Placement, PlacementOutcome } from '../../journal/rows/placement.ts';
import type { KeptState, Manifest } from '../../states/state-entry.ts';
import { displayPath } from '../../tree/tree-paths.ts';
import type { PlacementInput } from '../../workflows/activities.ts';
import { acceptedBetweenGoals, acceptedState } from '../accepted/accepted-state.ts';
import { openWorkspace } from '../accepted/open-workspace.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { placeOrPutBack } from './place-or-put-back.ts';
import { planFile } from './plan-file.ts';
import { planReplacement, withEntries } from './plan-replacement.ts';

export type PlacementDependencies = Pick<ActivityDependencies, 'journal' | 'recall' | 'workspaces'>;

/**
 * Whole or not at all, whichever attempt it is: what an attempt that was lost has left half is finished, or
 * put back. Rejects when it cannot be placed for now; nobody works in the workspace meanwhile.
 */
export async function placeSent(
  dependencies: PlacementDependencies,
  input: PlacementInput,
  sent: Placement,
  givenUp: AbortSignal,
): Promise<PlacementOutcome> {
  const { threadId, requestId, seq } = input;
  const { journal, workspaces } = dependencies;
  const { states } = workspaces;
  const isWhole = sent.what === 'workspace';
  const directory = await openWorkspace(dependencies, threadId, isWhole ? 'orEmpty' : undefined);
  const current = await states.keep(directory);
  const beforeId = await journal.beginPlacement(threadId, requestId, current.stateId);
  const before = (await states.read(beforeId)) ?? current;
  const accepted = await acceptedBefore(dependencies, input);
  if (isWhole) {
    const wanted = await states.read(sent.stateId);
    if (wanted === undefined)
      return { ok: false, code: 'notPlaced', reason: 'what was sent is not in the store of this worker' };
    const plan = planReplacement(current.manifest, wanted.manifest);
    const done = await placeOrPutBack(workspaces, directory, before, plan, givenUp);
    await workspaces.noteHeld(threadId);
    if (!done.ok) return done;
    await noteAccepted(dependencies, input, wanted, await states.keep(directory), false);
    return { ok: true, seq };
  }
  const planned = planFile(before.manifest, sent, `${Math.floor(Date.now() / 1_000)}.000000000`);
  if (!planned.ok) return planned;
  const done = await placeOrPutBack(workspaces, directory, before, [planned.placed], givenUp);
  await workspaces.noteHeld(threadId);
  if (!done.ok) return done;
  const state = await states.record(withEntries(accepted, [planned.placed]));
  await noteAccepted(dependencies, input, state, await states.keep(directory), true);
  const { entry } = planned.placed;
  return {
    ok: true,
    seq,
    ...(planned.isNew ? { isNew: true } : {}),
    ...(entry.kind === 'file' ? { mode: entry.mode } : {}),
  };
}

const acceptedBefore = (
  { journal, workspaces: { states } }: PlacementDependencies,
  { threadId, goal }: PlacementInput,
): Promise<Manifest> =>
  goal === undefined
    ? acceptedBetweenGoals({ journal, states }, threadId)
    : acceptedState({ journal, states }, threadId, goal);

async function noteAccepted(
  { journal }: PlacementDependencies,
  { threadId, seq, goal }: PlacementInput,
  { stateId }: KeptState,
  now: KeptState,
  isPart: boolean,
): Promise<void> {
  const of = goal ?? { afterGoalId: await lastGoal(journal, threadId) };
  await journal.savePlacedState({ threadId, seq, stateId, isPart, of });
  await journal.savePaths(threadId, [...now.manifest.keys()].map(displayPath));
}

const lastGoal = async (journal: Journal, threadId: string): Promise<string | undefined> =>
  (await journal.readGoal(threadId))?.snapshot.goalId;
