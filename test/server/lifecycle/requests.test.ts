import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadUrl: string;
let goalUrl: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  threadUrl = `/v1/threads/${await bench.newThread()}`;
  goalUrl = `${threadUrl}/goal`;
});

const put = (body: unknown, headers = {}) => bench.call('PUT', goalUrl, body, headers);

describe('requestId', () => {
  const pause = (body: object, headers = {}) => bench.call('POST', `${goalUrl}/pause`, body, headers);

  test('in the body → as Idempotency-Key', async () => {
    await put(FILE_GOAL);
    expect((await pause({ requestId: 'r 1/ü' })).json()).toMatchObject({
      requestId: 'r 1/ü',
      status: 'paused',
    });
    await bench.call('POST', `${goalUrl}/resume`);
    expect((await pause({ requestId: 'r 1/ü' })).json()).toMatchObject({
      status: 'paused',
      goal: { status: 'paused' },
    });
  });

  test('body and header → the same: fine; another: 400', async () => {
    await put(FILE_GOAL);
    expect((await pause({ requestId: 'a' }, { 'idempotency-key': 'b' })).json()).toMatchObject({
      status: 400,
      errors: [{ field: 'requestId' }],
    });
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ status: 'active' });
    expect((await pause({ requestId: 'a' }, { 'idempotency-key': 'a' })).statusCode).toBe(200);
  });

  test.each([[''], ['x'.repeat(256)], ['a\0b'], ['\ud800']])('%j → 400', async (requestId) => {
    expect((await pause({ requestId })).json()).toMatchObject({
      status: 400,
      errors: [{ field: 'requestId' }],
    });
  });
});

describe('GET requests', () => {
  test('handled → its outcome at the place that the 202 named, whatever characters the id has', async () => {
    await put(FILE_GOAL);
    bench.threads.isWorkerUp = false;
    for (const requestId of ['p 1/?#%', '\u{1f600}'.repeat(127)]) {
      bench.threads.isWorkerUp = false;
      const accepted = await bench.call('POST', `${goalUrl}/pause`, { requestId });
      const location = accepted.headers.location as string;
      expect((await bench.call('GET', location)).json()).toMatchObject({ status: 503, code: 'unavailable' });
      bench.threads.isWorkerUp = true;
      const reply = await bench.call('GET', location);
      expect([reply.statusCode, reply.json()]).toMatchObject([
        200,
        { requestId, applied: true, status: 'paused' },
      ]);
    }
  });

  test('refused → 200 with the reason', async () => {
    await bench.call('POST', `${goalUrl}/pause`, { requestId: 'p1' });
    const reply = await bench.call('GET', `${threadUrl}/requests/p1`);
    expect([reply.statusCode, reply.json()]).toEqual([
      200,
      { requestId: 'p1', applied: false, reason: 'noGoal' },
    ]);
  });

  test('never seen → 404', async () => {
    expect((await bench.call('GET', `${threadUrl}/requests/p1`)).json()).toMatchObject({
      status: 404,
      code: 'notFound',
    });
  });
});
