/** What a caller is told of a push; the worker that pushes is played. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PushOutcome } from '../../../journal/rows/push.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

const STATE = 'ab'.repeat(32);
const COMMIT = 'c'.repeat(40);
let bench: RestBench;
let threadId: string;
let next: PushOutcome;
let begun: string[];

beforeAll(async () => {
  bench = await openRestBench();
  const made = await bench.call('POST', '/v1/threads', {
    workspace: { git: { url: 'https://example.org/shop.git' } },
  });
  threadId = made.json<{ threadId: string }>().threadId;
  await bench.journal.keepGivenState(threadId, STATE);
  bench.threads.startPush = async (thread, requestId) => {
    begun.push(requestId);
    await bench.journal.endPush(thread.threadId, requestId, next);
  };
});
afterAll(() => bench.close());

const push = (body: object, key?: string, id = threadId) =>
  bench.call('POST', `/v1/threads/${id}/push`, body, key === undefined ? {} : { 'idempotency-key': key });

test('a kept state → pushed; the same key again → the first answer, and nothing is begun', async () => {
  begun = [];
  next = { ok: true, outcome: 'pushed', commit: COMMIT };
  const body = { branch: 'goal/one', state: 'given', message: 'Words of mine' };
  const first = await push(body, 'key-1');
  expect(first.statusCode).toBe(200);
  expect(first.json()).toEqual({
    ...{ requestId: 'key-1', outcome: 'pushed', branch: 'goal/one', commit: COMMIT, stateId: STATE },
  });
  next = { ok: true, outcome: 'upToDate', commit: COMMIT };
  expect((await push(body, 'key-1')).body).toBe(first.body);
  expect((await push({ ...body, branch: 'other' }, 'key-1')).statusCode).toBe(422);
  expect(begun).toEqual(['key-1']);
  const kept = await bench.journal.readPush(threadId, 'key-1');
  expect(kept?.push).toMatchObject({ stateId: STATE, isForced: false });
  expect(kept?.push.message).toMatch(/^Words of mine\n\nGoalkeeper-Thread: \/v1\/threads\//);
});

test.each([
  [{ code: 'branchExists', reason: 'it holds other commits' }, 409, 'branchExists'],
  [{ code: 'rejected', reason: 'no', remote: ['hook declined'] }, 409, 'pushRejected'],
  [{ code: 'noGitSource', reason: 'no clone' }, 409, 'noGitSource'],
  [{ code: 'credentials', reason: 'closed' }, 502, 'gitCredentials'],
  [{ code: 'unreachable', reason: 'away' }, 502, 'gitUnreachable'],
] as const)('a worker that says %j → %i %s', async (refused, status, code) => {
  begun = [];
  next = { ok: false, ...refused };
  const reply = await push({ branch: 'goal/two', state: 'given' });
  expect(reply.statusCode).toBe(status);
  expect(reply.json()).toMatchObject({ code, ...('remote' in refused ? { remote: refused.remote } : {}) });
});

test.each([
  ['no branch', {}],
  ['a branch that is an option', { branch: '--all' }],
  ['a branch in a namespace of its own', { branch: 'refs/tags/x' }],
  ['a branch that git refuses', { branch: 'a..b' }],
  ['the living workspace', { branch: 'x', state: 'living' }],
] as const)('%s → 400', async (_, body) => {
  expect((await push(body)).statusCode).toBe(400);
});

test('nothing proven yet → says so, and the same request under the same key is made again once something is', async () => {
  begun = [];
  next = { ok: true, outcome: 'pushed', commit: COMMIT };
  const made = await bench.call('POST', '/v1/threads', {
    workspace: { git: { url: 'https://example.org/shop.git' } },
    goal: FILE_GOAL,
  });
  const id = made.json<{ threadId: string }>().threadId;
  const early = await push({ branch: 'night' }, 'ship-1', id);
  expect(early.json()).toMatchObject({ status: 404, code: 'unknownState', title: 'Nothing is proven yet' });
  const { goalId } = (await bench.call('GET', `/v1/threads/${id}/goal`)).json();
  const seen = { threadId: id, goalId, revision: 1, seq: 9, purpose: 'proven' as const };
  await bench.journal.saveSeenState({ ...seen, stateId: STATE });
  expect((await push({ branch: 'night' }, 'ship-1', id)).json()).toMatchObject({ outcome: 'pushed' });
});

test('nothing proven, a thread without a repository, an unknown thread → told by their codes', async () => {
  expect((await push({ branch: 'x' })).json()).toMatchObject({ status: 404, code: 'unknownState' });
  const plain = await bench.newThread();
  expect((await push({ branch: 'x' }, undefined, plain)).json()).toMatchObject({
    status: 409,
    code: 'noGitSource',
  });
  expect((await push({ branch: 'x' }, undefined, 'thr_none')).statusCode).toBe(404);
});
