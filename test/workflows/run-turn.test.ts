/** A turn from its first call to its last, with the model, the tools and the checks played by hand. */
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { outcomeWith } from '../support/contract/sample-contract.ts';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { createScriptedThread, type ScriptedThread } from '../support/workflow/scripted-thread.ts';

const standIn = createFakeWorkflowSdk();
jest.unstable_mockModule('@temporalio/workflow', () => standIn.module);
const { threadWorkflow } = await import('../../workflows/thread-workflow.ts');

let thread: ScriptedThread;
beforeEach(async () => {
  thread = await createScriptedThread(standIn, threadWorkflow);
});
const goal = () => thread.view().goal;

describe('a turn at the end of its budget', () => {
  beforeEach(() => thread.setGoal({ budget: { tokens: 500 } }));

  test('completion is asked for in the reply that crosses it → complete, nothing left, no wrap-up [C47]', async () => {
    await thread.reply(580, 'complete');
    await thread.endAudit(true);
    expect(goal()).toMatchObject({ status: 'complete', tokensUsed: 580, budgetLeft: { tokens: 0 } });
    expect(thread.running('callModel').input).toMatchObject({ kind: 'continuation', tools: false });
    await thread.reply(50);
    expect([thread.isResting(), goal()]).toMatchObject([true, { status: 'complete', tokensUsed: 580 }]);
  });

  test('work is asked for in that reply → not run; one summary turn without tools follows, and nothing more [C70 C71 C73]', async () => {
    await thread.reply(500, 'work');
    expect(goal()).toMatchObject({ status: 'budgetLimited', tokensUsed: 500 });
    expect(thread.running('callModel').input).toMatchObject({ kind: 'wrapUp', tools: false, turn: 2 });
    await thread.reply(30, 'work');
    expect([thread.isResting(), goal()]).toMatchObject([true, { hasWrappedUp: true, tokensUsed: 530 }]);
    await thread.post('queue');
    expect(thread.running('callModel').input.kind).toBe('user');
    await thread.reply(5);
    expect([thread.isResting(), goal()]).toMatchObject([true, { tokensUsed: 530 }]);
  });

  test('the claim in that reply is refused → out of budget, and the summary turn', async () => {
    await thread.reply(500, 'complete');
    await thread.endAudit(false);
    expect(goal()?.status).toBe('budgetLimited');
    expect(thread.running('callModel').input.kind).toBe('wrapUp');
  });

  test('paused meanwhile → stays paused, without a summary turn; resume is refused [C66]', async () => {
    await thread.signal('pause');
    await thread.reply(500, 'work');
    await thread.signal('resume');
    expect([thread.isResting(), goal()]).toMatchObject([true, { status: 'paused', tokensUsed: 500 }]);
  });
});

test('a blocker is named → the next request tells in how many turns; a turn that does not name it ends that', async () => {
  await thread.setGoal();
  const told = () => thread.running('callModel').input.goal?.blockedTurns;
  expect(told()).toBeUndefined();
  await thread.reply(10, 'blocked by x');
  await thread.endTool({ ok: false });
  expect(told()).toBe(1);
  await thread.reply(10, 'work');
  await thread.endTool();
  await thread.reply(10);
  expect(told()).toBe(1);
  await thread.reply(10, 'work');
  await thread.endTool();
  thread.setDigest('d1');
  await thread.reply(10);
  expect(told()).toBeUndefined();
});

describe('a turn that ends its goal', () => {
  test('complete → one closing reply without tools, which the goal does not pay for [C46 C49]', async () => {
    await thread.setGoal();
    await thread.reply(10, 'work', 'complete', 'work');
    await thread.endTool();
    await thread.endAudit(true);
    expect(thread.running('callModel').input.tools).toBe(false);
    await thread.reply(7);
    expect(goal()).toMatchObject({ status: 'complete', tokensUsed: 10, usage: { toolCalls: 2 } });
    expect(thread.view().usage.inputTokens).toBe(17);
  });

  test('complete → the time of the audit that proved it is on the goal [C64]', async () => {
    await thread.setGoal();
    await thread.reply(10, 'complete');
    await thread.endAudit(true);
    expect(goal()?.usage.activeMs).toBe(4_000);
  });

  test('a goal set by the model → the turn ends, its checks run before anything else', async () => {
    await thread.post('queue');
    await thread.reply(10, 'create', 'work');
    await thread.endTool();
    expect(thread.running('runChecks').input).toMatchObject({ purpose: 'baseline', turn: 1 });
    expect(goal()).toMatchObject({ status: 'active', tokensUsed: 0 });
  });
});

describe('a turn and its goal', () => {
  test('the goal is set going again in the middle of a user turn → pays for the rest of it [C39]', async () => {
    await thread.setGoal();
    await thread.signal('interrupt');
    await thread.fail();
    await thread.post('queue');
    await thread.reply(20, 'work');
    await thread.signal('resume');
    await thread.endTool();
    expect(thread.running('callModel').input.goal).toMatchObject({ goalId: 'goal_2' });
    await thread.reply(10);
    expect([goal()?.tokensUsed, thread.view().usage.inputTokens]).toEqual([10, 30]);
  });

  test('plan mode → a message is read, the goal is shown, not worked on, and pays nothing [C56]', async () => {
    await thread.setGoal();
    await thread.setMode('plan');
    await thread.reply(10);
    await thread.post('queue');
    expect(thread.running('callModel').input).toMatchObject({
      ...{ kind: 'user', isPlanning: true },
      shownGoal: { goalId: 'goal_2', status: 'active' },
    });
    expect(thread.running('callModel').input).not.toHaveProperty('goal');
    await thread.reply(20);
    expect([thread.isResting(), goal()]).toMatchObject([true, { tokensUsed: 10 }]);
  });

  test('plan mode → work is answered with a refusal, and not run', async () => {
    await thread.setMode('plan');
    await thread.post('queue');
    await thread.reply(10, 'work');
    expect(thread.running('runToolCall').input.ruling).toMatchObject({ granted: false });
  });
});

describe('a turn and progress', () => {
  beforeEach(() => thread.setGoal());

  test('after work the workspace is looked at; one that looks as before → the next turn comes later', async () => {
    await thread.reply(5, 'work');
    await thread.endTool();
    expect(thread.running('callModel').input.wantsDigest).toBe(true);
    await thread.reply(5);
    await thread.reply(5, 'work');
    await thread.endTool();
    await thread.reply(5);
    expect(thread.view()).toMatchObject({ turn: 2, phase: 'waiting', next: { action: 'wait' } });
  });

  test('one that looks new → the next turn comes at once', async () => {
    for (const digest of ['d1', 'd2']) {
      thread.setDigest(digest);
      await thread.reply(5, 'work');
      await thread.endTool();
      await thread.reply(5);
    }
    expect(thread.running('callModel').input).toMatchObject({ kind: 'continuation', turn: 3 });
  });

  test('reading alone → nothing to look at, and no progress', async () => {
    await thread.reply(5, 'read');
    await thread.endTool();
    expect(thread.running('callModel').input).not.toHaveProperty('wantsDigest');
    await thread.reply(5);
    expect(thread.view().phase).toBe('waiting');
  });

  test('a refused claim that came nearer → the next turn comes at once; one that did not → told, then suppressed', async () => {
    await thread.reply(5, 'complete');
    await thread.endAudit(false, [outcomeWith()]);
    await thread.reply(5);
    expect(thread.running('callModel').input.turn).toBe(2);
    for (const turn of [2, 3]) {
      expect(thread.running('callModel').input.goal?.isSilent).toBe(turn === 3 ? true : undefined);
      await thread.reply(5, 'complete');
      await thread.endAudit(false, [outcomeWith()]);
      await thread.reply(5);
    }
    expect(thread.view()).toMatchObject({ turn: 3, phase: 'idle' });
  });
});

describe('a turn and the ledger', () => {
  beforeEach(() => thread.setGoal());

  test('a claim is recorded → its place goes along with each later call that shows the goal', async () => {
    await thread.reply(5, 'record', 'record');
    const { input } = thread.running('runToolCall');
    expect(input.goal).not.toHaveProperty('ledgerSeq');
    await thread.endTool({ recorded: true });
    const first = { goal: { ledgerSeq: input.seq } };
    expect(thread.running('runToolCall').input).toMatchObject(first);
    // Refused: nothing is recorded.
    await thread.endTool({ ok: false });
    expect(thread.running('callModel').input).toMatchObject(first);
  });

  test('nothing is recorded → nothing of it in any call', async () => {
    await thread.reply(5, 'record');
    await thread.endTool({ ok: false });
    expect(thread.running('callModel').input.goal).not.toHaveProperty('ledgerSeq');
  });

  test('without a goal on the turn → the call has none', async () => {
    await thread.signal('clear');
    await thread.fail();
    await thread.post('queue');
    await thread.reply(5, 'record');
    expect(thread.running('runToolCall').input).not.toHaveProperty('goal');
  });

  test('claim on new evidence, and no work → progress: the next turn comes at once', async () => {
    await thread.reply(5, 'record');
    await thread.endTool({ recorded: true, isNearer: true });
    await thread.reply(5);
    expect(thread.running('callModel').input).toMatchObject({ kind: 'continuation', turn: 2 });
  });

  test('claim on known evidence, or on words → none: told, then suppressed', async () => {
    for (let turn = 1; turn <= 2; turn++) {
      await thread.reply(5, 'record');
      await thread.endTool({ recorded: true });
      await thread.reply(5);
    }
    expect([thread.isResting(), thread.view()]).toMatchObject([true, { turn: 2, phase: 'idle' }]);
  });
});

test('the same call with the same result without end, so that turns are cut at their longest → is no progress either', async () => {
  await thread.setGoal();
  for (let calls = 0; calls < 700 && !thread.isResting(); calls++) {
    await thread.reply(1, 'work');
    await thread.endTool();
  }
  expect([thread.isResting(), thread.view().phase]).toEqual([true, 'waiting']);
});

describe('a turn and its record', () => {
  test('a call fails → what it was to journal goes along with the next, at the same place', async () => {
    await thread.post('queue');
    const { inputs = [], events = [] } = thread.running('callModel').input;
    expect([events, inputs]).toMatchObject([[{ type: 'turnStarted' }], [{ inputId: 'msg_1', turn: 1 }]]);
    await thread.fail('ModelError.Unreadable');
    // The thread is at rest, so all of it was handed to `recordEvents`.
    expect(thread.events.slice(1)).toMatchObject([...events, { type: 'turnEnded', failure: 'failed' }]);
    expect(thread.inputs).toEqual([...inputs, ...inputs]);
  });

  test('a steering message → read at the next model call; a queued one → by a turn of its own', async () => {
    await thread.setGoal();
    await thread.reply(5, 'work');
    await thread.post('queue');
    await thread.post('steer');
    await thread.endTool();
    expect(thread.running('callModel').input).toMatchObject({ turn: 1, inputs: [{ inputId: 'msg_4' }] });
    await thread.reply(5);
    expect(thread.running('callModel').input).toMatchObject({
      turn: 2,
      kind: 'user',
      inputs: [{ inputId: 'msg_3' }],
    });
  });
});
