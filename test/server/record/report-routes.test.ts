import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { initialThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { STORIES } from '../../report/stories.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;

beforeAll(async () => {
  bench = await openRestBench();
  for (const name of ['complete', 'replaced'] as const) await STORIES[name]?.(bench.journal);
  // All of it comes from the journal.
  bench.threads.isWorkerUp = false;
  bench.threads.isClusterUp = false;
}, 60_000);
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
