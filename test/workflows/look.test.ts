/**
 * A goal whose turns change files and bring nothing nearer, with the model, the tools and the checks played
 * by hand.
 */
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { outcomeWith } from '../support/contract/sample-contract.ts';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { createScriptedThread, type ScriptedThread } from '../support/workflow/scripted-thread.ts';
import { policyWith } from '../support/workflow/thread-states.ts';

const standIn = createFakeWorkflowSdk();
jest.unstable_mockModule('@temporalio/workflow', () => standIn.module);
const { threadWorkflow } = await import('../../workflows/thread-workflow.ts');

const FAR = [outcomeWith({ passed: false, gap: 40 })];
const policy = policyWith({ progress: 'nearer' });
beforeAll(() => {
  jest.spyOn(Date, 'now').mockImplementation(standIn.now);
});
afterAll(() => {
  jest.restoreAllMocks();
});

let thread: ScriptedThread;
let looks = 0;
beforeEach(async () => {
  thread = await createScriptedThread(standIn, threadWorkflow);
  await thread.setGoal({ policy });
});

const pass = async (ms: number): Promise<void> => {
  standIn.advanceTo(standIn.now() + ms);
  await standIn.settle();
};

/** Each turn writes a file that was never so before. */
async function busyTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    await thread.reply(10, 'work');
    await thread.endTool();
    thread.setDigest(`look ${looks++}`);
    await thread.reply(10);
  }
}

test('five turns → the checks run to see, paid by the goal; nothing nearer → the next turn waits, and is told', async () => {
  await busyTurns(5);
  const { input } = thread.running('runChecks');
  expect(input).toMatchObject({ purpose: 'measure' });
  expect(input).not.toHaveProperty('callId');
  expect(thread.view().next).toMatchObject({ action: 'measure' });
  await thread.endAudit(false, FAR);
  expect(thread.view()).toMatchObject({
    phase: 'waiting',
    next: { reason: 'back-off after 5 turns in which nothing came nearer' },
    goal: { checks: FAR, usage: { activeMs: 5 * (2 * 1_000 + 2_000) + 3_000 }, status: 'active' },
  });
  await pass(10_000);
  expect(thread.running('callModel').input.goal).toMatchObject({ turnsWithoutNearing: 5 });
});

test('the look finds the goal nearer → the next turn comes at once, and the count begins anew', async () => {
  await busyTurns(5);
  await thread.endAudit(false, FAR);
  await pass(10_000);
  await busyTurns(5);
  await thread.endAudit(false, [outcomeWith({ passed: false, gap: 39 })]);
  expect(thread.running('callModel').input.goal).not.toHaveProperty('turnsWithoutNearing');
  await busyTurns(4);
  expect(thread.running('callModel').input).toMatchObject({ kind: 'continuation' });
});

test('all checks pass in a look → the goal goes on until the model claims', async () => {
  await busyTurns(5);
  await thread.endAudit(true, [outcomeWith({ passed: true })]);
  expect(thread.view().goal).toMatchObject({ status: 'active' });
  expect(thread.running('callModel').input.kind).toBe('continuation');
});

test('interrupted while the checks run → they are stopped, and the goal is paused', async () => {
  await busyTurns(5);
  await thread.signal('interrupt');
  expect(thread.running('runChecks').isCancelled()).toBe(true);
  await thread.fail();
  expect([thread.isResting(), thread.view().goal?.status]).toEqual([true, 'paused']);
});

test('the checks cannot be run → the goal goes on', async () => {
  await busyTurns(5);
  await thread.fail('Checks.Broken');
  expect(thread.running('callModel').input.kind).toBe('continuation');
});

test('a message comes while they run → it has the next turn, and the count begins anew', async () => {
  await busyTurns(5);
  await thread.post('queue');
  await thread.endAudit(false, FAR);
  expect(thread.running('callModel').input.kind).toBe('user');
  await thread.reply(10);
  await busyTurns(4);
  expect(thread.running('callModel').input.kind).toBe('continuation');
});
