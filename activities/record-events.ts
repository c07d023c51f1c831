/** The `recordEvents` Activity: journals the outbox when the thread comes to rest, and keeps the state that an ended goal has left. */
import type { Activities } from '../workflows/activities.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { whileBeating } from './heartbeat.ts';
import { openWorkspace } from './open-workspace.ts';

type Dependencies = Pick<ActivityDependencies, 'journal' | 'recall' | 'workspaces'>;

export const createRecordEvents =
  (dependencies: Dependencies): Activities['recordEvents'] =>
  async ({ threadId, events = [], inputs = [] }) => {
    await dependencies.journal.append(threadId, { events, inputs });
    // A state that cannot be kept must not keep the record from being written: the next look says what is wrong.
    await whileBeating(() => keepEnd(dependencies, threadId)).catch(() => undefined);
  };

/** Of a goal that no longer runs, so that what it has left can be read back and compared with. */
async function keepEnd(dependencies: Dependencies, threadId: string): Promise<void> {
  const { journal, recall, workspaces } = dependencies;
  if ((await recall.givenState(threadId)) === undefined) return;
  const goal = await journal.readGoal(threadId);
  if (goal === undefined || goal.snapshot.status === 'active') return;
  const { goalId, revision } = goal.snapshot;
  const { stateId } = await workspaces.states.keep(await openWorkspace(dependencies, threadId));
  await journal.saveSeenState({ threadId, goalId, revision, seq: goal.firstSeq, purpose: 'rest', stateId });
}
