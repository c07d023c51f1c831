/** What `next` and `actions` say at every moment, held against what is there. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { say } from '../support/model/scripts.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

let goalkeeper: ScriptedService;
beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper?.stop());

test('a model call, then a command → which one runs, since when, and until when at most', async () => {
  const { api, model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  const calling = await api.goal(threadId);
  expect(calling.next.running).toMatchObject([{ what: 'modelCall', summary: 'turn 1 · model' }]);
  expect(calling.actions.toSorted()).toEqual(['check', 'clear', 'edit', 'interrupt', 'pause']);
  const call = { command: 'echo begun; sleep 600', timeoutSeconds: 240 };
  model.reply(threadId, { toolCalls: [{ name: 'shell', arguments: call }] });
  const working = await api.untilGoal(
    threadId,
    ({ next }) => next.running?.[0]?.what === 'toolCall' && next.running[0].until !== undefined,
  );
  const [command] = working.next.running;
  expect(command.summary).toBe('turn 1 · shell echo begun; sleep 600');
  const allowedMs = Date.parse(command.until) - Date.parse(command.since);
  // The command begins a moment after its call.
  expect([allowedMs >= 240_000, allowedMs < 300_000]).toEqual([true, true]);
  await goalkeeper.post(threadId, 'goal/pause');
  const pausing = await api.goal(threadId);
  expect(pausing.next).toMatchObject({
    reason: expect.stringContaining('what runs now ends first; then: the goal is paused'),
    running: [{ what: 'toolCall' }],
  });
  await goalkeeper.post(threadId, 'interrupt');
  const { goal, actions, next } = await goalkeeper.atRest(threadId);
  expect(next).toMatchObject({ action: 'idle', waitsFor: 'person' });
  expect(next).not.toHaveProperty('running');
  expect(goal.actions.toSorted()).toEqual(['check', 'clear', 'edit', 'resume']);
  expect(actions).toEqual(expect.arrayContaining(['message', 'archive']));
});

test('checks → which of them runs, which time, since when and until when at most', async () => {
  const check = { name: 'slow', command: 'sleep 600', timeoutSeconds: 900, runs: 2 };
  const threadId = await goalkeeper.begin({ objective: 'Be patient', verification: { checks: [check] } });
  const goal = await goalkeeper.api.untilGoal(
    threadId,
    ({ next }) => next.running?.[0]?.progress !== undefined,
  );
  const [{ progress, ...work }] = goal.next.running;
  expect(work).toMatchObject({ what: 'checks', summary: 'baseline · checks' });
  expect(progress).toMatchObject({ check: 'slow', run: 1, runs: 2 });
  expect(Date.parse(progress.until) - Date.parse(progress.since)).toBe(900_000);
  await goalkeeper.post(threadId, 'goal/clear');
});

test('a question → with its words and options in `next`; edited meanwhile → the checks run anew, and it says so', async () => {
  const { api, model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  const question = { question: 'Which one?', options: ['left', 'right'] };
  model.reply(threadId, { toolCalls: [{ name: 'request_input', arguments: question }] });
  const { next, actions, request } = await goalkeeper.atRest(threadId);
  expect(next).toMatchObject({
    action: 'needsInput',
    waitsFor: 'person',
    question: { ...question, inputId: request.inputId },
  });
  expect(actions).toContain('answer');
  const checks = [{ name: 'slow', command: 'sleep 600', timeoutSeconds: 900 }];
  await goalkeeper.call(threadId, 'PATCH', 'goal', { verification: { checks } });
  await goalkeeper.post(threadId, `inputs/${request.inputId}`, { answer: 'left' });
  const measuring = await api.untilGoal(threadId, ({ next: now }) => now.running?.[0]?.what === 'checks');
  expect(measuring.next.reason).toContain('the checks run anew before the next turn');
  await goalkeeper.post(threadId, 'goal/clear');
});

test('stalled → resume and wake are what helps, and resume does', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  model.reply(threadId, say('Nothing to do.'));
  await model.untilCall(threadId, 2);
  model.reply(threadId, say('Still nothing.'));
  const { goal } = await goalkeeper.atRest(threadId);
  expect(goal.actions).toEqual(expect.arrayContaining(['resume', 'wake', 'pause']));
  expect(await goalkeeper.post(threadId, 'goal/resume')).toMatchObject({ status: 200 });
  await model.untilCall(threadId, 3);
});
