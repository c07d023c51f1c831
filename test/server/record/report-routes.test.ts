import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { applyCommand } from '../../../workflows/command/apply-command.ts';
import type { Command } from '../../../workflows/command/command.ts';
import type { Goal } from '../../../workflows/goal/goal.ts';
import { initialThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { STORIES } from '../../report/stories.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';
import { editGoalWith, NOW_MS, setGoalWith, usageWith } from '../../support/workflow/thread-states.ts';

let bench: RestBench;

beforeAll(async () => {
  bench = await openRestBench();
  for (const name of ['complete', 'replaced'] as const) await STORIES[name]?.(bench.journal);
  // All of it comes from the journal.
  bench.threads.isWorkerUp = false;
  bench.threads.isClusterUp = false;
});
afterAll(() => bench.close());

const report = (path = '', accept?: string) =>
  bench.call(
    'GET',
    `/v1/threads/thr_complete/goal/report${path}`,
    undefined,
    accept === undefined ? {} : { accept },
  );

describe('GET goal/report', () => {
  test.each([
    ['', undefined, 'application/json; charset=utf-8', '{"goal":{'],
    ['', 'text/markdown', 'text/markdown; charset=utf-8', '# Complete: '],
    ['', 'text/html, */*;q=0.5', 'text/html; charset=utf-8', '<!doctype html>'],
    ['?format=md', 'text/html', 'text/markdown; charset=utf-8', '# Complete: '],
    ['?format=html', undefined, 'text/html; charset=utf-8', '<!doctype html>'],
    ['?format=json', 'application/pdf', 'application/json; charset=utf-8', '{"goal":{'],
  ])('"%s" with Accept %s, no worker up → %s', async (path, accept, contentType, start) => {
    const reply = await report(path, accept);
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, contentType]);
    expect(reply.body.startsWith(start)).toBe(true);
    expect(reply.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
      vary: 'accept',
    });
  });

  test('HTML → its policy allows the one style sheet that it holds, by digest, and no script', async () => {
    const { headers, body } = await report('?format=html');
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/style-src 'sha256-[\w+/=]+'/);
    expect(policy).toContain('sandbox');
    expect(body).not.toMatch(/<script|\son\w+=|\sstyle=/i);
  });

  test('another type → 406 that names the forms', async () => {
    const reply = await report('', 'application/pdf');
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([
      406,
      expect.stringMatching(/^application\/problem\+json/),
    ]);
    expect(reply.json()).toMatchObject({
      code: 'notAcceptable',
      detail: expect.stringContaining('text/markdown'),
    });
  });

  test('another format, or another parameter → 400 that names it', async () => {
    expect((await report('?format=pdf')).json()).toMatchObject({
      code: 'validation',
      errors: [{ field: 'format' }],
    });
    expect((await report('?form=md')).json()).toMatchObject({
      code: 'validation',
      errors: [{ field: 'form' }],
    });
  });

  test('thread without a goal → 404', async () => {
    const { journal } = bench;
    await journal.createThread({
      threadId: 'thr_none',
      tenantId: 'default',
      requestId: 'none',
      settings: {},
    });
    expect((await bench.call('GET', '/v1/threads/thr_none/goal/report')).statusCode).toBe(404);
  });
});

describe('GET goal/report while the record is behind the thread', () => {
  const begin = async (): Promise<string> => {
    const threadId = await bench.newThread();
    await bench.call('PUT', `/v1/threads/${threadId}/goal`, FILE_GOAL);
    return threadId;
  };
  /** Applied by the thread, and not written yet, as while an audit runs. */
  const applyUnwritten = (threadId: string, command: (goal: Goal) => Command): void => {
    const state = bench.threads.states.get(threadId);
    if (!state?.goal) throw new Error('no goal');
    bench.threads.states.set(threadId, applyCommand(state, command(state.goal), NOW_MS + 5_000).state);
  };
  const of = (threadId: string, format = 'json') =>
    bench.call('GET', `/v1/threads/${threadId}/goal/report?format=${format}`);

  beforeEach(() => {
    bench.threads.isWorkerUp = true;
    bench.threads.isClusterUp = true;
  });
  afterEach(() => {
    bench.threads.isWorkerUp = false;
    bench.threads.isClusterUp = false;
  });

  test('a pause and an edit that are not written → it says what GET goal says', async () => {
    const threadId = await begin();
    applyUnwritten(threadId, () => ({ type: 'pause', requestId: 'p' }));
    const goalId = bench.threads.states.get(threadId)?.goal?.goalId ?? '';
    await bench.journal.saveContract(threadId, goalId, 2, { ...contractWith(), objective: 'Better' });
    applyUnwritten(threadId, () => ({
      ...editGoalWith({}, { requestId: 'e', ifGoalId: goalId, ifRevision: 1 }),
    }));
    bench.threads.alterGoal(threadId, { usage: usageWith({ turns: 1, toolCalls: 3, inputTokens: 70 }) });
    const goal = (await bench.call('GET', `/v1/threads/${threadId}/goal`)).json();
    const told = (await of(threadId)).json();
    expect(told.goal).toMatchObject({ status: 'paused', revision: 2, statusReason: goal.statusReason });
    expect(told.goal).not.toHaveProperty('asOf');
    expect(told.contract.edits).toMatchObject([{ revision: 2, at: new Date(NOW_MS + 5_000).toISOString() }]);
    expect(told.headline.cost).toContain('70 tokens, 3 tool calls');
    expect((await of(threadId, 'md')).body).toContain('**Paused** · paused by the user');
  });

  test('a goal that is held back until a time → the report names that time', async () => {
    const threadId = await begin();
    bench.threads.alterGoal(threadId, { hasBaseline: true, notBeforeMs: NOW_MS + 60_000 });
    expect((await of(threadId)).json().unlock).toMatchObject({
      what: expect.stringContaining('Nothing but time: not before the time that the goal names, until'),
      resumesAt: new Date(NOW_MS + 60_000).toISOString(),
    });
  });

  test('a goal that another one has replaced, unwritten → the newest is the other one, and the first one ended', async () => {
    const threadId = await begin();
    const { goalId } = (await bench.call('GET', `/v1/threads/${threadId}/goal`)).json();
    await bench.journal.saveContract(threadId, 'goal_2', 1, contractWith());
    applyUnwritten(threadId, () => setGoalWith({ requestId: 's', replace: true }));
    expect((await of(threadId)).json().goal).toMatchObject({ goalId: 'goal_2', status: 'active' });
    const first = await bench.call('GET', `/v1/threads/${threadId}/goals/${goalId}/report`);
    expect(first.json().goal).toMatchObject({ goalId, status: 'cleared', replacedBy: 'goal_2' });
  });

  test('no worker → what the record says, and until when it goes', async () => {
    const threadId = await begin();
    bench.threads.isWorkerUp = false;
    expect((await of(threadId)).json().goal).toMatchObject({ status: 'active', asOf: expect.any(String) });
    expect((await of(threadId, 'md')).body).toMatch(/As of: .*no worker answered in time/);
    expect((await report()).json().goal).not.toHaveProperty('asOf');
  });
});

describe('GET goals/:goalId/report', () => {
  const past = (goalId: string, threadId = 'thr_replaced') =>
    bench.call('GET', `/v1/threads/${threadId}/goals/${goalId}/report`);

  test('a goal that was replaced → its report; the thread itself reports the new one', async () => {
    expect((await past('goal_replaced')).json()).toMatchObject({
      goal: { status: 'cleared', replacedBy: 'goal_next' },
      refusedAudits: { total: 1 },
    });
    const current = await bench.call('GET', '/v1/threads/thr_replaced/goal/report');
    expect(current.json()).toMatchObject({ goal: { goalId: 'goal_next', status: 'active' } });
  });

  test.each(['goal_complete', 'goal_nothing', '%00', "goal_replaced'"])(
    '%s is not of this thread → 404',
    async (goalId) => {
      expect((await past(goalId)).json()).toMatchObject({ status: 404, code: 'notFound' });
    },
  );
});

describe('GET goal/checks', () => {
  beforeAll(() => {
    bench.threads.isClusterUp = true;
  });

  const checks = (query = '') => bench.call('GET', `/v1/threads/thr_complete/goal/checks${query}`);

  test('no name → all runs, and the way of each metric', async () => {
    const body = (await checks()).json();
    expect(body.runs).toHaveLength(8);
    expect(body.metrics).toMatchObject([{ check: 'p95', name: 'p95_ms', op: '<', bound: 120 }]);
    const points = body.metrics[0].points as { value: number; turn: number | null; purpose: string }[];
    expect(points.map(({ value, turn, purpose }) => [value, turn, purpose])).toEqual([
      [180.2, null, 'baseline'],
      [134.8, 2, 'audit'],
      [96.1, 3, 'audit'],
      [112.4, 4, 'audit'],
    ]);
  });

  test('a name → its runs only; a check without a metric has no way', async () => {
    const body = (await checks('?name=correctness')).json();
    expect(body.runs.map(({ name }: { name: string }) => name)).toEqual(Array(4).fill('correctness'));
    expect(body.metrics).toEqual([]);
  });

  test('a name that the goal has no check of → 404', async () => {
    expect((await checks('?name=p99')).json()).toMatchObject({ status: 404, code: 'notFound' });
  });
});

test('archived thread → its report', async () => {
  const { journal } = bench;
  await journal.archiveThread('thr_complete', initialThreadState('thr_complete', 'default'));
  expect((await report()).json()).toMatchObject({ goal: { status: 'complete' } });
});
