/** Threads whose workflow ended without having put its state away. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;
let url: string;
beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  threadId = await bench.newThread();
  url = `/v1/threads/${threadId}`;
});

const at = new Date('2026-11-29T12:00:00Z');
const TERMINATED = { how: 'terminated', at, by: 'ui', reason: 'too dear' } as const;
const ended = { ...TERMINATED, at: at.toISOString() };
const lost = { status: 409, code: 'workflowLost', ended, detail: expect.stringContaining('reopen') };

describe('a thread whose workflow is lost', () => {
  test('read → stale, with what ended it, and nothing that can be done; every change → 409 with the remedy', async () => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    bench.threads.lose(threadId, TERMINATED);
    expect((await bench.call('GET', url)).json()).toMatchObject({
      ...{ stale: true, ended },
      goal: { stale: true, ended, actions: [], status: 'active' },
    });
    expect((await bench.call('GET', `${url}/goal`)).json()).toMatchObject({
      stale: true,
      ended,
      actions: [],
    });
    for (const [method, path, body] of [
      ['POST', '/messages', { content: 'Hello?' }],
      ['PUT', '/goal', { ...FILE_GOAL, replace: true }],
      ['POST', '/goal/pause', {}],
      ['POST', '/interrupt', {}],
      ['PATCH', '', { mode: 'plan' }],
      ['DELETE', '', undefined],
    ] as const)
      expect((await bench.call(method, `${url}${path}`, body)).json()).toMatchObject(lost);
  });

  test('reopened → its goal, its figures and the messages that wait, behind what the record holds; once more → notArchived', async () => {
    const { goalId } = (await bench.call('PUT', `${url}/goal`, FILE_GOAL)).json();
    await bench.call('POST', `${url}/messages`, { content: 'Well?' });
    await bench.threads.changeGoal(threadId, { status: 'paused' });
    const before = await bench.journal.readEndOfRecord(threadId);
    bench.threads.lose(threadId, { how: 'missing' });
    const headers = { 'idempotency-key': `again ${threadId}` };
    const reopened = await bench.call('POST', `${url}/reopen`, undefined, headers);
    expect([reopened.statusCode, reopened.json()]).toMatchObject([
      200,
      { stale: false, queuedInputs: 1, goal: { goalId, status: 'active', contract: FILE_GOAL } },
    ]);
    expect(reopened.json().seq).toBeGreaterThan(before?.seq ?? 0);
    const { items } = (await bench.call('GET', `${url}/items`)).json();
    expect(items).toContainEqual(
      expect.objectContaining({ body: expect.objectContaining({ type: 'threadReopened', isRebuilt: true }) }),
    );
    expect((await bench.call('POST', `${url}/reopen`, undefined, headers)).statusCode).toBe(200);
    expect((await bench.call('POST', `${url}/reopen`)).json()).toMatchObject({ code: 'notArchived' });
  });

  test('a goal that was cleared → the thread is reopened without one', async () => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    await bench.call('DELETE', `${url}/goal`);
    bench.threads.lose(threadId, { how: 'failed' });
    expect((await bench.call('POST', `${url}/reopen`)).json()).toMatchObject({ stale: false, goal: null });
  });

  test('nothing of it is on record → no goal to pause, nothing to stop, and nothing to reopen', async () => {
    bench.threads.lose(threadId, { how: 'missing' });
    expect((await bench.call('GET', url)).json()).not.toHaveProperty('ended');
    expect((await bench.call('POST', `${url}/goal/pause`)).json()).toMatchObject({
      status: 409,
      code: 'noGoal',
    });
    expect((await bench.call('POST', `${url}/goal/check`)).json()).toMatchObject({
      status: 409,
      code: 'noGoal',
    });
    expect((await bench.call('POST', `${url}/interrupt`)).statusCode).toBe(404);
    expect((await bench.call('POST', `${url}/reopen`)).json()).toMatchObject({ code: 'notArchived' });
  });
});
