/** A question of the model that nobody answers, with the model played by hand. */
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { createScriptedThread, type ScriptedThread } from '../support/workflow/scripted-thread.ts';

const standIn = createFakeWorkflowSdk();
jest.unstable_mockModule('@temporalio/workflow', () => standIn.module);
const { threadWorkflow } = await import('../../workflows/thread-workflow.ts');

const HOUR_MS = 3_600_000;
beforeAll(() => {
  jest.spyOn(Date, 'now').mockImplementation(standIn.now);
});
afterAll(() => {
  jest.restoreAllMocks();
});

let thread: ScriptedThread;
beforeEach(async () => {
  thread = await createScriptedThread(standIn, threadWorkflow);
});
const pass = async (ms: number): Promise<void> => {
  standIn.advanceTo(standIn.now() + ms);
  await standIn.settle();
};
async function ask(wish: 'ask' | 'ask within an hour'): Promise<string> {
  await thread.reply(10, wish);
  const { callId, ruling } = thread.running('runToolCall').input;
  expect(ruling?.granted).toBe(true);
  await thread.endTool();
  return callId;
}

test('nobody answers in time → the next turn is told which question it was, once', async () => {
  await thread.setGoal();
  const callId = await ask('ask within an hour');
  expect(thread.view()).toMatchObject({ phase: 'needsInput', next: { atMs: standIn.now() + HOUR_MS } });
  await pass(HOUR_MS - 1);
  expect(thread.isResting()).toBe(true);
  await pass(1);
  expect(thread.running('callModel').input).toMatchObject({
    kind: 'continuation',
    goal: { unansweredCall: callId },
  });
  expect(thread.view().request).toBeUndefined();
  await thread.reply(10, 'work');
  expect(thread.events).toContainEqual(
    expect.objectContaining({ type: 'inputExpired', inputId: `input_${callId}` }),
  );
  await thread.endTool();
  thread.setDigest('d1');
  await thread.reply(10);
  expect(thread.running('callModel').input.goal).not.toHaveProperty('unansweredCall');
});

test('answered in time → a user turn, and nothing is told of a default', async () => {
  await thread.setGoal();
  await ask('ask within an hour');
  standIn.update('answerInput', {
    requestId: 'a1',
    inputId: thread.view().request?.inputId,
    messageId: 'm1',
  });
  await standIn.settle();
  const { input } = thread.running('callModel');
  expect(input.kind).toBe('user');
  expect(input.goal).not.toHaveProperty('unansweredCall');
});

test('a question without a limit, of a contract of an older release → waits for ever', async () => {
  await thread.setGoal();
  await ask('ask');
  await pass(30 * 24 * HOUR_MS);
  expect([thread.isResting(), thread.view().phase]).toEqual([true, 'needsInput']);
});

test('no goal is worked on → the question waits: nothing would go on', async () => {
  await thread.post('queue');
  await ask('ask within an hour');
  await pass(2 * HOUR_MS);
  expect(thread.view()).toMatchObject({ phase: 'needsInput' });
});

test('the goal is paused while the question stands → its time runs out, and nothing else begins', async () => {
  await thread.setGoal();
  await ask('ask within an hour');
  await thread.signal('pause');
  await pass(HOUR_MS);
  expect(thread.view()).toMatchObject({ phase: 'idle', goal: { status: 'paused' } });
});
