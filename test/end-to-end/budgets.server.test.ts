import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reply } from '../../scripted-model/reply.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

/** 580 tokens, and 0.0020 US dollars by the price below. */
const SPENT = { usage: { inputTokens: 900, cachedInputTokens: 400, outputTokens: 80 } };
const PRICES = { 'gpt-5': { input: 2, cachedInput: 0.5, output: 10 } };
/** Enough for the checks and the start of a model call, also on a busy machine. */
const LIMIT_SECONDS = 3;

let goalkeeper: ScriptedService;

beforeAll(async () => {
  goalkeeper = await startScriptedService({ MODEL_PRICES: JSON.stringify(PRICES), OPENAI_MODEL: 'gpt-5' });
});
afterAll(() => goalkeeper?.stop());

const works: Reply = { ...shell('date +%N > now.txt'), ...SPENT };
const talks: Reply = { ...say('Summary.'), ...SPENT };
const reads: Reply = {
  toolCalls: Array.from({ length: 8 }, () => ({ name: 'read_file', arguments: { path: 'now.txt' } })),
  ...SPENT,
};
const CONTINUES = { onNoToolCall: 'continue', stallAfterTurns: 100, progress: 'changes' };
const edit = (threadId: string, patch: object) => goalkeeper.call(threadId, 'PATCH', 'goal', patch);
/** The goal as it was when it ran out of budget, each time. */
const limits = async (threadId: string): Promise<Json[]> =>
  (await goalkeeper.allEvents(threadId))
    .filter(({ change }) => change === 'budgetReached')
    .map(({ goal }) => goal);
const turns = async (threadId: string): Promise<string[]> =>
  (await goalkeeper.allEvents(threadId)).filter(({ type }) => type === 'turnStarted').map(({ kind }) => kind);
const wrapUps = (threadId: string) =>
  goalkeeper.model.requests(threadId).filter(({ request }) => request.tools.length === 0);

test.each([
  [
    'tokens below a sum of replies',
    { tokens: 1_500 },
    works,
    { modelCalls: 3, toolCalls: 2, turns: 1, costUsd: 0.006 },
  ],
  [
    'tokens spent exactly',
    { tokens: 1_160 },
    works,
    { modelCalls: 2, toolCalls: 1, turns: 1, costUsd: 0.004 },
  ],
  ['money', { costUsd: 0.005 }, works, { modelCalls: 3, toolCalls: 2, turns: 1, costUsd: 0.006 }],
  ['tool calls', { toolCalls: 3 }, works, { modelCalls: 3, toolCalls: 3, turns: 1 }],
  ['tool calls of one reply', { toolCalls: 3 }, reads, { modelCalls: 1, toolCalls: 3, turns: 1 }],
  ['turns', { turns: 3 }, talks, { modelCalls: 3, toolCalls: 0, turns: 3 }],
])(
  'budget of %s → one model call over at the most, by exact figures; then one wrap-up without tools [C70 C73]',
  async (_, budget, reply, figures) => {
    const goal = { ...FILE_GOAL, budget, policy: CONTINUES };
    const threadId = await goalkeeper.begin(goal, (request) => (request.tools.length === 0 ? talks : reply));
    const { goal: ended } = await goalkeeper.atRest(threadId);
    const [limit, ...others] = await limits(threadId);
    const { modelCalls } = figures;
    const tokens = {
      inputTokens: 900 * modelCalls,
      cachedInputTokens: 400 * modelCalls,
      outputTokens: 80 * modelCalls,
    };
    expect(limit.usage).toMatchObject({ ...figures, ...tokens });
    expect(others).toEqual([]);
    expect(ended).toMatchObject({ status: 'budgetLimited', usage: { modelCalls: modelCalls + 1 } });
    expect(wrapUps(threadId)).toHaveLength(1);
  },
);

test.each([
  ['time', () => ({ timeSeconds: LIMIT_SECONDS })],
  ['a deadline', () => ({ deadline: new Date(Date.now() + LIMIT_SECONDS * 1_000).toISOString() })],
])(
  'budget of %s that ends during a model call → its reply is counted, nothing that it asks for is done',
  async (_, budgetOf) => {
    const goal = { ...FILE_GOAL, budget: budgetOf() };
    const threadId = await goalkeeper.begin(goal, (request) =>
      request.tools.length === 0 ? talks : { ...works, delayMs: LIMIT_SECONDS * 1_000 },
    );
    const { goal: ended } = await goalkeeper.atRest(threadId);
    const [limit] = await limits(threadId);
    expect(limit.usage).toMatchObject({ modelCalls: 1, toolCalls: 0, inputTokens: 900 });
    expect(ended).toMatchObject({ status: 'budgetLimited', usage: { modelCalls: 2, toolCalls: 0 } });
  },
);

test('budget raised and resumed → goes on, and wraps up anew when it is spent again; an interrupt then still says budget [C74 C76]', async () => {
  const { model, post } = goalkeeper;
  const threadId = await goalkeeper.begin({ ...FILE_GOAL, budget: { toolCalls: 1 } });
  await model.untilCall(threadId, 1);
  expect((await model.play(threadId, works)).tools).toEqual([]);
  model.reply(threadId, talks);
  await goalkeeper.atRest(threadId);
  expect(await edit(threadId, { budget: { toolCalls: 2 } })).toMatchObject({
    body: { status: 'budgetLimited' },
  });
  expect(await post(threadId, 'goal/resume')).toMatchObject({ status: 200, body: { status: 'active' } });
  expect((await model.untilCall(threadId, 3)).tools).not.toEqual([]);
  expect((await model.play(threadId, works)).tools).toEqual([]);
  expect(await post(threadId, 'interrupt')).toMatchObject({ status: 200, body: { status: 'budgetLimited' } });
  const { goal } = await goalkeeper.atRest(threadId);
  expect(goal).toMatchObject({ status: 'budgetLimited', statusReason: 'budget reached, toolCalls: 2 of 2' });
  expect(model.calls(threadId)).toBe(4);
  const rest = [shell('touch done.txt'), claim];
  model.follow(threadId, () => rest.shift() ?? talks);
  await edit(threadId, { budget: { toolCalls: 9 }, status: 'active' });
  expect((await goalkeeper.atRest(threadId)).goal.status).toBe('complete');
});

test('claim in the reply that crosses the budget → audited, complete, nothing left and no wrap-up [C47 C49]', async () => {
  const replies = [
    { ...shell('touch done.txt'), ...SPENT },
    { ...claim, ...SPENT },
  ];
  const threadId = await goalkeeper.begin({ ...FILE_GOAL, budget: { tokens: 1_000 } }, inOrder(replies));
  const { goal, usage } = await goalkeeper.atRest(threadId);
  expect(goal).toMatchObject({ status: 'complete', tokensUsed: 1_160, budgetLeft: { tokens: 0 } });
  expect(await turns(threadId)).toEqual(['continuation']);
  // The closing words are the thread's.
  expect([goal.usage.modelCalls, usage.modelCalls]).toEqual([2, 3]);
});

test('message to a goal that is out of budget → an ordinary turn, no second wrap-up, the goal pays nothing [C67 C130]', async () => {
  const threadId = await goalkeeper.begin({ ...FILE_GOAL, budget: { tokens: 100 } }, () => talks);
  const { goal } = await goalkeeper.atRest(threadId);
  await goalkeeper.post(threadId, 'messages', { content: 'And now?' });
  const { goal: after, usage } = await goalkeeper.atRest(threadId);
  expect(await turns(threadId)).toEqual(['continuation', 'wrapUp', 'user']);
  expect(after).toMatchObject({ status: 'budgetLimited', usage: goal.usage });
  expect(usage.modelCalls).toBe(3);
  expect(wrapUps(threadId)).toHaveLength(1);
});

test('budget in money for a model without a price → blocked at once with the reason, nothing spent', async () => {
  const goal = { ...FILE_GOAL, budget: { costUsd: 1 } };
  const threadId = await goalkeeper.api.createThread({ model: 'unpriced', goal });
  expect((await goalkeeper.atRest(threadId)).goal).toMatchObject({
    status: 'blocked',
    statusReason: expect.stringContaining('unpriced has no price'),
    usage: { modelCalls: 0, costUsd: 0 },
  });
});
