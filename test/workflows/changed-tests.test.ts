/**
 * A claim that waits for a person, and one that cannot be checked, in the whole workflow; Activities are
 * played.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/common';
import type { Outcome } from '../../workflows/thread/state/outcome.ts';
import { outcomeWith } from '../support/contract/sample-contract.ts';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { createScriptedThread, type ScriptedThread } from '../support/workflow/scripted-thread.ts';
import { policyWith } from '../support/workflow/thread-states.ts';

const standIn = createFakeWorkflowSdk();
jest.unstable_mockModule('@temporalio/workflow', () => standIn.module);
const { threadWorkflow } = await import('../../workflows/thread-workflow.ts');

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
const goal = () => thread.view().goal;

/** The checks of the running audit pass, with changed tests. */
async function passWithChangedTests(): Promise<void> {
  thread.running('runChecks').succeed({
    outcomes: [outcomeWith()],
    changedProtectedPaths: [],
    proven: false,
    awaitsPerson: { paths: ['test/a.py'] },
  });
  await standIn.settle();
}
let answers = 0;
async function answer(word: 'accept' | 'refuse'): Promise<void> {
  const inputId = thread.view().request?.inputId;
  standIn.update('answerInput', { requestId: `answer_${++answers}`, inputId, answer: word });
  await standIn.settle();
}

describe('checks that pass with changed tests', () => {
  beforeEach(async () => {
    await thread.setGoal();
    await thread.reply(5, 'complete', 'work');
    await passWithChangedTests();
  });

  test('→ the turn ends, nothing else runs, and the thread needs input until the time is over', () => {
    expect([thread.isResting(), thread.view()]).toMatchObject([
      true,
      {
        phase: 'needsInput',
        turn: 1,
        goal: { status: 'active', refusedAudits: 0 },
        request: { kind: 'changedTests', paths: ['test/a.py'] },
        next: { action: 'needsInput', atMs: standIn.now() + 86_400_000 },
      },
    ]);
  });

  test('accept → complete, and no model call for it', async () => {
    await answer('accept');
    expect([thread.isResting(), goal()]).toMatchObject([
      true,
      { status: 'complete', tokensUsed: 5, statusReason: expect.stringContaining('a person accepted') },
    ]);
    expect(thread.view().phase).toBe('idle');
  });

  test('accepted while paused → complete on resume, and no model call for it', async () => {
    await thread.signal('pause');
    await answer('accept');
    expect(goal()?.status).toBe('paused');
    await thread.signal('resume');
    expect([thread.isResting(), goal()?.status]).toEqual([true, 'complete']);
  });

  test.each([true, false])(
    'accepted while paused, and a message is there (before: %s) → complete before its turn begins',
    async (isBefore) => {
      await thread.signal('pause');
      if (isBefore) await thread.post('queue');
      await answer('accept');
      if (!isBefore) await thread.post('queue');
      expect(goal()?.status).toBe('complete');
      expect(thread.running('callModel').input.kind).toBe('user');
      expect(thread.running('callModel').input.goal).toBeUndefined();
    },
  );

  test('refuse → the next turn begins at once, and its request tells why', async () => {
    await answer('refuse');
    expect(thread.running('callModel').input).toMatchObject({
      kind: 'continuation',
      turn: 2,
      goal: { refusedAudits: 1, claimEnd: { how: 'notAccepted', checksSeq: goal()?.checksSeq } },
    });
  });

  test('no answer in time → the same, by the clock alone', async () => {
    standIn.advanceTo(standIn.now() + 86_400_000);
    await standIn.settle();
    expect(thread.running('callModel').input).toMatchObject({
      kind: 'continuation',
      goal: { claimEnd: { how: 'unanswered' } },
    });
    expect(thread.events.map(({ type }) => type)).toContain('inputExpired');
  });

  test('continued as new → the question is still there, and its answer counts', async () => {
    standIn.renew();
    await thread.signal('wake');
    await thread.post('queue');
    expect(thread.view()).toMatchObject({ phase: 'needsInput', queuedInputs: 1 });
    await answer('accept');
    expect(goal()?.status).toBe('complete');
    expect(thread.running('callModel').input.kind).toBe('user');
  });

  test('a look at the checks → runs while the question stays open', async () => {
    await thread.signal('check');
    await thread.endAudit(true, [outcomeWith()]);
    expect([thread.isResting(), thread.view().phase]).toEqual([true, 'needsInput']);
  });
});

test('a budget of one turn, which the claim has used → the question stays open all the same', async () => {
  await thread.setGoal({ budget: { turns: 1, tokens: 5 } });
  await thread.reply(5, 'complete');
  await passWithChangedTests();
  expect(thread.view().phase).toBe('needsInput');
  await answer('accept');
  expect(goal()?.status).toBe('complete');
});

test('with an auditor → it is asked first, and the person only when it agrees', async () => {
  const usage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 0 };
  const judged = { isAudited: true, modelCalls: 1, usage };
  await thread.setGoal({ hasAuditor: true });
  await thread.reply(5, 'complete');
  await passWithChangedTests();
  expect(thread.view().request).toBeUndefined();
  thread.running('judgeClaim').succeed({ ...judged, accepted: false, reason: 'R1 weak' });
  await standIn.settle();
  expect([thread.view().request, goal()?.refusedAudits]).toEqual([undefined, 1]);
  await thread.reply(5, 'complete');
  await passWithChangedTests();
  thread.running('judgeClaim').succeed({ ...judged, accepted: true });
  await standIn.settle();
  expect(thread.view()).toMatchObject({ phase: 'needsInput', request: { kind: 'changedTests' } });
});

test('interrupted in the moment when the checks end → nobody is asked', async () => {
  await thread.setGoal();
  await thread.reply(5, 'complete');
  await thread.signal('interrupt');
  await passWithChangedTests();
  expect(thread.view()).toMatchObject({ phase: 'idle', goal: { status: 'paused', refusedAudits: 0 } });
  expect(thread.view().request).toBeUndefined();
});

describe('checks that cannot be run, however often it is tried', () => {
  const giveUp = async (cause: Error = ApplicationFailure.create({ message: 'no space left on device' })) => {
    const failure = new ActivityFailure('', 'runChecks', '1', 'MAXIMUM_ATTEMPTS_REACHED', '', cause);
    thread.running('runChecks').fail(failure);
    await standIn.settle();
  };
  const TOLD = 'the service could not run the checks: no space left on device (the service tried 30 times)';

  test('an audit → the claim is refused, its call is answered with the reason, and the turn goes on', async () => {
    await thread.setGoal();
    await thread.reply(5, 'complete');
    const { seq, callId } = thread.running('runChecks').input;
    await giveUp();
    const { input } = thread.running('runToolCall');
    expect(input).toMatchObject({ seq, callId, ruling: { granted: false } });
    expect(input.ruling?.text).toContain(TOLD);
    expect(goal()).toMatchObject({ status: 'active', refusedAudits: 1 });
    await thread.endTool({ ok: false });
    expect(thread.running('callModel').input).toMatchObject({ kind: 'continuation', turn: 1 });
    expect(thread.view().phase).toBe('running');
  });

  test('again and again → blocked, and the reason says what is to be mended', async () => {
    await thread.setGoal({ policy: policyWith({ maxRefusedAudits: 1 }) });
    await thread.reply(5, 'complete');
    await giveUp();
    expect(goal()).toMatchObject({ status: 'blocked', statusReason: expect.stringContaining(TOLD) });
  });

  test('with an auditor → the same, at a place of its own; the auditor is not asked', async () => {
    await thread.setGoal({ hasAuditor: true });
    await thread.reply(5, 'complete');
    const { seq } = thread.running('runChecks').input;
    await giveUp();
    expect(thread.running('runToolCall').input).toMatchObject({ seq: seq + 2, callId: 'call_2' });
  });

  test.each([
    ['HEARTBEAT', 'its worker was lost while they ran'],
    ['START_TO_CLOSE', 'they did not end in the time that an attempt may take'],
  ] as const)('timed out by %s → said in words', async (type, words) => {
    await thread.setGoal();
    await thread.reply(5, 'complete');
    await giveUp(new TimeoutFailure('activity timeout', undefined, type));
    expect(thread.running('runToolCall').input.ruling?.text).toContain(words);
  });

  test('the first checks → blocked as by a check that cannot run, with the reason', async () => {
    await thread.requestGoal();
    await giveUp();
    expect(goal()).toMatchObject({
      status: 'blocked',
      statusReason: 'a check cannot run: no space left on device (the service tried 30 times)',
    });
  });

  test('a look that somebody asked for → its request failed, with the reason', async () => {
    await thread.setGoal();
    await thread.reply(5);
    standIn.signal('check', { requestId: 'look' });
    await standIn.settle();
    while (standIn.pending()?.name === 'callModel') await thread.reply(5);
    await giveUp();
    expect(standIn.query('outcome', 'look') as Outcome).toMatchObject({ checksFailure: TOLD });
  });

  test('stopped by the user in an attempt → no refusal', async () => {
    await thread.setGoal();
    await thread.reply(5, 'complete');
    await thread.signal('interrupt');
    thread.running('runChecks').fail(new CancelledFailure('stopped'));
    await standIn.settle();
    expect(goal()).toMatchObject({ status: 'paused', refusedAudits: 0 });
  });
});
