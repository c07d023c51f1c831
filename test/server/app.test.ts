import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../support/service/rest-bench.ts';

let bench: RestBench;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.threads.isWorkerUp = true;
  bench.threads.isClusterUp = true;
});

const PROBLEM = expect.stringMatching(/^application\/problem\+json/);

describe('every route: errors', () => {
  test.each<[string, string, Record<string, string>, number, string]>([
    ['broken JSON', '{"objective": ', {}, 400, 'invalidJsonBody'],
    ['JSON that reaches for prototypes', '{"__proto__": {"admin": true}}', {}, 400, 'validation'],
    ['empty JSON', '', {}, 400, 'validation'],
    ['text', 'objective=x', { 'content-type': 'text/plain' }, 415, 'invalidMediaType'],
    [
      'a form',
      'objective=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'invalidMediaType',
    ],
    ['a body that is packed', '{}', { 'content-encoding': 'gzip' }, 415, 'invalidMediaType'],
    ['a body over 1 MiB', JSON.stringify('x'.repeat(1_100_000)), {}, 413, 'bodyTooLarge'],
  ])('%s → a problem with a code', async (_, body, headers, status, code) => {
    const reply = await bench.call('PUT', `/v1/threads/${await bench.newThread()}/goal`, body, headers);
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([status, PROBLEM]);
    expect(reply.json()).toMatchObject({ status, code, type: `urn:goalkeeper:problem:${code}` });
  });

  test('content-encoding → 415 that says what is taken; identity is none', async () => {
    const post = (encoding: string) =>
      bench.call('POST', '/v1/threads', {}, { 'content-encoding': encoding });
    const packed = await post('br');
    expect([packed.statusCode, packed.headers['accept-encoding']]).toEqual([415, 'identity']);
    expect(packed.json().detail).toContain('content-encoding');
    expect((await post('identity')).statusCode).toBe(201);
  });

  test('a goal in the place of a thread → each field is named, and where it goes', async () => {
    const reply = await bench.call('POST', '/v1/threads', { objective: 'x', verification: {}, policy: {} });
    const { errors } = reply.json();
    expect(errors.map(({ field }: { field: string }) => field)).toEqual([
      'objective',
      'verification',
      'policy',
    ]);
    expect(errors[0].message).toContain('a goal goes into `goal`');
  });

  test('wrong types, a missing field and a name used twice → told at once, in words of the API', async () => {
    const checks = [{ name: 'a', command: 'true' }, { name: 'a' }];
    const reply = await bench.call('POST', '/v1/threads', {
      goal: { objective: 7, verification: { checks }, policy: { undeclaredReads: 'refuse' } },
    });
    expect(reply.json().errors).toEqual([
      { field: 'goal.objective', message: 'must be a string' },
      { field: 'goal.verification.checks.1.command', message: 'is missing: it must be a string' },
      { field: 'goal.verification.checks.1.name', message: 'the name "a" is used twice' },
      {
        field: 'goal.boundaries.writePaths',
        message: 'must name the work when policy.undeclaredReads is refuse',
      },
    ]);
  });

  test('a body of another type, or that is no JSON → what would be right, and where it goes wrong', async () => {
    const put = async (body: string, type: string) =>
      (await bench.call('PUT', '/v1/threads/thr_x/goal', body, { 'content-type': type })).json().detail;
    expect(await put('a=b', 'text/plain')).toContain('application/json');
    expect(await put('{"objective": x}', 'application/json')).toContain("'x'");
  });

  test.each<['GET' | 'POST' | 'DELETE', string]>([
    ['GET', '/v1/nothing'],
    ['DELETE', '/v1/threads/thr_x'],
    ['POST', '/v1/threads/thr_x/reopen'],
    ['POST', '/v1/threads/thr_x/wake'],
    ['POST', '/v1/threads/thr_x/interrupt'],
    ['DELETE', '/v1/threads/thr_x/goal'],
    ['GET', '/v1/threads/thr_x/messages'],
    ['GET', '/v1/threads/thr_x/messages/msg_1'],
    ['GET', '/v1/threads/thr_x/requests/r'],
    ['GET', '/v1/threads/thr_x'],
    ['GET', '/v1/threads/thr_x/goal'],
    ['GET', '/v1/threads/thr_x/goals'],
    ['GET', '/v1/threads/thr_x/goal/checks'],
    ['GET', '/v1/threads/thr_x/goal/report'],
    ['GET', '/v1/threads/thr_x/goals/goal_x/report'],
    ['GET', '/v1/threads/thr_x/items'],
    ['GET', '/v1/threads/%00'],
    ['POST', '/v1/threads/thr_x/goal/pause'],
  ])('%s %s → 404, as a problem', async (method, url) => {
    const reply = await bench.call(method, url);
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([404, PROBLEM]);
    expect(reply.json()).toMatchObject({ code: 'notFound' });
  });

  test.each<['GET' | 'POST' | 'PUT' | 'DELETE' | 'QUERY' | 'TRACE', string, string]>([
    ['POST', '/healthz', 'GET, HEAD'],
    ['TRACE', '/healthz', 'GET, HEAD'],
    ['QUERY', '/v1/threads/thr_x/items', 'GET, HEAD'],
    ['DELETE', '/v1/threads', 'GET, HEAD, POST'],
    ['POST', '/v1/threads/thr_x/goal', 'GET, HEAD, PUT, PATCH, DELETE'],
    ['GET', '/v1/threads/thr_x/goal/pause', 'POST'],
    ['PUT', '/openapi.json', 'GET, HEAD'],
  ])(
    '%s %s, a method that its path does not serve → 405 with those that it does',
    async (method, url, allow) => {
      const reply = await bench.call(method, url, '{"broken');
      expect([reply.statusCode, reply.headers['content-type']]).toEqual([405, PROBLEM]);
      expect(reply.headers).toMatchObject({ allow });
      expect(reply.json()).toMatchObject({ code: 'methodNotAllowed' });
    },
  );

  test.each<['PATCH' | 'POST', string, object]>([
    ['PATCH', '', { mode: 'plan' }],
    ['PATCH', '/goal', { objective: 'x' }],
    ['POST', '/commands', { text: '/goal' }],
    ['POST', '/messages', { content: 'x' }],
    ['POST', '/inputs/input_1-0', { answer: 'x' }],
  ])('%s %s of no thread → 404', async (method, path, body) => {
    const reply = await bench.call(method, `/v1/threads/thr_x${path}`, body);
    expect(reply.json()).toMatchObject({ status: 404, code: 'notFound' });
  });

  test.each(['/v1/threads/%zz', '/v1/threads/%ED%A0%80'])(
    'GET %s, no URL → 400, as a problem',
    async (url) => {
      const reply = await bench.call('GET', url);
      expect([reply.statusCode, reply.headers['content-type']]).toEqual([400, PROBLEM]);
      expect(reply.json()).toMatchObject({ code: 'badUrl' });
    },
  );

  test('a thread of another tenant → 404, like one that does not exist', async () => {
    await bench.journal.createThread({
      threadId: 'thr_other',
      tenantId: 'other',
      requestId: 'r',
      settings: {},
    });
    expect((await bench.call('GET', '/v1/threads/thr_other')).statusCode).toBe(404);
    expect((await bench.call('PUT', '/v1/threads/thr_other/goal', FILE_GOAL)).statusCode).toBe(404);
  });

  test('an error of the service → 500 that tells nothing of the cause', async () => {
    const broken = await openRestBench({
      readThread: () => Promise.reject(new Error('password "secret" refused by 10.0.0.7')),
    });
    const reply = await broken.call('GET', '/v1/threads/thr_x');
    expect(reply.statusCode).toBe(500);
    expect(reply.json()).toEqual({
      type: 'urn:goalkeeper:problem:internal',
      title: 'Internal server error',
      status: 500,
      code: 'internal',
    });
    await broken.close();
  });

  test.each([
    ['nobody listens', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
    ['the server starts', Object.assign(new Error('starting up'), { code: '57P03' })],
    ['no connection in time', new Error('timeout exceeded when trying to connect')],
  ])('the journal is away (%s) → 503 with retry-after', async (_, error) => {
    const cut = await openRestBench({ readThread: () => Promise.reject(error) });
    const reply = await cut.call('GET', '/v1/threads/thr_x');
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '2']);
    expect(reply.json()).toMatchObject({ code: 'unavailable', detail: expect.stringContaining('journal') });
    await cut.close();
  });
});

describe('health', () => {
  test('both reachable → ok and ready', async () => {
    expect((await bench.call('GET', '/healthz')).json()).toEqual({ status: 'ok' });
    const ready = await bench.call('GET', '/readyz');
    expect(ready.json()).toEqual({
      status: 'ready',
      worker: 'polling',
      parts: { temporal: 'up', journal: 'up', disk: 'up', worker: 'polling' },
    });
  });

  test('no worker polls → ready, since requests are accepted, and said', async () => {
    bench.threads.isWorkerUp = false;
    const ready = await bench.call('GET', '/readyz');
    expect([ready.statusCode, ready.json()]).toMatchObject([
      200,
      { status: 'ready', worker: 'none', parts: { worker: 'none' } },
    ]);
  });

  test("the journal's disk is full, and it can be read still → not ready; a write is answered 503 with the id that it has", async () => {
    const full = Object.assign(new Error('could not extend file'), { code: '53100' });
    const fails = () => Promise.reject(full);
    const crammed = await openRestBench({ checkWritable: fails, createThread: fails });
    const ready = await crammed.call('GET', '/readyz');
    expect(ready.json()).toMatchObject({
      status: 503,
      detail: "the journal's disk is full",
      parts: { journal: 'down' },
    });
    const reply = await crammed.call('POST', '/v1/threads', {}, { 'idempotency-key': 'k1' });
    expect(reply.json()).toMatchObject({
      status: 503,
      requestId: 'k1',
      detail: expect.stringMatching(/disk is full.*Idempotency-Key: k1/),
    });
    await crammed.close();
  });

  test('Temporal is away → alive, but not ready: 503 with retry-after, named', async () => {
    bench.threads.isClusterUp = false;
    expect((await bench.call('GET', '/healthz')).statusCode).toBe(200);
    const reply = await bench.call('GET', '/readyz');
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '2']);
    expect(reply.json()).toMatchObject({
      code: 'unavailable',
      detail: 'Temporal cannot be reached',
      parts: { temporal: 'down', journal: 'up' },
    });
  });
});

test('openapi.json → every route that is served, and no other [C112]', async () => {
  const document = (await bench.call('GET', '/openapi.json')).json<{ paths: Record<string, object> }>();
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(listed.sort()).toEqual([
    'DELETE /v1/keys/{keyId}',
    'DELETE /v1/schedules/{scheduleId}',
    'DELETE /v1/threads/{threadId}',
    'DELETE /v1/threads/{threadId}/files/{path}',
    'DELETE /v1/threads/{threadId}/goal',
    'DELETE /v1/threads/{threadId}/messages/{inputId}',
    'DELETE /v1/webhooks/{webhookId}',
    'GET /healthz',
    'GET /metrics',
    'GET /readyz',
    'GET /v1/audit-log',
    'GET /v1/events',
    'GET /v1/keys',
    'GET /v1/keys/{keyId}',
    'GET /v1/quotas',
    'GET /v1/schedules',
    'GET /v1/schedules/{scheduleId}',
    'GET /v1/schedules/{scheduleId}/runs',
    'GET /v1/schedules/{scheduleId}/runs/{runId}',
    'GET /v1/threads',
    'GET /v1/threads/{threadId}',
    'GET /v1/threads/{threadId}/archive',
    'GET /v1/threads/{threadId}/context',
    'GET /v1/threads/{threadId}/diff',
    'GET /v1/threads/{threadId}/events',
    'GET /v1/threads/{threadId}/files',
    'GET /v1/threads/{threadId}/files/{path}',
    'GET /v1/threads/{threadId}/goal',
    'GET /v1/threads/{threadId}/goal/checks',
    'GET /v1/threads/{threadId}/goal/claims',
    'GET /v1/threads/{threadId}/goal/iterations',
    'GET /v1/threads/{threadId}/goal/report',
    'GET /v1/threads/{threadId}/goals',
    'GET /v1/threads/{threadId}/goals/{goalId}/report',
    'GET /v1/threads/{threadId}/items',
    'GET /v1/threads/{threadId}/messages',
    'GET /v1/threads/{threadId}/messages/{inputId}',
    'GET /v1/threads/{threadId}/requests/{requestId}',
    'GET /v1/threads/{threadId}/states',
    'GET /v1/usage',
    'GET /v1/webhooks',
    'GET /v1/webhooks/signing-secret',
    'GET /v1/webhooks/{webhookId}',
    'GET /v1/webhooks/{webhookId}/deliveries',
    'GET /v1/webhooks/{webhookId}/deliveries/{deliveryId}',
    'PATCH /v1/schedules/{scheduleId}',
    'PATCH /v1/threads/{threadId}',
    'PATCH /v1/threads/{threadId}/goal',
    'PATCH /v1/threads/{threadId}/messages/{inputId}',
    'PATCH /v1/webhooks/{webhookId}',
    'POST /v1/goal-drafts',
    'POST /v1/keys',
    'POST /v1/keys/{keyId}/rotate',
    'POST /v1/schedules',
    'POST /v1/schedules/{scheduleId}/pause',
    'POST /v1/schedules/{scheduleId}/resume',
    'POST /v1/schedules/{scheduleId}/run',
    'POST /v1/threads',
    'POST /v1/threads/{threadId}/commands',
    'POST /v1/threads/{threadId}/goal/accept-state',
    'POST /v1/threads/{threadId}/goal/check',
    'POST /v1/threads/{threadId}/goal/clear',
    'POST /v1/threads/{threadId}/goal/pause',
    'POST /v1/threads/{threadId}/goal/restore',
    'POST /v1/threads/{threadId}/goal/resume',
    'POST /v1/threads/{threadId}/inputs/{inputId}',
    'POST /v1/threads/{threadId}/interrupt',
    'POST /v1/threads/{threadId}/messages',
    'POST /v1/threads/{threadId}/push',
    'POST /v1/threads/{threadId}/reopen',
    'POST /v1/threads/{threadId}/wake',
    'POST /v1/webhooks',
    'POST /v1/webhooks/signing-secret/rotate',
    'POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver',
    'POST /v1/webhooks/{webhookId}/rotate-secret',
    'POST /v1/webhooks/{webhookId}/test',
    'PUT /v1/threads/{threadId}/files/{path}',
    'PUT /v1/threads/{threadId}/goal',
    'PUT /v1/threads/{threadId}/workspace',
  ]);
});
