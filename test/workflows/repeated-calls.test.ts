/** A turn that goes round and round, with the model and the tools played by hand. */
import { beforeEach, expect, jest, test } from '@jest/globals';
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

/**
 * Makes the calls one after another, each with that digest; how many of them were run, and what the tools
 * were told.
 */
async function make(digests: readonly (string | undefined)[]) {
  const told: unknown[] = [];
  let made = 0;
  for (const digest of digests) {
    if (thread.isResting() || thread.running('callModel').input.turn > 1) break;
    await thread.reply(10, 'work');
    told.push(thread.running('runToolCall').input.foreseen?.[0]?.round);
    await thread.endTool(digest === undefined ? {} : { digest });
    made += 1;
  }
  return { made, told };
}
const times = (count: number, ...cycle: string[]) => Array.from({ length: count }, () => cycle).flat();

test('one call with one result → told from the fifth on; the tenth ends the turn, which backs off as an idle one', async () => {
  const { made, told } = await make(times(30, 'a'));
  expect(made).toBe(10);
  expect(told.map((round) => round ?? 0)).toEqual([0, 0, 0, 0, 5, 6, 7, 8, 9, 10]);
  expect(thread.view().next).toMatchObject({
    action: 'wait',
    reason: 'back-off after 1 turn without progress',
  });
});

test.each([2, 3])('a cycle of %s calls → ten rounds, and no call more', async (length) => {
  const { made } = await make(times(30, ...['a', 'b', 'c'].slice(0, length)));
  expect(made).toBe(10 * length);
});

test('results that differ, or are not known → the turn goes on', async () => {
  expect((await make(Array.from({ length: 40 }, (_, index) => `d${index}`))).made).toBe(40);
});

test('calls without a digest, of an older worker → the turn goes on', async () => {
  expect((await make(Array.from({ length: 40 }, () => undefined))).made).toBe(40);
});

test('the workspace was changed before the turn went round → all the same no progress', async () => {
  thread.setDigest('new');
  await make(times(10, 'a'));
  expect(thread.view().next.action).toBe('wait');
});

test('calls that run side by side → counted in their order, and the first of them is told', async () => {
  for (let round = 1; round <= 2; round++) {
    await thread.reply(10, 'read', 'read', 'read', 'read', 'read');
    for (let call = 0; call < 5; call++) await thread.endTool({ digest: 'a' });
  }
  expect(thread.view().next.action).toBe('wait');
  expect(thread.view().goal?.usage.toolCalls).toBe(10);
});

test("a user's turn that goes round → ends as well, and the goal goes on", async () => {
  await thread.reply(10, 'work');
  await thread.endTool();
  await thread.post('queue');
  await thread.reply(10);
  expect(thread.running('callModel').input.kind).toBe('user');
  for (let call = 0; call < 10; call++) {
    await thread.reply(10, 'work');
    await thread.endTool({ digest: 'a' });
  }
  expect(thread.running('callModel').input).toMatchObject({ kind: 'continuation' });
});
