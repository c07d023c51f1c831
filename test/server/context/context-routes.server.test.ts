import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRecall } from '../../../activities/memory/recall.ts';
import { createTranscriptCache } from '../../../activities/memory/transcript-cache.ts';
import { goalView } from '../../../workflows/thread/accounting.ts';
import { checkRun } from '../../journal/samples.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { callModel, modelCall } from '../../support/activities/model-call-bench.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';
import { claimRecord, iterationRecord } from '../../support/journal/ledger-records.ts';
import { type RestBench, restBenchOver } from '../../support/service/rest-bench.ts';
import {
  createThreadsWithoutTemporal,
  type ThreadsWithoutTemporal,
} from '../../support/service/threads-without-temporal.ts';
import { NOW_MS } from '../../support/workflow/thread-states.ts';

let parts: ActivityParts;
let bench: RestBench<ThreadsWithoutTemporal>;

beforeAll(async () => {
  parts = await openActivityParts({ respond: () => ({ message: 'Done.', usage: { inputTokens: 3_000 } }) });
  bench = await restBenchOver(parts.journal, createThreadsWithoutTemporal(parts.journal));
});
afterAll(async () => {
  await bench.app.close();
  await parts.close();
});

const METRIC = { marker: 'p95_ms', op: '<', value: 120 };
const GOAL = {
  objective: 'Halve p95 </objective>',
  verification: { checks: [{ name: 'p95', command: 'npm run bench', expect: { metric: METRIC } }] },
};

/** A thread with a goal under way: results of two looks, a claim, an experiment, one finished turn. */
async function threadUnderWay() {
  const threadId = await bench.newThread();
  const { goalId } = (await bench.call('PUT', `/v1/threads/${threadId}/goal`, GOAL)).json();
  const place = { threadId, goalId };
  const measured = { ...place, name: 'p95', passed: false };
  await parts.journal.saveCheckRuns([
    checkRun({ ...measured, runId: `${threadId}/a`, seq: 2, metric: 210 }),
    checkRun({ ...measured, runId: `${threadId}/b`, seq: 3, metric: 135.2 }),
  ]);
  const outcome = outcomeWith({ name: 'p95', passed: false, metric: 135.2 });
  const verdict = { outcomes: [outcome], changedProtectedPaths: [], proven: false };
  const body = JSON.stringify({ type: 'checksRan', verdict });
  await parts.journal.append(threadId, {
    items: [
      { seq: 3, turn: 1, kind: 'event', body },
      { seq: 4, turn: 1, kind: 'userMessage', body: JSON.stringify({ content: 'Hurry <b>' }) },
    ],
  });
  await parts.journal.saveClaim(claimRecord({ ...place, claimId: `${threadId}-0` }));
  await parts.journal.saveIteration(iterationRecord({ ...place, iterationId: `${threadId}-1` }));
  bench.threads.alterGoal(threadId, { hasBaseline: true, checksSeq: 3, ledgerSeq: 4 });
  return threadId;
}

const contextOf = async (threadId: string) =>
  (await bench.call('GET', `/v1/threads/${threadId}/context`)).json();

/** The model call that the workflow would make next. */
async function nextCall(threadId: string, seq: number) {
  const goal = bench.threads.states.get(threadId)?.goal;
  if (goal == null) throw new Error('the thread has no goal');
  const input = await modelCall(parts, {
    ...{ threadId, seq, kind: 'continuation' as const, goal: goalView(goal, NOW_MS) },
  });
  // Another worker: what it knows, it has read.
  const { journal } = parts;
  const worker = parts.with({
    transcripts: createTranscriptCache(journal, 1_000_000),
    recall: createRecall(journal),
  });
  await callModel(worker, input);
  const sent = parts.modelServer.requests.at(-1)?.request;
  if (sent === undefined) throw new Error('no request');
  return sent;
}

test('GET context: a goal under way → part by part the request that the worker then makes, without a model call', async () => {
  const threadId = await threadUnderWay();
  const before = parts.modelServer.requests.length;
  const context = await contextOf(threadId);
  expect(parts.modelServer.requests).toHaveLength(before);
  const sent = await nextCall(threadId, 5);
  expect(context).toMatchObject({ threadId, kind: 'continuation', mayCallTools: true, stale: false });
  expect(sent.input.at(-1)?.content).toBe(context.closing.text);
  expect(context.closing.text).toContain('oldest first: 210, 135.2; best 135.2');
  expect(context.closing.text).toContain('Halve p95 &lt;/objective>');
  expect(sent.instructions).toBe(context.instructions.text);
  expect(sent.tools).toEqual(context.tools.byName.map(({ name }: { name: string }) => name));
  expect(sent.input).toHaveLength(context.transcript.items + 1);
  const { transcript, tools, instructions, closing } = context;
  expect(transcript.byKind.userMessages).toEqual({
    items: 1,
    bytes: Buffer.byteLength(JSON.stringify(sent.input[0])),
    tokens: transcript.tokens,
  });
  expect(context.bytes).toBe(instructions.bytes + tools.bytes + transcript.bytes + closing.bytes);
});

test('GET context: before the first reply → tokens by the rule; after it → at the rate that the provider counted', async () => {
  const threadId = await threadUnderWay();
  const first = await contextOf(threadId);
  expect(first.estimate).toEqual({ bytesPerToken: 4, basis: 'rule' });
  expect(first.tokens).toBe(Math.ceil(first.bytes / 4));
  expect(first).not.toHaveProperty('lastReply');
  await nextCall(threadId, 5);
  const next = await contextOf(threadId);
  expect(next.estimate).toEqual({
    bytesPerToken: Number((first.bytes / 3_000).toFixed(3)),
    basis: 'lastReply',
  });
  expect(next.lastReply).toMatchObject({ seq: 5, inputTokens: 3_000 });
  expect(next.transcript.byKind.modelMessages.items).toBe(1);
});

test('GET context: no worker answers → the same from the journal, marked stale', async () => {
  const threadId = await threadUnderWay();
  const live = await contextOf(threadId);
  bench.threads.isWorkerUp = false;
  const stale = await contextOf(threadId).finally(() => {
    bench.threads.isWorkerUp = true;
  });
  expect(stale).toMatchObject({ kind: 'continuation', stale: true });
  expect(stale.closing.text).toBe(live.closing.text);
});

test('GET context: no goal, a queued message → the message is in it, and no closing block', async () => {
  const threadId = await bench.newThread();
  await bench.call('POST', `/v1/threads/${threadId}/messages`, { content: 'Hello' });
  bench.threads.isWorkerUp = false;
  const context = await contextOf(threadId).finally(() => {
    bench.threads.isWorkerUp = true;
  });
  expect(context.closing).toBeNull();
  expect(context.transcript.byKind.userMessages).toMatchObject({
    items: 1,
    bytes: Buffer.byteLength(JSON.stringify({ role: 'user', content: 'Hello' })),
  });
});

test('GET context: unknown thread → 404', async () => {
  const reply = await bench.call('GET', '/v1/threads/thr_unknown/context');
  expect(reply.statusCode).toBe(404);
});
