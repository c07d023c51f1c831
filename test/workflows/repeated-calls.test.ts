/** A turn that goes round and round, with the model and the tools played by hand. */
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { outcomeWith } from '../support/contract/sample-contract.ts';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { createScriptedThread, type ScriptedThread } from '../support/workflow/scripted-thread.ts';
import { policyWith } from '../support/workflow/thread-states.ts';

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

/** Each call is another one, and all are answered alike. */
async function makeAlike(count: number, onCall: (call: number) => void = () => undefined) {
  const told: unknown[] = [];
  for (let call = 1; call <= count && thread.running('callModel').input.turn === 1; call++) {
    await thread.reply(10, 'work');
    told.push(thread.running('runToolCall').input.foreseenAnswer?.replies);
    await thread.endTool({ digest: `d${call}`, answerDigest: 'nothing' });
    onCall(call);
    if (thread.isResting()) break;
  }
  return told;
}

test('arguments that vary, and one answer to all of them → told from the tenth on; the twentieth ends the turn', async () => {
  const told = await makeAlike(60);
  expect(told).toHaveLength(20);
  expect(told.slice(8, 11)).toEqual([undefined, 10, 11]);
  expect(thread.view().next).toMatchObject({
    action: 'wait',
    reason: 'back-off after 1 turn without progress',
  });
});

test('one answer to all of them, and the workspace changes with each → the turn goes on', async () => {
  const told = await makeAlike(60, (call) => thread.setDigest(`w${call}`));
  expect(told.filter((replies) => replies !== undefined)).toEqual([]);
  expect(told).toHaveLength(60);
});

describe('a turn that went round and changed the workspace', () => {
  beforeEach(async () => {
    thread = await createScriptedThread(standIn, threadWorkflow);
    const policy = policyWith({ progress: 'nearer' });
    await thread.setGoal({ policy });
    thread.setDigest('new');
    await make(times(10, 'a'));
    expect(thread.running('runChecks').input).toMatchObject({ purpose: 'measure' });
  });

  test('a figure of its check came nearer → it was work, and the next turn begins at once', async () => {
    await thread.endAudit(false, [outcomeWith({ name: 'p95', passed: true })]);
    expect(thread.running('callModel').input).toMatchObject({ turn: 2, kind: 'continuation' });
  });

  test('nothing came nearer → no progress', async () => {
    await thread.endAudit(false, [outcomeWith({ name: 'p95', passed: false })]);
    expect(thread.view().next).toMatchObject({ action: 'wait' });
  });
});
