/** A thread at rest: what wakes it, and that nothing is left unwritten while it sleeps. */
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { createScriptedThread, type ScriptedThread } from '../support/workflow/scripted-thread.ts';
import { NOW_MS } from '../support/workflow/thread-states.ts';

const standIn = createFakeWorkflowSdk();
jest.unstable_mockModule('@temporalio/workflow', () => standIn.module);
jest.spyOn(Date, 'now').mockImplementation(standIn.now);
const { threadWorkflow } = await import('../../workflows/thread-workflow.ts');

const DAY_MS = 86_400_000;
let thread: ScriptedThread;
beforeEach(async () => {
  thread = await createScriptedThread(standIn, threadWorkflow);
});

async function sleepUntil(timeMs: number): Promise<void> {
  standIn.advanceTo(timeMs);
  await standIn.settle();
}

describe('rest', () => {
  test('a signal that is refused → the refusal is journalled at once, and the thread rests on', async () => {
    await thread.signal('pause');
    expect(thread.events).toMatchObject([{ type: 'commandRefused', reason: 'noGoal' }]);
    expect([thread.isResting(), thread.view().phase]).toEqual([true, 'idle']);
  });

  test('eight hours of waiting → nothing runs until then, and the model is told that it was the time', async () => {
    await thread.setGoal();
    await thread.reply(5, 'wait');
    await thread.endTool();
    const { wait } = thread.view();
    await sleepUntil((wait?.untilMs ?? 0) - 1);
    expect([thread.isResting(), thread.view().phase]).toEqual([true, 'waiting']);
    await sleepUntil(wait?.untilMs ?? 0);
    expect(thread.running('callModel').input).toMatchObject({
      kind: 'continuation',
      goal: { wokenBy: 'time' },
    });
  });

  test('a time forty days away → it is reached, and not before', async () => {
    await thread.setGoal({ notBeforeMs: NOW_MS + 40 * DAY_MS });
    for (const day of [30, 39]) {
      await sleepUntil(NOW_MS + day * DAY_MS);
      expect([thread.isResting(), thread.view().phase]).toEqual([true, 'waiting']);
    }
    await sleepUntil(NOW_MS + 40 * DAY_MS);
    expect(thread.running('callModel').input.turn).toBe(1);
  });
});
