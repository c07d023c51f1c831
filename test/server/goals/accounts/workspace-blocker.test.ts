import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../../support/service/rest-bench.ts';

let bench: RestBench;
beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

const LOST = { kind: 'workspaceLost', worker: 'w1', directory: '/d' } as const;

test.each([
  ['cannot be made', { kind: 'workspaceUnavailable' } as const, 'workspaceUnavailable', 'PUT …/workspace'],
  ['is lost', LOST, 'workspaceLost', 'backup'],
])(
  'a goal whose workspace %s → blocker says what it needs, also while no worker answers',
  async (_, statusCause, name, needed) => {
    const threadId = await bench.newThread();
    const url = `/v1/threads/${threadId}/goal`;
    await bench.call('PUT', url, FILE_GOAL);
    const statusReason = 'there is no repository at https://example.org/shop.git';
    await bench.threads.changeGoal(threadId, { status: 'blocked', statusReason, statusCause });
    const blocker = { name, needed: expect.stringContaining(needed), attempted: statusReason };
    expect((await bench.call('GET', url)).json()).toMatchObject({ stale: false, blocker, next: { blocker } });
    bench.threads.isWorkerUp = false;
    expect((await bench.call('GET', url)).json()).toMatchObject({ stale: true, blocker });
    bench.threads.isWorkerUp = true;
    await bench.threads.changeGoal(threadId, { status: 'paused', statusCause: { kind: 'pausedByUser' } });
    expect((await bench.call('GET', url)).json()).not.toHaveProperty('blocker');
  },
);
