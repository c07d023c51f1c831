import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Goal } from '../../../workflows/goal/goal.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;
let goalUrl: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  bench.threads.beforeUpdate = async () => {};
  threadId = await bench.newThread();
  goalUrl = `/v1/threads/${threadId}/goal`;
});

interface GoalBody {
  readonly goalId: string;
  readonly revision: number;
}

const put = async (fields: object = {}): Promise<GoalBody> =>
  (await bench.call('PUT', goalUrl, { ...FILE_GOAL, ...fields })).json();
const patch = (body: object, headers = {}) => bench.call('PATCH', goalUrl, body, headers);
const get = async () => (await bench.call('GET', goalUrl)).json();

const leave = (fields: Partial<Goal>) => bench.threads.alterGoal(threadId, fields);

describe('PATCH goal, beside others', () => {
  test('two edits of different fields at the same moment → both survive [C27]', async () => {
    await put({ budget: { turns: 5 } });
    const edits = await Promise.all([
      patch({ status: 'paused' }),
      patch({ budget: { tokens: 100 } }),
      patch({ objective: 'Better' }),
    ]);
    expect(edits.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(await get()).toMatchObject({
      status: 'paused',
      revision: 4,
      contract: { objective: 'Better', budget: { turns: 5, tokens: 100 } },
    });
  });

  test('another edit is faster between reading and editing → made again from the newer goal, on a revision of its own', async () => {
    await put();
    let isFirst = true;
    bench.threads.beforeUpdate = async () => {
      if (!isFirst) return;
      isFirst = false;
      await patch({ budget: { turns: 3 } });
    };
    const reply = await patch({ objective: 'Better' });
    // The first try took revision 2 for its contract, so the faster edit has 3.
    expect(reply.json()).toMatchObject({
      revision: 4,
      contract: { objective: 'Better', budget: { turns: 3 } },
    });
  });

  test('another edit is faster every time → 409 in the end, not an endless try', async () => {
    await put();
    let tries = 0;
    bench.threads.beforeUpdate = async () => {
      tries += 1;
      const state = bench.threads.states.get(threadId);
      const revision = (state?.goal?.revision ?? 0) + 1;
      const contract = await bench.journal.readContract(state?.goal?.goalId ?? '', 1);
      if (contract !== undefined)
        await bench.journal.saveContract(threadId, state?.goal?.goalId ?? '', revision, contract);
      leave({ revision });
    };
    expect((await patch({ objective: 'Better' })).json()).toMatchObject({
      status: 409,
      code: 'staleRevision',
    });
    expect(tries).toBe(10);
  });

  test('If-Match: current → applied; stale → 412 with the goal as it is, nothing changed [C28]', async () => {
    const { goalId } = await put();
    const tag = { 'if-match': `"${goalId}.1"` };
    expect((await patch({ objective: 'Second' }, tag)).statusCode).toBe(200);
    expect((await patch({ objective: 'Third' }, tag)).json()).toMatchObject({
      status: 412,
      code: 'staleRevision',
      goal: { revision: 2, contract: { objective: 'Second' } },
    });
    expect(await get()).toMatchObject({ revision: 2, contract: { objective: 'Second' } });
  });

  test('If-Match, and another edit is faster between reading and editing → 412', async () => {
    const { goalId } = await put();
    let isFirst = true;
    bench.threads.beforeUpdate = async () => {
      if (!isFirst) return;
      isFirst = false;
      await patch({ budget: { turns: 3 } });
    };
    const reply = await patch({ objective: 'Better' }, { 'if-match': `"${goalId}.1"` });
    expect(reply.json()).toMatchObject({ status: 412, code: 'staleRevision', goal: { contract: FILE_GOAL } });
  });

  test('repeated under its key → applied once, also when its If-Match is stale by then', async () => {
    const { goalId } = await put();
    const headers = { 'idempotency-key': 'e1', 'if-match': `"${goalId}.1"` };
    const first = await patch({ objective: 'Second' }, headers);
    await patch({ budget: { turns: 3 } });
    const again = await patch({ objective: 'Second' }, headers);
    expect([again.statusCode, again.body]).toEqual([200, first.body]);
  });
});
