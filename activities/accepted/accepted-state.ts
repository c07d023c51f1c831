/**
 * The state of the workspace that a person accepted: what they gave the thread, what a goal that was proven
 * ended with, or what they said they accept. Every seal stands on it, so that nothing which a model did
 * before somebody thought of protecting it is sealed as the truth.
 */
import type { Journal } from '../../journal/journal.ts';
import type { AcceptedState } from '../../journal/rows/goals/saved-contract.ts';
import type { Manifest, StateEntry } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import { foldersOnTheWay } from '../../tree/folders-on-the-way.ts';
import { type BytePath, shownPath } from '../../tree/tree-paths.ts';
import type { GoalRef } from '../../workflows/goal/goal-ref.ts';
import { pathFilter } from './path-filter.ts';

export interface AcceptedSource {
  readonly journal: Pick<
    Journal,
    | 'readGivenState'
    | 'keepStartState'
    | 'readStartState'
    | 'readSeenState'
    | 'readPlacedState'
    | 'listGoals'
    | 'listAcceptances'
  >;
  readonly states: Pick<StateStore, 'read' | 'record'>;
}

/**
 * The goal counts in the revision that it names. Throws when the store has lost a state: a seal is never made
 * up.
 */
export async function acceptedState(
  source: AcceptedSource,
  threadId: string,
  goal: GoalRef,
): Promise<Manifest> {
  const { journal } = source;
  const startId =
    (await journal.readStartState(goal.goalId)) ??
    (await journal.keepStartState({
      threadId,
      goalId: goal.goalId,
      stateId: await inheritedState(source, threadId, goal.goalId),
    }));
  return withAcceptances(source, goal, await manifestOf(source, startId));
}

/** What the next goal of the thread would start from. */
export const acceptedBetweenGoals = async (source: AcceptedSource, threadId: string): Promise<Manifest> =>
  manifestOf(source, await inheritedState(source, threadId, undefined));

/**
 * Whether the accepted state holds work of a model that checks have proven and no person has looked at: what
 * lies dormant in it may excuse nothing. After `acceptedState`, which settles where the goal starts.
 */
export async function holdsProvenWork(
  { journal }: Pick<AcceptedSource, 'journal'>,
  threadId: string,
  { goalId, revision }: GoalRef,
): Promise<boolean> {
  const acceptances = await journal.listAcceptances(goalId, revision);
  if (acceptances.some(isWhole)) return false;
  const startId = await journal.readStartState(goalId);
  if (startId === (await journal.readGivenState(threadId))) return false;
  for (const { snapshot } of await journal.listGoals(threadId))
    if ((await leftBy(journal, snapshot.goalId)) === startId) return true;
  return false;
}

/** What the goals before it have left as accepted; without any, what the thread was given. */
async function inheritedState(
  source: AcceptedSource,
  threadId: string,
  goalId: string | undefined,
): Promise<string> {
  const { journal, states } = source;
  const goals = await journal.listGoals(threadId);
  const own = goals.findIndex(({ snapshot }) => snapshot.goalId === goalId);
  for (const { snapshot } of goals.slice(own + 1)) {
    const placed = await journal.readPlacedState(threadId, snapshot.goalId);
    if (placed !== undefined) return placed;
    const left = snapshot.status === 'complete' ? await leftBy(journal, snapshot.goalId) : undefined;
    if (left !== undefined) return left;
    const startId = await journal.readStartState(snapshot.goalId);
    const last = { goalId: snapshot.goalId, revision: snapshot.revision };
    if (startId === undefined || (await journal.listAcceptances(last.goalId, last.revision)).length === 0)
      continue;
    const accepted = await withAcceptances(source, last, await manifestOf(source, startId));
    return (await states.record(accepted)).stateId;
  }
  const given =
    (await journal.readPlacedState(threadId, undefined)) ?? (await journal.readGivenState(threadId));
  if (given === undefined) throw new Error(`the state that ${threadId} was given is not known`);
  return given;
}

/** What a claim that held has left as accepted; in records of older releases that was called `proven`. */
async function leftBy(journal: AcceptedSource['journal'], goalId: string): Promise<string | undefined> {
  const left =
    (await journal.readSeenState(goalId, ['inherited'])) ?? (await journal.readSeenState(goalId, ['proven']));
  return left?.stateId;
}

/** A person has looked at all of it. */
export const isWhole = ({ paths, isPart }: Pick<AcceptedState, 'paths' | 'isPart'>): boolean =>
  paths === undefined && isPart === undefined;

/** A person may accept a later state, whole or at some paths. */
async function withAcceptances(
  source: AcceptedSource,
  { goalId, revision }: GoalRef,
  start: Manifest,
): Promise<Manifest> {
  let accepted = start;
  for (const { stateId, paths } of await source.journal.listAcceptances(goalId, revision)) {
    const state = await manifestOf(source, stateId);
    accepted = paths === undefined ? state : overlaid(accepted, state, paths);
  }
  return accepted;
}

/** The state, with those paths as the other one has them; the folders that they lie in come along. Pure. */
export function overlaid(state: Manifest, other: Manifest, paths: readonly string[]): Manifest {
  const isTaken = pathFilter(paths);
  const taken = new Map<BytePath, StateEntry>();
  for (const [path, entry] of other) if (isTaken(path)) taken.set(path, entry);
  const folders = paths.flatMap((path) => foldersOnTheWay(shownPath(path)));
  const kept = [...state].filter(([path]) => !isTaken(path));
  const merged = new Map([...kept, ...taken]);
  for (const folder of folders) {
    const entry = other.get(folder);
    if (
      entry !== undefined &&
      !merged.has(folder) &&
      [...taken.keys()].some((path) => path.startsWith(`${folder}/`))
    )
      merged.set(folder, entry);
  }
  return new Map([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function manifestOf({ states }: AcceptedSource, stateId: string): Promise<Manifest> {
  const state = await states.read(stateId);
  if (state === undefined) throw new Error(`the state ${stateId} is not in the store of states`);
  return state.manifest;
}
