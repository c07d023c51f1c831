import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkRun } from '../../journal/samples.ts';
import { FILE_GOAL } from '../../support/contracts.ts';
import { openRestBench, type RestBench } from '../../support/rest-bench.ts';

let bench: RestBench;
let goalUrl: string;

beforeAll(async () => {
  bench = await openRestBench();
}, 60_000);
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  goalUrl = `/v1/threads/${await bench.newThread()}/goal`;
});

const put = (body: unknown, headers = {}) => bench.call('PUT', goalUrl, body, headers);

describe('PUT goal', () => {
  test('new goal → 201 with the goal, its contract with defaults, and an entity tag', async () => {
    const reply = await put(FILE_GOAL);
    expect(reply.statusCode).toBe(201);
    const goal = reply.json<{ goalId: string }>();
    expect(goal).toMatchObject({
      status: 'active',
      revision: 1,
      tokensUsed: 0,
      stale: false,
      actions: ['pause', 'resume', 'clear'],
      next: { action: 'baseline' },
      contract: {
        objective: FILE_GOAL.objective,
        verification: { checks: [{ name: 'file', timeoutSeconds: 300, runs: 1, expect: { exitCode: 0 } }] },
        policy: { onNoToolCall: 'suppress', blockedAfterTurns: 3, maxRefusedAudits: 20 },
      },
    });
    expect(reply.headers.etag).toBe(`"${goal.goalId}.1"`);
    expect((await bench.call('GET', goalUrl)).json()).toEqual(goal);
  });

  test('second goal → 409 with the current one; with replace → in its place, and both in the history', async () => {
    const first = (await put(FILE_GOAL)).json<{ goalId: string }>();
    const refused = await put(FILE_GOAL);
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ code: 'goalUnfinished', goal: { goalId: first.goalId } });
    const second = (await put({ ...FILE_GOAL, replace: true })).json<{ goalId: string }>();
    expect(second.goalId).not.toBe(first.goalId);
    const { goals } = (await bench.call('GET', `${goalUrl}s`)).json<{ goals: object[] }>();
    expect(goals).toMatchObject([
      { goalId: second.goalId, status: 'active' },
      { goalId: first.goalId, status: 'cleared', contract: { objective: FILE_GOAL.objective } },
    ]);
  });

  test('idempotency key repeated → 200 with the first goal, also after a lost answer', async () => {
    const key = { 'idempotency-key': 'k1' };
    const first = await put(FILE_GOAL, key);
    const again = await put(FILE_GOAL, key);
    expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
    expect(again.json()).toEqual(first.json());
  });

  test('no worker answers → 503 with retry-after, and says how to repeat', async () => {
    bench.threads.isWorkerUp = false;
    const reply = await put(FILE_GOAL);
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '2']);
    expect(reply.json()).toMatchObject({
      code: 'unavailable',
      detail: expect.stringContaining('Idempotency-Key'),
    });
  });

  test('a bad body → 400 that names each field', async () => {
    const reply = await put({
      objective: 7,
      verification: { checks: [{ name: 'x' }], cheks: [] },
      budget: { tokens: 0 },
    });
    expect(reply.statusCode).toBe(400);
    const { errors } = reply.json<{ errors: { field: string; message: string }[] }>();
    expect(errors.map(({ field }) => field).sort()).toEqual([
      'budget.tokens',
      'objective',
      'verification.checks.0.command',
      'verification.cheks',
    ]);
    expect(reply.json()).toMatchObject({
      code: 'validation',
      detail: expect.stringContaining('verification.cheks'),
    });
  });

  test('an idempotency key that is too long → 400 that names the header', async () => {
    const reply = await put(FILE_GOAL, { 'idempotency-key': 'k'.repeat(256) });
    expect(reply.json()).toMatchObject({ status: 400, errors: [{ field: 'idempotency-key' }] });
  });

  test('any JSON at all → never a 5xx', async () => {
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.record(
        { objective: fc.jsonValue(), verification: fc.jsonValue(), budget: fc.jsonValue() },
        { requiredKeys: [] },
      ),
      fc.record({
        objective: fc.string({ unit: 'binary' }),
        verification: fc.record({
          checks: fc.array(
            fc.record({
              name: fc.string({ unit: 'binary' }),
              command: fc.string({ unit: 'binary' }),
              expect: fc.jsonValue(),
            }),
          ),
          protectedPaths: fc.array(fc.string()),
        }),
        replace: fc.constant(true),
      }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (body) => {
        expect((await put(body)).statusCode).toBeLessThan(500);
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});

describe('GET goal', () => {
  test('no goal → 404', async () => {
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ status: 404, code: 'notFound' });
    expect((await bench.call('GET', `${goalUrl}/checks`)).statusCode).toBe(404);
    expect((await bench.call('GET', `${goalUrl}s`)).json()).toEqual({ goals: [] });
  });

  test('no worker answers → the goal as it was last recorded, marked stale', async () => {
    const live = (await put({ ...FILE_GOAL, budget: { tokens: 1_000 } })).json<{ goalId: string }>();
    bench.threads.isWorkerUp = false;
    const reply = await bench.call('GET', goalUrl);
    expect(reply.headers.etag).toBe(`"${live.goalId}.1"`);
    expect(reply.json()).toMatchObject({
      goalId: live.goalId,
      status: 'active',
      stale: true,
      asOf: '2026-11-23T03:00:00.000Z',
      budgetLeft: { tokens: 1_000 },
      contract: { objective: FILE_GOAL.objective },
    });
  });

  test('cleared goal → gone, with and without a worker', async () => {
    await put(FILE_GOAL);
    await bench.call('DELETE', goalUrl);
    for (const isWorkerUp of [true, false]) {
      bench.threads.isWorkerUp = isWorkerUp;
      expect((await bench.call('GET', goalUrl)).statusCode).toBe(404);
    }
  });

  test('checks → their runs, oldest first', async () => {
    const { goalId } = (await put(FILE_GOAL)).json<{ goalId: string }>();
    await bench.journal.saveCheckRuns([checkRun({ runId: goalId, goalId, name: 'file' })]);
    expect((await bench.call('GET', `${goalUrl}/checks`)).json()).toMatchObject({
      runs: [{ name: 'file', metric: 0.1 }],
    });
  });
});

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

  test('refused → 409 with the reason and the goal as it is', async () => {
    expect((await bench.call('POST', `${goalUrl}/pause`)).json()).toMatchObject({
      status: 409,
      code: 'noGoal',
      title: 'The thread has no goal',
      goal: null,
    });
    const { goalId } = (await put({ ...FILE_GOAL, budget: { turns: 1 } })).json<{ goalId: string }>();
    const [threadId = ''] = goalUrl.match(/thr_[^/]+/) ?? [];
    const state = bench.threads.states.get(threadId);
    if (state?.goal == null) throw new Error('no goal');
    const usage = { ...state.goal.usage, turns: 1 };
    bench.threads.states.set(threadId, { ...state, goal: { ...state.goal, status: 'budgetLimited', usage } });
    expect((await bench.call('POST', `${goalUrl}/resume`)).json()).toMatchObject({
      status: 409,
      code: 'budgetExhausted',
      goal: { goalId, status: 'budgetLimited' },
    });
  });

  test('no worker answers → 202: the signal is in the history and will act', async () => {
    await put(FILE_GOAL);
    bench.threads.isWorkerUp = false;
    const reply = await bench.call('POST', `${goalUrl}/pause`, undefined, { 'idempotency-key': 'p1' });
    expect(reply.statusCode).toBe(202);
    expect(reply.json()).toMatchObject({ requestId: 'p1', accepted: true, command: 'pause' });
    bench.threads.isWorkerUp = true;
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ status: 'paused' });
  });

  test('idempotency key repeated → the first outcome, though the goal has gone on', async () => {
    await put(FILE_GOAL);
    const key = { 'idempotency-key': 'p1' };
    await bench.call('POST', `${goalUrl}/pause`, undefined, key);
    await bench.call('POST', `${goalUrl}/resume`);
    const again = await bench.call('POST', `${goalUrl}/pause`, undefined, key);
    expect(again.json()).toMatchObject({ applied: true, status: 'paused', goal: { status: 'active' } });
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
