import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { findTemporalCli } from '../../../embedded/binaries/system-parts.ts';
import { startDevServer } from '../../../embedded/dev-server.ts';
import type { Journal } from '../../../journal/journal.ts';
import { omit } from '../../../objects/omit.ts';
import { createStopStack } from '../../../process/stop-stack.ts';
import { createThreadClient } from '../../../server/temporal/thread-client.ts';
import type { ThreadClient } from '../../../server/temporal/threads.ts';
import { cacheDirectory } from '../../../settings/cache-directory.ts';
import { bundleWorkflows } from '../../../worker/workflow-bundle.ts';
import type { Activities } from '../../../workflows/activities.ts';
import { newGoalOf } from '../../../workflows/goal/new-goal.ts';
import { TASK_QUEUE } from '../../../workflows/messages.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { openTestJournal } from '../../support/journal/test-journal.ts';
import { type RestBench, restBenchOver } from '../../support/service/rest-bench.ts';

const stack = createStopStack();
let threads: ThreadClient;
let bench: RestBench<ThreadClient>;

/** Nothing runs, but the journal hears of everything. */
function journallingActivities(journal: Journal): Activities {
  const usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
  return {
    callModel: async ({ threadId, events = [], inputs = [] }) => {
      await journal.append(threadId, { events, inputs });
      return { toolCalls: [], usage };
    },
    compactTranscript: async ({ threadId, events = [], inputs = [] }) => {
      await journal.append(threadId, { events, inputs });
      return { usage, modelCalls: 0 };
    },
    runToolCall: async () => ({ ok: true }),
    runChecks: async ({ threadId, events = [], inputs = [] }) => {
      await journal.append(threadId, { events, inputs });
      return { outcomes: [], changedProtectedPaths: [], proven: false };
    },
    judgeClaim: async ({ threadId, events = [], inputs = [] }) => {
      await journal.append(threadId, { events, inputs });
      return { accepted: false, isAudited: true, usage, modelCalls: 1 };
    },
    placeWork: async () => ({ isPlaced: true }),
    // The checks leave no item here, so that the journal ends before the place that it is said to have.
    recordEvents: async ({ threadId, ...entry }) => {
      await journal.append(threadId, omit(entry, 'after'));
      return undefined;
    },
    archiveThread: ({ threadId, state }) => journal.archiveThread(threadId, state),
  };
}

beforeAll(async () => {
  const journal = await openTestJournal();
  stack.push(() => journal.close());
  const temporal = await startDevServer({ cliPath: await findTemporalCli(), headless: true });
  stack.push(() => temporal.stop());
  const connection = await Connection.connect({ address: temporal.address });
  stack.push(() => connection.close());
  const workerConnection = await NativeConnection.connect({ address: temporal.address });
  stack.push(() => workerConnection.close());
  const worker = await Worker.create({
    connection: workerConnection,
    taskQueue: TASK_QUEUE,
    workflowBundle: await bundleWorkflows(cacheDirectory()),
    activities: journallingActivities(journal),
  });
  const done = worker.run();
  stack.push(async () => {
    worker.shutdown();
    await done;
  });
  threads = createThreadClient(new Client({ connection }), {
    hasRecord: async (threadId) => (await journal.readEndOfRecord(threadId)) !== undefined,
  });
  bench = await restBenchOver(journal, threads);
  stack.push(() => bench.app.close());
});
afterAll(() => stack.stop());

/** Its automatic turns are to start in another century. */
const QUIET = { ...contractWith(), notBefore: '2999-01-01T00:00:00Z' };
const idOf = (threadId: string) => ({ threadId, tenantId: 'default' });

test('archive and reopen over REST: the workflow ends, nothing begins it anew, and it goes on where it was', async () => {
  const threadId = await bench.newThread();
  const url = `/v1/threads/${threadId}`;
  const { goalId } = (await bench.call('PUT', `${url}/goal`, QUIET)).json();
  await bench.call('POST', `${url}/goal/pause`);

  const archived = await bench.call('DELETE', url);
  expect([archived.statusCode, archived.json()]).toMatchObject([
    200,
    { archivedAt: expect.any(String), goal: { goalId, status: 'paused' } },
  ]);
  expect(await threads.hasEnded(threadId)).toBe(true);
  expect(await threads.start(idOf(threadId))).toBe('ended');
  const goal = newGoalOf('goal_2', contractWith());
  expect(
    await threads.update(idOf(threadId), { type: 'setGoal', requestId: 'r1', replace: true, goal }),
  ).toEqual({ state: 'refused', reason: 'archived' });
  expect(await threads.signal(threadId, { type: 'pause', requestId: 'r2' })).toBe('notFound');

  const reopened = await bench.call('POST', `${url}/reopen`);
  expect([reopened.statusCode, reopened.json()]).toMatchObject([200, { goal: { goalId, status: 'active' } }]);
  const state = await bench.journal.readArchived(threadId);
  expect(state).toBeUndefined();
  expect((await bench.call('PATCH', `${url}/goal`, { budget: { turns: 3 } })).json()).toMatchObject({
    goalId,
    revision: 2,
  });
  const again = await bench.call('DELETE', url);
  expect(again.json()).toMatchObject({ goal: { revision: 2, status: 'active' } });
  const kept = await bench.journal.readArchived(threadId);
  if (kept === undefined) throw new Error('not archived');
  expect(await threads.restart(idOf(threadId), kept)).toBe('started');
  expect(await threads.restart(idOf(threadId), kept)).toBe('running');
});

test('an update that was refused, and again under the same id when it may be → applied; once more → its first outcome', async () => {
  const threadId = await bench.newThread();
  const thread = idOf(threadId);
  const goal = newGoalOf('goal_1', contractWith({ notBefore: '2999-01-01T00:00:00Z' }));
  await threads.update(thread, { type: 'setGoal', requestId: 'r1', replace: false, goal });
  const { goalId: ifGoalId, ...text } = goal;
  const edit = (ifRevision: number, revision: number) =>
    threads.update(thread, {
      type: 'editGoal',
      requestId: 'r2',
      ifGoalId,
      ifRevision,
      edit: { ...text, revision, changesChecks: false },
    });
  expect(await edit(7, 8)).toEqual({ state: 'refused', reason: 'staleRevision' });
  const applied = {
    state: 'applied',
    outcome: { applied: true, goalId: 'goal_1', revision: 2, status: 'active' },
  };
  expect(await edit(1, 2)).toEqual(applied);
  expect(await edit(2, 3)).toEqual(applied);
  expect(await threads.outcome(threadId, 'r2')).toEqual(applied.outcome);
  expect(await threads.outcome(threadId, 'never')).toBe('unknown');
});

test('ten edits at the same moment → made one after another, all survive; an edit of another thread does not wait for them [C27 C110]', async () => {
  const [threadId, otherId] = [await bench.newThread(), await bench.newThread()];
  const url = `/v1/threads/${threadId}/goal`;
  const otherUrl = `/v1/threads/${otherId}/goal`;
  for (const goalUrl of [url, otherUrl]) await bench.call('PUT', goalUrl, QUIET);
  const edits = [
    { objective: 'Better' },
    { status: 'paused' },
    { iterationPolicy: 'small steps' },
    { blockedStop: 'ask' },
    { boundaries: { text: ['src'] } },
    { constraints: { text: ['no dependency'] } },
    { budget: { tokens: 1 } },
    { budget: { turns: 2 } },
    { budget: { toolCalls: 3 } },
    { policy: { onReopen: 'keep' } },
  ];
  const all = Promise.all(edits.map((edit) => bench.call('PATCH', url, edit)));
  const other = bench.call('PATCH', otherUrl, { objective: 'Other' });
  const replies = await all;
  expect((await other).json()).toMatchObject({ revision: 2, contract: { objective: 'Other', budget: {} } });
  expect(replies.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(200));
  const { revision, status, contract } = (await bench.call('GET', url)).json();
  // Edits that had to be made again left numbers out.
  expect(revision).toBeGreaterThanOrEqual(11);
  expect(status).toBe('paused');
  expect(contract).toMatchObject({
    objective: 'Better',
    iterationPolicy: 'small steps',
    blockedStop: 'ask',
    boundaries: { text: ['src'] },
    constraints: { text: ['no dependency'] },
    budget: { tokens: 1, turns: 2, toolCalls: 3 },
    policy: { onReopen: 'keep' },
  });
});
