/**
 * The `pushWork` Activity: what a person has asked to be pushed is, once, and the journal says what came of
 * it.
 */
import { Context } from '@temporalio/activity';
import type { Journal } from '../journal/journal.ts';
import type { Push, PushOutcome } from '../journal/rows/push.ts';
import type { WorkspaceOrigin } from '../journal/rows/thread-row.ts';
import { isOutage } from '../journal/sql/outage.ts';
import { isFullDisk } from '../tree/full-disk.ts';
import type { PushActivities } from '../workflows/activities.ts';
import { whileBeating } from './activity/heartbeat.ts';
import type { ActivityDependencies } from './dependencies.ts';

type PushDependencies = Pick<ActivityDependencies, 'journal' | 'workspaces'>;

/** What may pass by itself is tried so often; a full disk and a journal that is away have longer. */
const MAX_TRIES = 3;
/** A fork of a fork is followed to the repository that it comes from. */
const MAX_FORKS = 20;

export const createPushWork =
  (dependencies: PushDependencies): PushActivities['pushWork'] =>
  ({ threadId, requestId }) =>
    whileBeating(async (signal) => {
      const { journal } = dependencies;
      const kept = await journal.readPush(threadId, requestId);
      if (kept === undefined || kept.outcome !== undefined) return;
      const outcome = await tryToPush(dependencies, threadId, kept.push, signal);
      await journal.endPush(threadId, requestId, outcome);
    });

async function tryToPush(
  dependencies: PushDependencies,
  threadId: string,
  push: Push,
  signal: AbortSignal,
): Promise<PushOutcome> {
  try {
    return await pushOnce(dependencies, threadId, push, signal);
  } catch (error) {
    const { attempt } = Context.current().info;
    if (signal.aborted || isFullDisk(error) || isOutage(error) || attempt < MAX_TRIES) throw error;
    return { ok: false, code: 'rejected', reason: 'git could not make or send the commit' };
  }
}

async function pushOnce(
  { journal, workspaces }: PushDependencies,
  threadId: string,
  { stateId, ...push }: Push,
  signal: AbortSignal,
): Promise<PushOutcome> {
  const source = await gitSource(journal, threadId);
  const givenId = source && (await journal.readGivenState(source.threadId));
  if (source === undefined || givenId === undefined)
    return { ok: false, code: 'noGitSource', reason: 'the workspace does not come from a git repository' };
  const [given, state] = [await workspaces.states.read(givenId), await workspaces.states.read(stateId)];
  if (given === undefined || state === undefined)
    return { ok: false, code: 'rejected', reason: 'the state is not in the store of this worker' };
  const { url } = source.origin;
  return workspaces.push({ ...push, url, given: given.manifest, state: state.manifest }, signal);
}

type GitOrigin = Extract<WorkspaceOrigin, { readonly kind: 'git' }>;

/** The repository that the thread's files come from, and the thread that has cloned it. */
async function gitSource(
  journal: Pick<Journal, 'readThread'>,
  threadId: string,
): Promise<{ readonly threadId: string; readonly origin: GitOrigin } | undefined> {
  let id = threadId;
  for (let forks = 0; forks <= MAX_FORKS; forks += 1) {
    const origin = (await journal.readThread(id))?.settings.workspaceOrigin;
    if (origin?.kind === 'git') return { threadId: id, origin };
    if (origin === undefined) return undefined;
    id = origin.threadId;
  }
  return undefined;
}
