/** What a turn may still do that a person has stopped, while what it runs has not ended yet. */
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

describe('a stopped turn whose call ends at the same moment', () => {
  test('the reply asks a question → it is not asked: a person has just stopped this', async () => {
    await thread.setGoal();
    await thread.signal('interrupt');
    await thread.reply(5, 'ask');
    expect(thread.view()).toMatchObject({ phase: 'idle', goal: { status: 'paused' } });
    expect(thread.view().request).toBeUndefined();
  });

  test('the reply sets a goal → it is not set', async () => {
    await thread.post('queue');
    await thread.signal('interrupt');
    await thread.reply(5, 'create');
    expect(thread.view()).toMatchObject({ phase: 'idle', goal: null });
  });

  test('the tool ends, a message to steer came meanwhile → a turn of its own reads it', async () => {
    await thread.setGoal();
    await thread.reply(5, 'work');
    await thread.signal('interrupt');
    await thread.post('steer');
    await thread.endTool();
    expect(thread.running('callModel').input).toMatchObject({ kind: 'user', inputs: [{ turn: 2 }] });
  });

  test('the tool ends, nothing came → no model call follows, what was spent counts, the goal is paused [C98]', async () => {
    await thread.setGoal();
    await thread.reply(5, 'work');
    await thread.signal('interrupt');
    await thread.endTool();
    expect(thread.isResting()).toBe(true);
    expect(thread.view()).toMatchObject({ phase: 'idle', goal: { status: 'paused', tokensUsed: 5 } });
  });
});

describe('what is stopped', () => {
  test('a message to interrupt → the turn ends without a fault, a user turn reads it, the goal stays active', async () => {
    await thread.setGoal();
    await thread.post('interrupt');
    await thread.fail();
    expect(thread.running('callModel').input).toMatchObject({ kind: 'user', inputs: [{ turn: 2 }] });
    expect(thread.view().goal?.status).toBe('active');
  });

  test('the first checks, by a message to interrupt → they run anew; the goal is not blocked', async () => {
    await thread.requestGoal();
    await thread.post('interrupt');
    await thread.fail();
    expect(thread.running('runChecks').input).toMatchObject({ purpose: 'baseline' });
    expect(thread.view().goal?.status).toBe('active');
  });

  test('clear → the running turn is stopped; what it still spends is the thread’s alone', async () => {
    await thread.setGoal();
    await thread.signal('clear');
    expect(thread.running('callModel').isCancelled()).toBe(true);
    await thread.reply(5);
    expect(thread.view()).toMatchObject({ goal: null, usage: { inputTokens: 5 } });
  });

  test('clear, in a user turn in which the goal was set going again → the turn is stopped, as any that works for it', async () => {
    await thread.setGoal();
    await thread.signal('interrupt');
    await thread.fail();
    await thread.post('queue');
    await thread.reply(5, 'work');
    await thread.signal('resume');
    await thread.endTool();
    await thread.signal('clear');
    expect(thread.running('callModel').isCancelled()).toBe(true);
  });

  test('pause → the turn goes on to its end, and no other starts [C129]', async () => {
    await thread.setGoal();
    await thread.signal('pause');
    expect(thread.running('callModel').isCancelled()).toBe(false);
    await thread.reply(5, 'work');
    await thread.endTool();
    await thread.reply(5);
    expect([thread.isResting(), thread.view().goal]).toMatchObject([
      true,
      { status: 'paused', tokensUsed: 10 },
    ]);
  });
});
