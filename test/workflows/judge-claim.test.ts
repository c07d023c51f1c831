/** The auditor's part of a turn, in the whole workflow; its Activities are played. */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/common';
import type { JudgeClaimResult } from '../../workflows/evidence/auditor.ts';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';
import { outcomeWith } from '../support/contract/sample-contract.ts';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { createScriptedThread, type ScriptedThread } from '../support/workflow/scripted-thread.ts';

const standIn = createFakeWorkflowSdk();
jest.unstable_mockModule('@temporalio/workflow', () => standIn.module);
const { threadWorkflow } = await import('../../workflows/thread-workflow.ts');

beforeAll(() => {
  jest.spyOn(Date, 'now').mockImplementation(standIn.now);
});
afterAll(() => {
  jest.restoreAllMocks();
});

const SPENT = {
  modelCalls: 2,
  usage: { inputTokens: 30, cachedInputTokens: 0, outputTokens: 4, costUsd: 0.5 },
};

let thread: ScriptedThread;

beforeEach(async () => {
  thread = await createScriptedThread(standIn, threadWorkflow);
  await thread.setGoal({ hasAuditor: true, budget: { tokens: 1_000, turns: 9 } });
});

/** The model claims, and its checks pass. */
async function claim(): Promise<void> {
  await thread.reply(5, 'complete');
  await thread.endAudit(true, [outcomeWith()]);
}

async function rule(fields: Partial<JudgeClaimResult> = {}): Promise<void> {
  thread
    .running('judgeClaim')
    .succeed({ ...SPENT, accepted: true, isAudited: true, durationMs: 4_000, ...fields });
  await standIn.settle();
}

async function fail(cause: Error): Promise<void> {
  const isStopped = cause instanceof CancelledFailure;
  thread
    .running('judgeClaim')
    .fail(isStopped ? cause : new ActivityFailure('', 'judgeClaim', '1', 'NON_RETRYABLE_FAILURE', '', cause));
  await standIn.settle();
}

const goal = () => thread.view().goal;
const applicationFailure = (type: string, detail: object = {}) =>
  ApplicationFailure.create({ type, message: 'the auditor: failed', details: [{ spent: SPENT, ...detail }] });

describe('a claim of a goal with an auditor', () => {
  test('→ checks as an event of their own, then the auditor at the claim, told where they stand and what is left', async () => {
    await thread.reply(5, 'complete');
    const { input } = thread.running('runChecks');
    expect(input).toMatchObject({ purpose: 'audit' });
    expect(input).not.toHaveProperty('callId');
    await thread.endAudit(true, [outcomeWith()]);
    expect(thread.running('judgeClaim').input).toMatchObject({
      seq: input.seq + 1,
      checksSeq: input.seq,
      callId: 'call_2',
      goal: { goalId: 'goal_2', revision: 1 },
      left: { tokens: 995 },
    });
    expect(goal()?.status).toBe('active');
    expect(thread.view().phase).toBe('auditing');
  });

  test('accepted → complete; the goal pays for the auditor', async () => {
    await claim();
    await rule();
    expect(goal()).toMatchObject({
      status: 'complete',
      tokensUsed: 5 + 34,
      usage: { modelCalls: 1 + 2, costUsd: 0.5, activeMs: 1_000 + 3_000 + 4_000 },
    });
  });

  test('refused → told, counted, and the turn goes on', async () => {
    await claim();
    await rule({ accepted: false, reason: 'the auditor finds R1 (objective) weak' });
    expect(goal()).toMatchObject({ status: 'active', refusedAudits: 1, tokensUsed: 39 });
    const { checksSeq, auditSeq } = thread.running('callModel').input.goal ?? {};
    expect(auditSeq).toBe((checksSeq ?? 0) + 1);
  });

  test('the checks failed → an auditor who accepts all the same changes nothing', async () => {
    await thread.reply(5, 'complete');
    await thread.endAudit(false, [outcomeWith({ passed: false })]);
    await rule();
    expect(goal()).toMatchObject({ status: 'active', refusedAudits: 1 });
  });

  test('edited while the auditor read → the ruling on the old contract does not count, its price does', async () => {
    await claim();
    standIn.update('editGoal', {
      requestId: 'edit_1',
      ifGoalId: 'goal_2',
      ifRevision: 1,
      edit: {
        revision: 2,
        changesChecks: false,
        title: 'x',
        budget: {},
        policy: goal()?.policy,
        hasAuditor: true,
      },
    });
    expect(thread.running('judgeClaim').isCancelled()).toBe(true);
    await rule();
    expect(goal()).toMatchObject({ status: 'active', revision: 2, refusedAudits: 0, tokensUsed: 39 });
  });
});

describe('an auditor who gives no verdict', () => {
  test('unreadable → the turn fails, the goal waits and pays', async () => {
    await claim();
    await fail(applicationFailure(FAILURE_TYPE.modelUnreadable));
    expect(goal()).toMatchObject({
      status: 'active',
      refusedAudits: 0,
      tokensUsed: 39,
      usage: { modelCalls: 3 },
    });
    expect(thread.view().next.action).toBe('wait');
    expect(thread.events).toContainEqual(
      expect.objectContaining({
        type: 'turnEnded',
        failure: 'the auditor: failed',
        failureOf: 'auditor',
      }),
    );
  });

  test('rejected → blocked with its reason', async () => {
    await claim();
    await fail(applicationFailure(FAILURE_TYPE.modelRejected));
    expect(goal()).toMatchObject({ status: 'blocked', statusReason: 'the auditor: failed', tokensUsed: 39 });
  });

  test('usage limit → rests until its reset, and pays', async () => {
    await claim();
    const resetAtMs = standIn.now() + 3_600_000;
    await fail(applicationFailure(FAILURE_TYPE.modelUsageLimited, { resetAtMs }));
    expect(goal()).toMatchObject({ status: 'usageLimited', resumeAtMs: resetAtMs, tokensUsed: 39 });
  });

  test('timed out → pays for what its last heartbeat said', async () => {
    await claim();
    await fail(new TimeoutFailure('late', { spent: SPENT }, 'SCHEDULE_TO_CLOSE'));
    expect(goal()).toMatchObject({ status: 'active', tokensUsed: 39 });
  });

  test('stopped by the user → paused, not complete, and pays', async () => {
    await claim();
    standIn.signal('interrupt');
    await fail(new CancelledFailure('stopped', [{ spent: SPENT }]));
    expect(goal()).toMatchObject({ status: 'paused', tokensUsed: 39 });
  });
});

test('a goal without an auditor → its checks alone, as the result of the call', async () => {
  await thread.signal('clear');
  await thread.fail();
  await thread.setGoal();
  await thread.reply(5, 'complete');
  expect(thread.running('runChecks').input).toHaveProperty('callId');
  await thread.endAudit(true, [outcomeWith()]);
  expect(goal()?.status).toBe('complete');
});
