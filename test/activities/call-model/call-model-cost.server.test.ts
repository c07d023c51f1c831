import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createModelClient } from '../../../activities/model/client.ts';
import type { PriceTable } from '../../../activities/model/exchange/price.ts';
import type { ModelCallInput } from '../../../workflows/activities.ts';
import { FAILURE_TYPE } from '../../../workflows/turn/failure-type.ts';
import { turnStarted } from '../../journal/samples.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { askedFor, callModel, itemsOf, modelCall } from '../../support/activities/model-call-bench.ts';
import { contractWith, goalViewWith } from '../../support/contract/sample-contract.ts';

const USAGE = { inputTokens: 3_000, cachedInputTokens: 1_000, outputTokens: 200 };
const PRICES: PriceTable = { rehearsal: { input: 1.25, cachedInput: 0.125, output: 10 } };
const COST_USD = 0.004625;

let parts: ActivityParts;
beforeAll(async () => {
  parts = await openActivityParts({ respond: () => ({ message: 'Done.', usage: USAGE }), prices: PRICES });
});
afterAll(() => parts.close());

/** A call for a goal with a budget in money of which so much is left. */
async function callWithin(costUsd: number, model?: string): Promise<ModelCallInput> {
  const threadId = await parts.newThread(model === undefined ? {} : { model });
  const goalId = `goal_${threadId}`;
  await parts.journal.saveContract(threadId, goalId, 1, contractWith({ budget: { costUsd: 2 } }));
  return modelCall(parts, { threadId, goal: goalViewWith({ goalId, left: { costUsd } }) });
}

/** The same worker with another table. */
const pricedBy = (prices: PriceTable) => {
  const { baseUrl } = parts.modelServer;
  const settings = { apiKey: 'x', baseUrl, model: 'rehearsal', timeoutMs: 30_000, maxReplyBytes: 1_000_000 };
  return parts.with({ model: createModelClient({ ...settings, prices }) });
};

describe('callModel: deadline', () => {
  test('passed while the call was repeated → no further attempt is paid for; the first one was asked before', async () => {
    const late = { deadlineMs: Date.now() - 1 };
    const input = { ...(await modelCall(parts)), ...late };
    const before = parts.modelServer.served.calls;
    await expect(callModel(parts, input, 2)).rejects.toMatchObject({
      type: FAILURE_TYPE.deadlinePassed,
      nonRetryable: true,
    });
    expect(parts.modelServer.served.calls).toBe(before);
    await callModel(parts, { ...(await modelCall(parts)), ...late });
    const ahead = { ...(await modelCall(parts)), deadlineMs: Date.now() + 60_000 };
    await callModel(parts, ahead, 2);
    expect(parts.modelServer.served.calls).toBe(before + 2);
  });

  test('passed, but an attempt before had its reply journalled → the reply is found', async () => {
    const input = { ...(await modelCall(parts)), deadlineMs: Date.now() - 1 };
    const first = await callModel(parts, input);
    expect(await callModel(parts, input, 2)).toEqual(first);
  });
});

describe('callModel: cost', () => {
  test('price for the model → the cost is in the result and in the journalled reply', async () => {
    const input = await callWithin(1.5);
    expect((await callModel(parts, input)).usage).toEqual({ ...USAGE, costUsd: COST_USD });
    const [item] = await itemsOf(parts, input);
    expect(JSON.parse(item?.body ?? '')).toMatchObject({ usage: { costUsd: COST_USD } });
  });

  test('no price and no budget in money → called, and no cost is claimed', async () => {
    const threadId = await parts.newThread({ model: 'local-7b' });
    const goalId = `goal_${threadId}`;
    await parts.journal.saveContract(threadId, goalId, 1, contractWith({ budget: { tokens: 100 } }));
    const goal = goalViewWith({ goalId, left: { tokens: 100 } });
    expect((await callModel(parts, await modelCall(parts, { threadId, goal }))).usage).toEqual(USAGE);
  });

  test.each([1.5, 0])(
    'no price and a budget in money, %d left → refused for good before any call',
    async (left) => {
      const input = { ...(await callWithin(left, 'local-7b')), events: [turnStarted(1)] };
      for (const attempt of [1, 2])
        await expect(callModel(parts, input, attempt)).rejects.toMatchObject({
          type: FAILURE_TYPE.modelWithoutPrice,
          message: expect.stringMatching(/local-7b has no price.*MODEL_PRICES/),
          nonRetryable: true,
        });
      expect(askedFor(parts, input.threadId)).toEqual([]);
      // The events have happened all the same.
      expect((await itemsOf(parts, input)).map(({ kind }) => kind)).toEqual(['event']);
    },
  );

  test('repeated after the table has changed → the cost at the time of the call, and no second call', async () => {
    const input = await callWithin(1.5);
    const first = await callModel(parts, input);
    for (const prices of [{}, { rehearsal: { input: 99, cachedInput: 99, output: 99 } }])
      expect(await callModel(pricedBy(prices), input, 2)).toEqual(first);
    expect(askedFor(parts, input.threadId)).toHaveLength(1);
  });
});
