/** Who pays for what a turn spends, and when it is counted; with the model and the tools played by hand. */
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { createScriptedThread, type ScriptedThread } from '../support/workflow/scripted-thread.ts';

const standIn = createFakeWorkflowSdk();
jest.unstable_mockModule('@temporalio/workflow', () => standIn.module);
const { threadWorkflow } = await import('../../workflows/thread-workflow.ts');

let thread: ScriptedThread;
beforeEach(async () => {
  thread = await createScriptedThread(standIn, threadWorkflow);
});
const tokens = () => [thread.view().goal?.tokensUsed, thread.view().usage.inputTokens];

describe('what a goal pays for', () => {
  test('the thread spent before → only what is new [C52]', async () => {
    await thread.post('queue');
    await thread.reply(20);
    await thread.setGoal();
    await thread.reply(28);
    expect(tokens()).toEqual([28, 48]);
  });

  test('a reply that asks for work → counted before the work begins; the turn tells its sum when it ends [C53]', async () => {
    await thread.setGoal();
    await thread.reply(23, 'work');
    expect([thread.running('runToolCall').name, ...tokens()]).toEqual(['runToolCall', 23, 23]);
    await thread.endTool();
    await thread.reply(4);
    expect(tokens()).toEqual([27, 27]);
    expect(thread.events.filter(({ type }) => type === 'turnEnded')).toMatchObject([
      { tokens: 27, toolCalls: 1 },
    ]);
  });

  test('a goal that the model sets within a turn → only what follows [C54]', async () => {
    await thread.post('queue');
    await thread.reply(20, 'create');
    await thread.endTool();
    expect(tokens()).toEqual([0, 20]);
    await thread.endAudit(false);
    await thread.reply(15);
    expect(tokens()).toEqual([15, 35]);
  });

  test('two calls that run side by side → their reply is counted once, each call once [C55]', async () => {
    await thread.setGoal();
    await thread.reply(30, 'read', 'read');
    await thread.endTool();
    await thread.endTool();
    expect(tokens()).toEqual([30, 30]);
    expect(thread.view().goal?.usage).toMatchObject({ toolCalls: 2, modelCalls: 1 });
  });

  test('nothing runs, and hours pass → no time is used up [C131]', async () => {
    await thread.setGoal();
    for (let turn = 1; turn <= 2; turn++) await thread.reply(5);
    const before = thread.view().goal?.usage;
    standIn.advanceTo(standIn.now() + 8 * 3_600_000);
    await standIn.settle();
    expect([thread.isResting(), thread.view().goal?.usage]).toEqual([true, before]);
  });
});

describe('a goal that is out of budget', () => {
  beforeEach(async () => {
    await thread.setGoal({ budget: { tokens: 100 } });
    await thread.reply(100, 'work');
  });

  test('→ pays for its summary turn, and for nothing that comes after it [C67]', async () => {
    await thread.reply(9);
    await thread.post('queue');
    await thread.reply(50);
    expect(tokens()).toEqual([109, 159]);
  });

  test('the summary is interrupted → the goal still says that it was the budget; there is no second one [C76]', async () => {
    await thread.signal('interrupt');
    await thread.fail();
    expect([thread.isResting(), thread.view().goal]).toMatchObject([
      true,
      { status: 'budgetLimited', statusReason: 'budget reached, tokens: 100 of 100' },
    ]);
    expect(thread.view().next.reason).toContain('budget reached');
  });
});
