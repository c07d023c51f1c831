/** How the model is asked, by thread, goal and operator; and which model answers. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ATTEMPTS_BEFORE_SWITCH, createFallbackModels } from '../../../activities/model/fallback-models.ts';
import type { Respond } from '../../../scripted-model/model-server.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { DEFAULT_POLICY } from '../../../workflows/contract/contract.ts';
import { FAILURE_TYPE } from '../../../workflows/turn/failure-type.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { askedFor, callModel, itemsOf, modelCall } from '../../support/activities/model-call-bench.ts';
import { contractWith, goalViewWith } from '../../support/contract/sample-contract.ts';

const USAGE = { inputTokens: 1_000, cachedInputTokens: 0, outputTokens: 100 };
const PRICES = {
  rehearsal: { input: 2, cachedInput: 1, output: 10, flex: { input: 1, cachedInput: 0.5, output: 5 } },
  spare: { input: 1, cachedInput: 0.5, output: 2 },
};
const DOWN: Reply = { fault: 'status', status: 503 };

let parts: ActivityParts;
let respond: Respond;
beforeAll(async () => {
  parts = await openActivityParts({ respond: (request, index) => respond(request, index), prices: PRICES });
});
afterAll(() => parts.close());
beforeEach(() => {
  respond = () => ({ message: 'Done.', usage: USAGE });
});

/** The first call for a goal with that policy and budget. */
async function callFor(policy: object, budget: { readonly costUsd?: number } = {}) {
  const threadId = await parts.newThread();
  const goalId = `goal_${threadId}`;
  const contract = contractWith({ policy: { ...DEFAULT_POLICY, ...policy }, budget });
  await parts.journal.saveContract(threadId, goalId, 1, contract);
  return modelCall(parts, { threadId, goal: goalViewWith({ goalId, left: budget }) });
}

const bodiesFor = (threadId: string) => askedFor(parts, threadId).map(({ request }) => request.body);

describe('callModel: how the model is asked', () => {
  test('settings of the thread → in each request; a thread without any → none of them', async () => {
    const settings = { model: 'local-7b', reasoningEffort: 'low', maxOutputTokens: 500 } as const;
    const threadId = await parts.newThread(settings);
    await callModel(parts, await modelCall(parts, { threadId }));
    const plain = await modelCall(parts);
    await callModel(parts, plain);
    const sent = { model: 'local-7b', reasoning: { effort: 'low' }, max_output_tokens: 500 };
    expect(bodiesFor(threadId)).toMatchObject([sent]);
    for (const field of ['reasoning', 'max_output_tokens', 'service_tier'])
      expect(bodiesFor(plain.threadId)[0]).not.toHaveProperty(field);
  });

  test('flex by the policy of the goal → asked for; the tier is in the journal and not in the history, its price in both', async () => {
    const input = await callFor({ serviceTier: 'flex' });
    expect((await callModel(parts, input)).usage).toEqual({ ...USAGE, costUsd: 0.0015 });
    expect(bodiesFor(input.threadId)).toMatchObject([{ service_tier: 'flex' }]);
    const [item] = await itemsOf(parts, input);
    expect(JSON.parse(item?.body ?? '').usage).toEqual({ ...USAGE, costUsd: 0.0015, serviceTier: 'flex' });
  });

  test.each([{ serviceTier: 'auto' }, { serviceTier: undefined }])(
    'policy %j, as older contracts have it → no tier is asked for',
    async (policy) => {
      const input = await callFor(policy);
      await callModel(parts, input);
      expect(bodiesFor(input.threadId)[0]).not.toHaveProperty('service_tier');
    },
  );
});

describe('callModel: fallback models', () => {
  const withSpare = () => parts.with({ fallbacks: createFallbackModels(['unpriced', 'spare']) });

  test('an outage, at the third attempt → the next model with a price, which the reply names, at its own price', async () => {
    respond = ({ model }) => (model === 'rehearsal' ? DOWN : { message: 'Done.', usage: USAGE });
    const input = await callFor({}, { costUsd: 1 });
    const dependencies = withSpare();
    for (let attempt = 1; attempt < ATTEMPTS_BEFORE_SWITCH; attempt += 1)
      await expect(callModel(dependencies, input, attempt)).rejects.toMatchObject({
        type: FAILURE_TYPE.modelUnavailable,
      });
    const fallback = { model: 'spare', reason: 'unavailable' };
    const result = await callModel(dependencies, input, ATTEMPTS_BEFORE_SWITCH);
    expect(result).toMatchObject({ fallback, usage: { costUsd: 0.0012 } });
    const [item] = await itemsOf(parts, input);
    expect(JSON.parse(item?.body ?? '')).toMatchObject({ model: 'spare', fallback });
    expect(await callModel(dependencies, input, ATTEMPTS_BEFORE_SWITCH + 1)).toEqual(result);
    expect(bodiesFor(input.threadId).map(({ model }) => model)).toEqual([
      'rehearsal',
      'rehearsal',
      'rehearsal',
      'spare',
    ]);
  });

  test('no list → the outage is waited out, however long', async () => {
    respond = () => DOWN;
    const input = await callFor({});
    await expect(callModel(parts, input, 50)).rejects.toMatchObject({ type: FAILURE_TYPE.modelUnavailable });
    expect(bodiesFor(input.threadId)).toHaveLength(1);
  });
});
