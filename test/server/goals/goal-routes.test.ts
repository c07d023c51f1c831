import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { omit } from '../../../objects/omit.ts';
import { NO_USAGE } from '../../../workflows/budget/usage.ts';
import { DEFAULT_POLICY } from '../../../workflows/contract/contract.ts';
import { checkRun, contractFor } from '../../journal/samples.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';
import { NOW_MS } from '../../support/workflow/thread-states.ts';

let bench: RestBench;
let threadId: string;
let goalUrl: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  bench.threads.isClusterUp = true;
  threadId = await bench.newThread();
  goalUrl = `/v1/threads/${threadId}/goal`;
});

const put = (body: unknown, headers = {}) => bench.call('PUT', goalUrl, body, headers);

describe('PUT goal', () => {
  test('new goal → 201 with the goal, its contract with defaults, and an entity tag [C1 C21]', async () => {
    const reply = await put(FILE_GOAL);
    expect(reply.statusCode).toBe(201);
    const goal = omit(reply.json<{ goalId: string; findings: unknown }>(), 'findings');
    expect(goal).toMatchObject({
      status: 'active',
      revision: 1,
      tokensUsed: 0,
      stale: false,
      actions: ['pause', 'clear', 'edit', 'check', 'interrupt'],
      next: { action: 'baseline' },
      contract: {
        objective: FILE_GOAL.objective,
        verification: { checks: [{ name: 'file', timeoutSeconds: 300, runs: 1, expect: { exitCode: 0 } }] },
        policy: { ...DEFAULT_POLICY, undeclaredReads: 'ask', progress: 'nearer' },
      },
    });
    expect(reply.headers.etag).toBe(`"${goal.goalId}.1"`);
    expect((await bench.call('GET', goalUrl)).json()).toEqual(goal);
  });

  test('If-None-Match: * → set where there is none, and 412 over any, whatever replace says', async () => {
    const first = { 'if-none-match': '*' };
    expect((await put(FILE_GOAL, first)).statusCode).toBe(201);
    const second = await put({ ...FILE_GOAL, replace: true }, first);
    expect([second.statusCode, second.json().code]).toEqual([412, 'staleRevision']);
    expect((await bench.call('GET', `/v1/threads/${threadId}/goals`)).json().goals).toHaveLength(1);
  });

  test('If-Match with a list that has the current tag → set; with others alone → 412', async () => {
    const { etag = '' } = (await put(FILE_GOAL)).headers;
    const over = (tags: string) => put({ ...FILE_GOAL, replace: true }, { 'if-match': tags });
    expect((await over('"goal_x.1", "goal_y.2"')).statusCode).toBe(412);
    expect((await over(`"goal_x.1", ${etag}`)).statusCode).toBe(201);
  });

  test('second goal → 409 with the current one; with replace → in its place, and both in the history [C4 C118]', async () => {
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

  test('replaced → a goal of its own: nothing spent, its own budget or none [C13]', async () => {
    await put({ ...FILE_GOAL, budget: { turns: 5 } });
    bench.threads.alterGoal(threadId, { usage: { ...NO_USAGE, turns: 3, outputTokens: 9 } });
    expect((await put({ ...FILE_GOAL, replace: true })).json()).toMatchObject({
      revision: 1,
      tokensUsed: 0,
      usage: { turns: 0 },
      budgetLeft: {},
      contract: { budget: {} },
    });
  });

  test('two at the same moment → exactly one wins [C7]', async () => {
    const replies = await Promise.all([put(FILE_GOAL), put(FILE_GOAL)]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });

  test('a key that was used for a command → 422, not taken for done', async () => {
    const key = { 'idempotency-key': 'k0' };
    await bench.call('POST', `${goalUrl}/pause`, undefined, key);
    expect((await put(FILE_GOAL, key)).json()).toMatchObject({ status: 422, code: 'idempotencyKeyReused' });
  });

  test('over a complete goal → a new one, without being asked to replace it [C6 C118]', async () => {
    const first = (await put(FILE_GOAL)).json<{ goalId: string }>();
    bench.threads.alterGoal(threadId, { status: 'complete' });
    const second = await put(FILE_GOAL);
    expect([second.statusCode, second.json()]).toMatchObject([201, { status: 'active', tokensUsed: 0 }]);
    expect(second.json().goalId).not.toBe(first.goalId);
  });

  test('idempotency key repeated → the first answer, also after a lost one', async () => {
    const key = { 'idempotency-key': 'k1' };
    const first = await put(FILE_GOAL, key);
    const again = await put(FILE_GOAL, key);
    expect([again.statusCode, again.body]).toEqual([201, first.body]);
  });

  test('no worker answers → 202 with the id and the place to ask; it acts once, and repeating it is no second goal', async () => {
    bench.threads.isWorkerUp = false;
    const reply = await put(FILE_GOAL);
    const { requestId, statusUrl, ...accepted } = reply.json<{ requestId: string; statusUrl: string }>();
    expect([reply.statusCode, accepted]).toEqual([202, { accepted: true, threadId, command: 'setGoal' }]);
    expect(reply.headers.location).toBe(statusUrl);
    bench.threads.isWorkerUp = true;
    expect((await bench.call('GET', statusUrl)).json()).toMatchObject({ requestId, applied: true });
    const again = await put(FILE_GOAL, { 'idempotency-key': requestId });
    expect([again.statusCode, again.json()]).toMatchObject([200, { status: 'active' }]);
    expect((await bench.call('GET', `/v1/threads/${threadId}/goals`)).json().goals).toHaveLength(1);
  });

  test('nobody answers, and it cannot be left in the history → 503 that names the id under which it would act', async () => {
    bench.threads.isWorkerUp = false;
    bench.threads.isClusterUp = false;
    const reply = await put(FILE_GOAL);
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '2']);
    const { requestId, detail } = reply.json<{ requestId: string; detail: string }>();
    expect(reply.json()).toMatchObject({ code: 'unavailable', threadId });
    expect(detail).toContain(`Idempotency-Key: ${requestId}`);
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
  });
});

describe('GET goal', () => {
  test('no goal → 404', async () => {
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ status: 404, code: 'notFound' });
    expect((await bench.call('GET', `${goalUrl}/checks`)).statusCode).toBe(404);
    expect((await bench.call('GET', `${goalUrl}s`)).json()).toEqual({ goals: [] });
  });

  test('a goal that was set and that no worker has begun → 503, and not as if there were none', async () => {
    const url = `/v1/threads/${threadId}/goal`;
    bench.threads.isWorkerUp = false;
    expect((await bench.call('GET', url)).statusCode).toBe(404);
    await bench.journal.saveContract(threadId, 'goal_waiting', 1, contractFor('wait'));
    expect((await bench.call('GET', url)).json()).toMatchObject({
      ...{ status: 503, code: 'unavailable' },
      detail: 'a goal was set on this thread, and no worker has begun it yet: ask again',
    });
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

  test('cleared goal → gone, with and without a worker; cleared again → refused [C20]', async () => {
    await put(FILE_GOAL);
    await bench.call('DELETE', goalUrl);
    expect((await bench.call('DELETE', goalUrl)).json()).toMatchObject({ status: 409, code: 'noGoal' });
    for (const isWorkerUp of [true, false]) {
      bench.threads.isWorkerUp = isWorkerUp;
      expect((await bench.call('GET', goalUrl)).statusCode).toBe(404);
    }
  });

  test('blocked goal → what the model said of it, live and recorded', async () => {
    const { goalId } = (await put(FILE_GOAL)).json<{ goalId: string }>();
    const blocker = {
      name: 'no database',
      needed: 'a password',
      attempted: 'all that are in the repository',
    };
    const body = JSON.stringify({ name: 'update_goal', ok: true, output: 'The goal is blocked.', blocker });
    await bench.journal.append(threadId, {
      items: [{ seq: 70, turn: 1, kind: 'toolResult', callId: '69-0', body }],
    });
    await bench.threads.changeGoal(threadId, { status: 'blocked', blockedSeq: 70 });
    for (const isWorkerUp of [true, false]) {
      bench.threads.isWorkerUp = isWorkerUp;
      const shown = (await bench.call('GET', goalUrl)).json();
      expect(shown).toMatchObject({ goalId, status: 'blocked', blocker, stale: !isWorkerUp });
      expect(shown).not.toHaveProperty('blockedSeq');
    }
  });

  test('the auditor has ruled → its ruling with its place, live and recorded; nothing where none stands', async () => {
    const { goalId } = (await put(FILE_GOAL)).json<{ goalId: string }>();
    expect((await bench.call('GET', goalUrl)).json()).not.toHaveProperty('lastAudit');
    const requirement = {
      id: 'R1',
      kind: 'objective',
      text: 'Make it',
      verdict: 'weak',
      evidence: '',
      reason: 'no',
    };
    const audit = { model: 'judge-1', accepted: false, summary: 'Not yet.', requirements: [requirement] };
    const body = JSON.stringify({
      ...{ type: 'checksRan', purpose: 'audit', name: 'update_goal', ok: false, output: 'Refused.' },
      ...{ checksSeq: 69, verdict: { outcomes: [], changedProtectedPaths: [], proven: false } },
      audit,
    });
    await bench.journal.append(threadId, {
      items: [{ seq: 70, turn: 1, kind: 'toolResult', callId: '69-0', body }],
    });
    await bench.threads.changeGoal(threadId, { auditSeq: 70, hasAuditor: true });
    for (const isWorkerUp of [true, false]) {
      bench.threads.isWorkerUp = isWorkerUp;
      const shown = (await bench.call('GET', goalUrl)).json();
      expect(shown).toMatchObject({ goalId, lastAudit: { ...audit, seq: 70 }, stale: !isWorkerUp });
      expect(shown).not.toHaveProperty('auditSeq');
    }
  });

  test('goal that waits for its provider → when it goes on, as a time, live, recorded and in the history', async () => {
    await put(FILE_GOAL);
    const resumeAtMs = NOW_MS + 3_600_000;
    await bench.threads.changeGoal(threadId, { hasBaseline: true, status: 'usageLimited', resumeAtMs });
    const resumeAt = '2026-11-23T04:00:00.000Z';
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({
      phase: 'waiting',
      resumeAt,
      next: { action: 'wait', at: resumeAt },
    });
    expect((await bench.call('GET', `${goalUrl}s`)).json()).toMatchObject({
      goals: [{ status: 'usageLimited', resumeAt, setAt: '2026-11-23T03:00:00.000Z' }],
    });
    bench.threads.isWorkerUp = false;
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ resumeAt, stale: true });
  });

  test('checks → their runs, oldest first', async () => {
    const { goalId } = (await put(FILE_GOAL)).json<{ goalId: string }>();
    await bench.journal.saveCheckRuns([checkRun({ runId: goalId, goalId, name: 'file' })]);
    expect((await bench.call('GET', `${goalUrl}/checks`)).json()).toMatchObject({
      runs: [{ name: 'file', metric: 0.1 }],
    });
  });
});
