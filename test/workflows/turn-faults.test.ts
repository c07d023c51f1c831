/**
 * Replies that are cut or contradict themselves, and what answers that could not be used have cost; all
 * played by hand.
 */
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { createScriptedThread, type ScriptedThread } from '../support/workflow/scripted-thread.ts';

const standIn = createFakeWorkflowSdk();
jest.unstable_mockModule('@temporalio/workflow', () => standIn.module);
const { threadWorkflow } = await import('../../workflows/thread-workflow.ts');

let thread: ScriptedThread;
beforeEach(async () => {
  thread = await createScriptedThread(standIn, threadWorkflow);
  await thread.setGoal();
});
const goal = () => thread.view().goal;
const wasted = {
  modelCalls: 2,
  usage: { inputTokens: 50, cachedInputTokens: 20, outputTokens: 1, costUsd: 0.25 },
};

describe('a reply that is cut', () => {
  test('words alone → the turn goes on, and the next request tells the model; a whole reply ends it', async () => {
    await thread.replyOddly({ cutBy: 'outputLimit' });
    expect(thread.running('callModel').input).toMatchObject({ turn: 1, cutBy: 'outputLimit' });
    await thread.reply(5, 'work');
    await thread.endTool();
    expect(thread.running('callModel').input).not.toHaveProperty('cutBy');
    await thread.reply(5);
    expect(thread.running('callModel').input.turn).toBe(2);
    expect(goal()?.usage.modelCalls).toBe(3);
  });

  test('with whole calls → they are run, then the model is told', async () => {
    await thread.replyOddly({
      cutBy: 'contentFilter',
      toolCalls: [{ callId: 'c', label: 'x', readOnly: false, isWork: true }],
    });
    await thread.endTool();
    expect(thread.running('callModel').input.cutBy).toBe('contentFilter');
  });

  test('three in a row → the turn has failed: back-off, no stall, everything is paid for', async () => {
    for (const _ of [1, 2, 3]) await thread.replyOddly({ cutBy: 'outputLimit' });
    expect(thread.view()).toMatchObject({
      phase: 'waiting',
      next: { reason: expect.stringMatching(/^back-off after failing turn 1 of 3: ./) },
    });
    expect(goal()).toMatchObject({ tokensUsed: 30, usage: { modelCalls: 3, turns: 1 } });
    expect(thread.events.some(({ type }) => type === 'goalStalled')).toBe(false);
  });

  test('the last words of a wrap-up → end it, cut or not', async () => {
    await thread.signal('clear');
    await thread.fail();
    await thread.setGoal({ budget: { tokens: 5 } });
    await thread.reply(10, 'work');
    expect(thread.running('callModel').input.kind).toBe('wrapUp');
    await thread.replyOddly({ cutBy: 'outputLimit' });
    expect(thread.isResting()).toBe(true);
  });
});

describe('two ends in one reply', () => {
  test('two claims → one audit; the second is answered, and the refusal counts once', async () => {
    await thread.reply(5, 'complete', 'complete');
    await thread.endAudit(false);
    expect(thread.running('runToolCall').input.ruling).toMatchObject({
      granted: false,
      text: expect.stringContaining('the first decides'),
    });
    await thread.endTool({ ok: false });
    expect(goal()).toMatchObject({ status: 'active', refusedAudits: 1 });
  });

  test('a claim, work and a wait → the work is run, the wait is not begun', async () => {
    await thread.reply(5, 'complete', 'work', 'wait');
    await thread.endAudit(false);
    expect(thread.running('runToolCall').input).not.toHaveProperty('ruling');
    await thread.endTool();
    expect(thread.running('runToolCall').input.ruling).toMatchObject({ granted: false });
    await thread.endTool({ ok: false });
    expect(thread.view().wait).toBeUndefined();
  });

  test('a claim that is granted → whatever follows is not looked at', async () => {
    await thread.reply(5, 'complete', 'blocked by x');
    await thread.endAudit(true);
    expect(goal()?.status).toBe('complete');
    expect(thread.running('callModel').input.tools).toBe(false);
  });
});

describe('answers that could not be used', () => {
  test('then a reply → the goal pays for all of them', async () => {
    await thread.replyOddly({ wasted });
    expect(goal()).toMatchObject({
      tokensUsed: 41,
      usage: { modelCalls: 3, inputTokens: 60, costUsd: 0.25 },
    });
  });

  test('then none → the turn has failed, and they are paid for', async () => {
    await thread.fail(FAILURE_TYPE.modelUnreadable, { spent: wasted });
    expect(goal()).toMatchObject({ tokensUsed: 31, usage: { modelCalls: 2, turns: 1 } });
    expect(thread.view().next.reason).toMatch(/^back-off after failing turn 1 of 3: ./);
  });

  test('they use the budget up → no failing turn: the wrap-up follows', async () => {
    await thread.signal('clear');
    await thread.fail();
    await thread.setGoal({ budget: { tokens: 30 } });
    await thread.fail(FAILURE_TYPE.budgetSpent, { spent: wasted });
    expect(goal()).toMatchObject({ status: 'budgetLimited', tokensUsed: 31 });
    expect(thread.running('callModel').input.kind).toBe('wrapUp');
  });
});
