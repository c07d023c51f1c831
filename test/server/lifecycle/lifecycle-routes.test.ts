import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { NO_USAGE } from '../../../workflows/budget/usage.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;
let threadUrl: string;
let goalUrl: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  threadId = await bench.newThread();
  threadUrl = `/v1/threads/${threadId}`;
  goalUrl = `${threadUrl}/goal`;
});

const put = (body: unknown, headers = {}) => bench.call('PUT', goalUrl, body, headers);

describe('pause, resume, clear', () => {
  test('pause with a reason → 200 with the outcome and the goal; resume → active again', async () => {
    await put(FILE_GOAL);
    const paused = await bench.call('POST', `${goalUrl}/pause`, { reason: 'lunch' });
    expect(paused.statusCode).toBe(200);
    expect(paused.json()).toMatchObject({ applied: true, goal: { status: 'paused', statusReason: 'lunch' } });
    const resumed = await bench.call('POST', `${goalUrl}/resume`);
    expect(resumed.json()).toMatchObject({ applied: true, status: 'active' });
  });

  test.each(['POST', 'DELETE'] as const)('clear by %s → 200, and no goal', async (method) => {
    await put(FILE_GOAL);
    const reply = await bench.call(method, method === 'POST' ? `${goalUrl}/clear` : goalUrl);
    expect(reply.json()).toMatchObject({ applied: true, status: 'cleared', goal: null });
  });

  test('refused → 409 with the reason and the goal as it is [C31]', async () => {
    expect((await bench.call('POST', `${goalUrl}/pause`)).json()).toMatchObject({
      status: 409,
      code: 'noGoal',
      title: 'The thread has no goal',
      goal: null,
    });
    const { goalId } = (await put({ ...FILE_GOAL, budget: { turns: 1 } })).json<{ goalId: string }>();
    const usage = { ...NO_USAGE, turns: 1 };
    bench.threads.alterGoal(threadId, { status: 'budgetLimited', usage });
    expect((await bench.call('POST', `${goalUrl}/resume`)).json()).toMatchObject({
      status: 409,
      code: 'budgetExhausted',
      goal: { goalId, status: 'budgetLimited' },
    });
  });

  test('no worker answers → 202: the signal is in the history and will act [C41]', async () => {
    await put(FILE_GOAL);
    bench.threads.isWorkerUp = false;
    const reply = await bench.call('POST', `${goalUrl}/pause`, undefined, { 'idempotency-key': 'p1' });
    expect(reply.statusCode).toBe(202);
    expect(reply.json()).toMatchObject({ requestId: 'p1', accepted: true, command: 'pause' });
    expect(reply.headers.location).toBe(`${threadUrl}/requests/p1`);
    bench.threads.isWorkerUp = true;
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ status: 'paused' });
  });

  test('idempotency key repeated → the first outcome, though the goal has gone on', async () => {
    await put(FILE_GOAL);
    const key = { 'idempotency-key': 'p2' };
    const first = await bench.call('POST', `${goalUrl}/pause`, undefined, key);
    await bench.call('POST', `${goalUrl}/resume`);
    const again = await bench.call('POST', `${goalUrl}/pause`, undefined, key);
    expect(again.body).toBe(first.body);
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ status: 'active' });
  });

  test('unknown field, or a reason that is no text → 400 that names it', async () => {
    for (const [body, field] of [
      [{ force: true }, 'force'],
      [{ reason: 7 }, 'reason'],
    ] as const)
      expect((await bench.call('POST', `${goalUrl}/pause`, body)).json()).toMatchObject({
        status: 400,
        errors: [{ field }],
      });
  });
});

/** A model's reply whose second call waits. */
const waitingReply = (reason: string) => ({
  ...{ callId: 'model-40', turn: 1, kind: 'modelReply' as const },
  body: JSON.stringify({
    responseId: 'r',
    output: [
      { type: 'message', text: 'I wait.' },
      { type: 'function_call', call_id: 'a', name: 'get_goal', arguments: '{}' },
      ...[
        {
          type: 'function_call',
          call_id: 'b',
          name: 'wait',
          arguments: JSON.stringify({ seconds: 90, reason }),
        },
      ],
    ],
    usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1 },
  }),
});

describe('wake', () => {
  const wake = (body?: object) => bench.call('POST', `${threadUrl}/wake`, body);
  const waitFor = (event?: string) => {
    const state = bench.threads.states.get(threadId);
    if (state === undefined) throw new Error('no thread');
    const untilMs = Date.UTC(2026, 10, 23, 11);
    const wait = event === undefined ? { untilMs } : { untilMs, event };
    bench.threads.states.set(threadId, { ...state, wait });
    bench.threads.alterGoal(threadId, { hasBaseline: true });
  };

  test('a thread that waits → shown with until and event; its event ends the wait', async () => {
    await put(FILE_GOAL);
    waitFor('deployed');
    expect((await bench.call('GET', threadUrl)).json()).toMatchObject({
      phase: 'waiting',
      wait: { until: '2026-11-23T11:00:00.000Z', event: 'deployed' },
      next: { action: 'wait', at: '2026-11-23T11:00:00.000Z' },
    });
    expect((await wake({ event: 'other' })).json()).toMatchObject({ applied: true });
    expect((await bench.call('GET', threadUrl)).json()).toHaveProperty('wait');
    expect((await wake({ event: 'deployed' })).json()).toMatchObject({ applied: true });
    expect((await bench.call('GET', threadUrl)).json()).not.toHaveProperty('wait');
  });

  test('a wait that the model gave a reason for → shown of the thread and of its goal', async () => {
    await put(FILE_GOAL);
    waitFor('deployed');
    const state = bench.threads.states.get(threadId);
    if (state?.wait === undefined) throw new Error('nothing waits');
    const [reply, seq] = [waitingReply('The night build.'), 40];
    await bench.journal.beginCall(threadId, { ...reply, seq }, {});
    await bench.journal.finishCall(threadId, { ...reply, seq });
    bench.threads.states.set(threadId, { ...state, wait: { ...state.wait, callId: `${seq}-1` } });
    const wait = { until: '2026-11-23T11:00:00.000Z', event: 'deployed', reason: 'The night build.' };
    expect((await bench.call('GET', threadUrl)).json()).toMatchObject({ wait, goal: { wait } });
    expect((await bench.call('GET', `${threadUrl}/goal`)).json()).toMatchObject({ wait });
    bench.threads.states.set(threadId, { ...state, wait: { ...state.wait, callId: '41-0' } });
    expect((await bench.call('GET', threadUrl)).json().wait).not.toHaveProperty('reason');
  });

  test('no event → ends any wait; nothing to wake → 409', async () => {
    await put(FILE_GOAL);
    waitFor();
    expect((await bench.call('GET', threadUrl)).json()).toMatchObject({
      wait: { until: '2026-11-23T11:00:00.000Z' },
    });
    expect((await wake()).statusCode).toBe(200);
    expect((await wake()).json()).toMatchObject({ status: 409, code: 'notWaiting' });
  });

  test.each([
    [{ event: '' }, 'event'],
    [{ event: 'x'.repeat(101) }, 'event'],
    [{ reason: 'x' }, 'reason'],
  ])('%j → 400 that names the field', async (body, field) => {
    expect((await wake(body)).json()).toMatchObject({ status: 400, errors: [{ field }] });
  });
});
