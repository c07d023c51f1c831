import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let url: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  url = `/v1/threads/${await bench.newThread()}`;
});

const list = async () => (await bench.call('GET', `${url}/goals`)).json();

describe('GET goals', () => {
  test('a goal was set, changed and replaced while nothing was journalled → all of it is there, the newest first', async () => {
    const first = (await bench.call('PUT', `${url}/goal`, FILE_GOAL)).json();
    const [, , threadId = ''] = url.split('/').slice(1);
    bench.threads.alterGoal(threadId, { status: 'paused', updatedAtMs: Number.MAX_SAFE_INTEGER / 2 ** 12 });
    expect(await list()).toMatchObject({ goals: [{ goalId: first.goalId, status: 'paused' }] });
    const second = (await bench.call('PUT', `${url}/goal`, { ...FILE_GOAL, replace: true })).json();
    const { goals, stale } = await list();
    expect(goals.map(({ goalId }: { goalId: string }) => goalId)).toEqual([second.goalId, first.goalId]);
    expect(stale).toBeUndefined();
  });

  test('no worker answers → what is on record, and it says so', async () => {
    await bench.call('PUT', `${url}/goal`, FILE_GOAL);
    bench.threads.isWorkerUp = false;
    expect(await list()).toMatchObject({ stale: true });
  });
});
