/** What the workflow makes of a request that has outgrown its window; the Activities are played by hand. */
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
});
const usage = () => thread.view().goal?.usage;
const NOTHING = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
const outgrow = (reason: 'estimated' | 'refused' = 'estimated') =>
  thread.replyOddly({
    usage: NOTHING,
    outgrown: { reason, ...(reason === 'refused' ? { saidTokens: 8_192 } : {}) },
  });
const SPENT = {
  modelCalls: 1,
  usage: { inputTokens: 1_000, cachedInputTokens: 900, outputTokens: 50, costUsd: 0.5 },
};

describe('a request that is too long', () => {
  test('→ compacted at its place in the record, then made at the next, once and whatever its length', async () => {
    await thread.setGoal();
    const { seq, turn } = thread.running('callModel').input;
    expect(thread.running('callModel').input).not.toHaveProperty('isCompacted');
    await outgrow('refused');
    expect(thread.running('compactTranscript').input).toMatchObject({
      ...{ seq, turn, kind: 'continuation', reason: 'refused', saidTokens: 8_192 },
      goal: { goalId: thread.view().goal?.goalId },
    });
    await thread.endCompaction();
    expect(thread.running('callModel').input).toMatchObject({ seq: seq + 1, turn, isCompacted: true });
    await thread.reply(5, 'work');
    await thread.endTool();
    expect(thread.running('callModel').input).not.toHaveProperty('isCompacted');
  });

  test('→ its summary is paid by the goal, and told apart; a call that was not made is none', async () => {
    await thread.setGoal();
    await outgrow();
    await thread.endCompaction(SPENT);
    expect(usage()).toMatchObject({
      ...{ modelCalls: 1, inputTokens: 1_000, cachedInputTokens: 900, outputTokens: 50, activeMs: 3_000 },
      compaction: { count: 1, modelCalls: 1, tokens: 150, costUsd: 0.5 },
    });
    await thread.reply(10, 'work');
    await thread.endTool();
    await outgrow();
    await thread.endCompaction();
    expect(usage()).toMatchObject({ modelCalls: 2, compaction: { count: 2, modelCalls: 1, tokens: 150 } });
    expect(thread.view().usage.compaction).toEqual(usage()?.compaction);
  });

  test('a goal that never outgrew its window → no word of compaction in its usage', async () => {
    await thread.setGoal();
    await thread.reply(10);
    expect(usage()).not.toHaveProperty('compaction');
  });

  test('the summary takes what is left of the budget → no call follows but the wrap-up', async () => {
    await thread.setGoal({ budget: { tokens: 100 } });
    await outgrow();
    await thread.endCompaction(SPENT);
    expect(thread.view().goal?.status).toBe('budgetLimited');
    expect(thread.running('callModel').input.kind).toBe('wrapUp');
  });

  test('the wrap-up does not fit → compacted, and made as one', async () => {
    await thread.setGoal({ budget: { tokens: 5 } });
    await thread.reply(10, 'work');
    await outgrow();
    expect(thread.running('compactTranscript').input.kind).toBe('wrapUp');
    await thread.endCompaction();
    expect(thread.running('callModel').input).toMatchObject({ kind: 'wrapUp', tools: false });
    await thread.reply(3);
    expect(thread.isResting()).toBe(true);
  });

  test('paused while it is compacted → stopped, what was spent is paid, the next turn asks anew', async () => {
    await thread.setGoal();
    await outgrow();
    await thread.signal('pause');
    await thread.signal('interrupt');
    expect(thread.running('compactTranscript').isCancelled()).toBe(true);
    await thread.fail(FAILURE_TYPE.modelUnavailable, { spent: SPENT });
    expect(usage()).toMatchObject({ modelCalls: 1, compaction: { count: 0, modelCalls: 1, tokens: 150 } });
    await thread.signal('resume');
    expect(thread.running('callModel').input).not.toHaveProperty('isCompacted');
  });

  test('messages that were taken along by the call → journalled by then, not once more', async () => {
    await thread.setGoal();
    await thread.post('steer');
    await thread.reply(1, 'work');
    await thread.endTool();
    const { inputs } = thread.running('callModel').input;
    expect(inputs).toHaveLength(1);
    await outgrow();
    expect(thread.running('compactTranscript').input).not.toHaveProperty('inputs');
    await thread.endCompaction();
    expect(thread.running('callModel').input).not.toHaveProperty('inputs');
  });
});
