/**
 * The `recordEvents` Activity: journals the outbox when the thread comes to rest, and keeps the state that an
 * ended goal has left.
 */
import type { JournalEntry } from '../journal/journal.ts';
import { RecordMismatch } from '../journal/sql/record-mismatch.ts';
import type { Activities } from '../workflows/activities.ts';
import type { RecordGap } from '../workflows/thread/record-gap.ts';
import type { JournalEvent } from '../workflows/thread/state/journal-event.ts';
import { acceptedState } from './accepted/accepted-state.ts';
import { changedFiles } from './accepted/changed-files.ts';
import { fileKinds } from './accepted/file-kinds.ts';
import { openWorkspace } from './accepted/open-workspace.ts';
import { whileBeating } from './activity/heartbeat.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { keepWork } from './work/keep-work.ts';

type Dependencies = Pick<ActivityDependencies, 'journal' | 'recall' | 'workspaces'>;

export const createRecordEvents =
  (dependencies: Dependencies): Activities['recordEvents'] =>
  async ({ threadId, events = [], inputs = [], after }) => {
    const gap = await append(dependencies, threadId, { events, inputs, after });
    // The thread is at rest: it must hear of it without being ended by it.
    if (gap !== undefined) return { gap };
    // A state that cannot be kept must not keep the record from being written: the next look says what is
    // wrong.
    await whileBeating(() => keepEnd(dependencies, threadId, events)).catch(() => undefined);
    return undefined;
  };

const append = (
  { journal }: Dependencies,
  threadId: string,
  entry: JournalEntry,
): Promise<RecordGap | undefined> =>
  journal.append(threadId, entry).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof RecordMismatch) return error.gap;
      throw error;
    },
  );

/**
 * The state of a goal that no longer runs is kept, so that what it has left can be read back and compared
 * with.
 */
async function keepEnd(
  dependencies: Dependencies,
  threadId: string,
  events: readonly JournalEvent[],
): Promise<void> {
  const latest = events.at(-1);
  const { journal, recall, workspaces } = dependencies;
  if ((await recall.givenState(threadId)) === undefined) return;
  const goal = await journal.readGoal(threadId);
  // A goal that is stalled stays active, and goes on no more than one that has ended.
  const isStalled = events.some(({ type }) => type === 'goalStalled');
  if (goal === undefined || (goal.snapshot.status === 'active' && !isStalled)) return;
  const { goalId, revision } = goal.snapshot;
  const { states } = workspaces;
  const state = await states.keep(await openWorkspace(dependencies, threadId));
  const { stateId, manifest } = state;
  await journal.saveSeenState({ threadId, goalId, revision, seq: goal.firstSeq, purpose: 'rest', stateId });
  // The report of a proven goal shows what was proven; and where nothing was looked at, nothing was
  // accepted yet.
  if (goal.snapshot.status === 'complete' || latest === undefined) return;
  if ((await journal.readStartState(goalId)) === undefined) return;
  const ref = { goalId, revision };
  const [contract, accepted] = await Promise.all([
    recall.contract(ref),
    acceptedState({ journal, states }, threadId, ref),
  ]);
  const { seq, turn } = latest;
  const changes = changedFiles(accepted, manifest, fileKinds(contract));
  await keepWork(
    { journal, states },
    { threadId, goalId, seq, turn, purpose: 'rest' },
    { contract, accepted, state, changes },
  );
}
