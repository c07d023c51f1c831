import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reply } from '../../scripted-model/reply.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, say, shell } from '../support/model/scripts.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

const SPENT = { usage: { inputTokens: 900, cachedInputTokens: 400, outputTokens: 80 } };

let goalkeeper: ScriptedService;

beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper?.stop());

const call = (name: string, args: object): Reply => ({ toolCalls: [{ name, arguments: args }], ...SPENT });
const createsGoal = (file: string): Reply =>
  call('create_goal', {
    objective: `Make ${file}`,
    checks: [{ name: 'file', command: `test -f ${file}`, metric: null }],
    protectedPaths: null,
    tokenBudget: 5_000,
  });
const put = (threadId: string, goal: object) => goalkeeper.call(threadId, 'PUT', 'goal', goal);
const message = (threadId: string, content: string, more: object = {}) =>
  goalkeeper.post(threadId, 'messages', { content, ...more });

test('create_goal in a user turn → ends the turn; the checks are measured, it goes on to the end, and pays for nothing before [C1 C6 C52 C54]', async () => {
  const { model, api } = goalkeeper;
  const threadId = await goalkeeper.begin();
  const ids = new Set<string>();
  for (const file of ['one', 'two']) {
    const calls = model.calls(threadId);
    await message(threadId, `Make it your goal to make ${file}.`);
    await model.untilCall(threadId, calls + 1);
    const first = await model.play(threadId, createsGoal(file));
    expect(String(first.input.at(-1)?.content)).toContain(`Make ${file}`);
    const goal = await api.goal(threadId);
    expect(goal).toMatchObject({
      status: 'active',
      hasBaseline: true,
      tokensUsed: 0,
      budgetLeft: { tokens: 5_000 },
      usage: { modelCalls: 0, toolCalls: 0, turns: 1 },
    });
    ids.add(goal.goalId);
    // Not over one that is unfinished, and not without the user.
    const refused = await model.play(threadId, createsGoal('three'));
    expect(refused.callsSinceMessage.at(-1)?.output).toContain('Refused');
    await model.play(threadId, { ...shell(`touch ${file}`), ...SPENT });
    await model.play(threadId, { ...claim, ...SPENT });
    model.reply(threadId, { ...say('Made.'), ...SPENT });
    const { goal: ended } = await goalkeeper.atRest(threadId);
    expect(ended).toMatchObject({ goalId: goal.goalId, status: 'complete', tokensUsed: 3 * 580 });
  }
  expect(ids.size).toBe(2);
});

test('two goals at the same moment → one is set, the other refused with the one that stands; another thread is not held up [C7 C110]', async () => {
  const { model, view, begin } = goalkeeper;
  const busy = await begin(FILE_GOAL);
  await model.untilCall(busy, 1);
  model.reply(busy, shell('sleep 600'));
  for (let round = 0; round < 5; round += 1) {
    const threadId = await begin(undefined, () => say('On it.'));
    const goals = ['left', 'right'].map((objective) => ({ ...FILE_GOAL, objective }));
    const replies = await Promise.all(goals.map((goal) => put(threadId, goal)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const [set, refused] = replies.toSorted((one, other) => one.status - other.status);
    expect(refused?.body).toMatchObject({ code: 'goalUnfinished', goal: { goalId: set?.body.goalId } });
    expect((await goalkeeper.atRest(threadId)).goal.contract.objective).toBe(set?.body.contract.objective);
  }
  expect(await view(busy)).toMatchObject({ phase: 'running', turn: 1 });
  await goalkeeper.post(busy, 'interrupt');
});

test('same obstacle in three turns → blocked, with what is needed and what was attempted over REST; every call is counted first [C45]', async () => {
  const account = { blocker: 'no key', needed: 'A key to the vault', attempted: 'Looked everywhere' };
  const blocked = call('update_goal', { status: 'blocked', summary: null, ...account });
  const threadId = await goalkeeper.begin(FILE_GOAL, ({ tools, callsSinceMessage }) =>
    tools.length === 0 || callsSinceMessage.length > 0 ? { ...say('I cannot.'), ...SPENT } : blocked,
  );
  const { goal } = await goalkeeper.atRest(threadId);
  expect(goal).toMatchObject({
    status: 'blocked',
    statusReason: 'the same obstacle in 3 turns: no key',
    blocker: { name: 'no key', needed: account.needed, attempted: account.attempted },
    usage: { turns: 3, toolCalls: 3 },
    tokensUsed: 6 * 580,
  });
  const first = (await goalkeeper.api.items(threadId)).filter(({ kind }) => kind === 'toolResult')[0];
  expect(first.body.output).toContain('named in 1 so far');
  await goalkeeper.post(threadId, 'goal/resume');
  const again = (await goalkeeper.atRest(threadId)).goal;
  expect(again).toMatchObject({ status: 'blocked', usage: { turns: 6 } });
});
