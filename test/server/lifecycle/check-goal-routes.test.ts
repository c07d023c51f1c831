import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { answerChecksOrders, type OrderedRun } from '../../../workflows/thread/checks-order.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;
let goalUrl: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  threadId = await bench.newThread();
  goalUrl = `/v1/threads/${threadId}/goal`;
});

/** Answers the request as soon as the thread has it, as its workflow would. */
async function answer(run: OrderedRun): Promise<void> {
  for (;;) {
    const state = bench.threads.states.get(threadId);
    if (state?.goal && state.checkRequests !== undefined) {
      bench.threads.states.set(threadId, answerChecksOrders(state, state.goal, run, Date.now()));
      return;
    }
    await new Promise((done) => setTimeout(done, 5));
  }
}

describe('POST goal/check', () => {
  test('→ 200 with the verdict of the run and its place in the record', async () => {
    await bench.call('PUT', goalUrl, FILE_GOAL);
    const verdict = {
      outcomes: [outcomeWith({ name: 'file', passed: false, exitCode: 1 })],
      changedProtectedPaths: [],
      proven: false,
    };
    const body = JSON.stringify({ type: 'checksRan', purpose: 'request', verdict });
    const item = { seq: 50, turn: 0, kind: 'event' as const, callId: 'checks-50', body };
    await bench.journal.finishCall(threadId, item);
    const [reply] = await Promise.all([
      bench.call('POST', `${goalUrl}/check`, { requestId: 'look' }),
      answer({ seq: 50, outcomes: [] }),
    ]);
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({ requestId: 'look', seq: 50, ...verdict });
    const { statusCode } = await bench.call('POST', `${goalUrl}/check`, { requestId: 'look' });
    expect(statusCode).toBe(200);
  });

  test('the checks could not be run → 503 with the reason', async () => {
    await bench.call('PUT', goalUrl, FILE_GOAL);
    const [reply] = await Promise.all([
      bench.call('POST', `${goalUrl}/check`),
      answer({ failure: 'no workspace' }),
    ]);
    expect([reply.statusCode, reply.json().detail]).toEqual([
      503,
      'the checks could not be run: no workspace',
    ]);
  });

  test('no worker answers → 202 with the place to ask at', async () => {
    await bench.call('PUT', goalUrl, FILE_GOAL);
    bench.threads.isWorkerUp = false;
    const reply = await bench.call('POST', `${goalUrl}/check`, { requestId: 'later' });
    expect([reply.statusCode, reply.headers.location]).toEqual([
      202,
      `/v1/threads/${threadId}/requests/later`,
    ]);
  });

  test('no goal → 409; an unknown field → 400 that names it', async () => {
    const reply = await bench.call('POST', `${goalUrl}/check`);
    expect([reply.statusCode, reply.json().code]).toEqual([409, 'noGoal']);
    expect((await bench.call('POST', `${goalUrl}/check`, { now: true })).json().detail).toContain('now');
  });
});
