import { expect, jest, test } from '@jest/globals';
import { ActivityFailure, TimeoutFailure } from '@temporalio/common';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { createScriptedThread } from '../support/workflow/scripted-thread.ts';

const standIn = createFakeWorkflowSdk();
jest.unstable_mockModule('@temporalio/workflow', () => standIn.module);
const { threadWorkflow } = await import('../../workflows/thread-workflow.ts');

test('the worker of a stopped call is lost behind the record → the next call asks what stands there, and it is paid once', async () => {
  const thread = await createScriptedThread(standIn, threadWorkflow);
  await thread.setGoal();
  const { seq } = thread.running('callModel').input;
  await thread.post('interrupt');
  const lost = new TimeoutFailure('no heartbeat', undefined, 'HEARTBEAT');
  standIn.pending()?.fail(new ActivityFailure('', 'callModel', '1', 'CANCEL_REQUESTED', '', lost));
  await standIn.settle();
  const next = thread.running('callModel');
  expect(next.input).toMatchObject({ unheardSeq: seq });
  const usage = { inputTokens: 40, cachedInputTokens: 0, outputTokens: 2 };
  const unheard = { modelCalls: 1, usage };
  next.succeed({ toolCalls: [], usage: { ...usage, inputTokens: 3, outputTokens: 1 }, unheard });
  await standIn.settle();
  expect(thread.view().usage).toMatchObject({ inputTokens: 43, outputTokens: 3, modelCalls: 2 });
  await thread.post('queue');
  expect(thread.running('callModel').input).not.toHaveProperty('unheardSeq');
});
