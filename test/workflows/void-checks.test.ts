/** Checks whose verdict an edit has made void, with the model, the tools and the checks played by hand. */
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { CancelledFailure } from '@temporalio/common';
import type { GoalEdit } from '../../workflows/goal/edit-goal.ts';
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
});

async function edit(fields: Partial<GoalEdit> = {}): Promise<void> {
  const { goalId: ifGoalId, revision: ifRevision } = thread.view().goal ?? {};
  const common = { revision: (ifRevision ?? 0) + 1, title: 'x', budget: {}, policy: policyWith({}) };
  standIn.update('editGoal', {
    requestId: `edit_${ifRevision}`,
    ...{ ifGoalId, ifRevision },
    edit: { ...common, changesChecks: true, ...fields },
  });
  await standIn.settle();
}

describe('an edit while a claim is checked', () => {
  test('it touches what the claim is judged by → the checks are stopped, the claim is answered, nothing is refused', async () => {
    await thread.setGoal();
    await thread.reply(5, 'complete');
    const { input, isCancelled } = thread.running('runChecks');
    await edit();
    expect(isCancelled()).toBe(true);
    await thread.fail();
    const call = thread.running('runToolCall').input;
    expect(call).toMatchObject({ seq: input.seq, callId: input.callId, ruling: { granted: false } });
    expect(call.ruling?.text).toMatch(/^Not decided: the user edited the contract/);
    await thread.endTool();
    expect(thread.running('callModel').input.goal).toMatchObject({ isEdited: true, revision: 2 });
    expect(thread.view().goal).toMatchObject({
      status: 'active',
      refusedAudits: 0,
      claimEnd: { how: 'lapsed', because: 'edited' },
    });
  });

  test('it leaves all of that alone → the checks go on, and complete the goal', async () => {
    await thread.setGoal();
    await thread.reply(5, 'complete');
    await edit({ changesChecks: false, keepsJudged: true });
    expect(thread.running('runChecks').isCancelled()).toBe(false);
    await thread.endAudit(true);
    expect(thread.view().goal).toMatchObject({ status: 'complete', revision: 2 });
  });

  test('the checks end by themselves at that moment → their answer stands, and the claim has lapsed', async () => {
    await thread.setGoal();
    await thread.reply(5, 'complete');
    await edit();
    await thread.endAudit(true);
    expect(thread.running('callModel').input.goal).toMatchObject({ claimEnd: { because: 'edited' } });
  });

  test('the checks have passed, and the auditor reads → it is stopped, and its place has the answer', async () => {
    await thread.setGoal({ hasAuditor: true });
    await thread.reply(5, 'complete');
    await thread.endAudit(true, [outcomeWith()]);
    const { seq } = thread.running('judgeClaim').input;
    await edit({ hasAuditor: true });
    await thread.fail();
    expect(thread.running('runToolCall').input).toMatchObject({ seq, ruling: { granted: false } });
  });

  test('the checks before an auditor → stopped, it is not asked, and the answer has a place of its own', async () => {
    await thread.setGoal({ hasAuditor: true });
    await thread.reply(5, 'complete');
    const { seq } = thread.running('runChecks').input;
    await edit({ hasAuditor: true });
    await thread.endAudit(true, [outcomeWith()]);
    const call = thread.running('runToolCall').input;
    expect(call.ruling?.granted).toBe(false);
    expect(call.seq).toBeGreaterThan(seq);
  });

  test('a person interrupts as well → the turn ends, as any that is stopped', async () => {
    await thread.setGoal();
    await thread.reply(5, 'complete');
    await edit();
    await thread.signal('interrupt');
    await thread.fail();
    expect(thread.isResting()).toBe(true);
    expect(thread.view().goal?.status).toBe('paused');
  });
});

describe('an edit while other checks run', () => {
  test('the first ones → they are stopped, and run anew of the contract as it is', async () => {
    await thread.requestGoal();
    await edit();
    const { isCancelled, fail } = thread.running('runChecks');
    expect(isCancelled()).toBe(true);
    fail(new CancelledFailure('cancelled'));
    await standIn.settle();
    expect(thread.running('runChecks').input).toMatchObject({ purpose: 'baseline', goal: { revision: 2 } });
  });

  test('checks that somebody asked for → they go on: who asked gets what they show', async () => {
    await thread.setGoal();
    await thread.signal('check');
    await thread.reply(5);
    expect(thread.running('runChecks').input).toMatchObject({ purpose: 'request' });
    await edit();
    expect(thread.running('runChecks').isCancelled()).toBe(false);
  });
});
