/**
 * A model that takes the honest way out: it contests a check, a person is asked, and no answer completes the
 * goal.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reply } from '../../scripted-model/reply.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

let goalkeeper: ScriptedService;
beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper?.stop());

const GOAL = {
  objective: 'Write done.txt, and never write never.txt',
  verification: {
    checks: [
      { name: 'done', command: 'test -f done.txt' },
      { name: 'never', command: 'test -f never.txt' },
    ],
  },
};
const contests = (check: string, fields: object = {}): Reply => ({
  toolCalls: [
    {
      name: 'update_goal',
      arguments: {
        ...{ status: 'contested', check, contradiction: 'The objective forbids never.txt.' },
        evidence: [{ kind: 'check', ref: check }],
        ...fields,
      },
    },
  ],
});
const edit = (threadId: string, patch: object) => goalkeeper.call(threadId, 'PATCH', 'goal', patch);

/** The goal's model has contested a check that the objective rules out. */
async function asked(): Promise<{ threadId: string; request: Json }> {
  const threadId = await goalkeeper.begin(GOAL);
  await goalkeeper.model.untilCall(threadId, 1);
  goalkeeper.model.reply(threadId, contests('never'));
  const { phase, request } = await goalkeeper.atRest(threadId);
  expect(phase).toBe('needsInput');
  return { threadId, request };
}
const answer = (threadId: string, { inputId }: Json, body: object) =>
  goalkeeper.post(threadId, `inputs/${inputId}`, body);

test('contested → a person is asked with check, contradiction, evidence and time; nothing runs meanwhile', async () => {
  const { threadId, request } = await asked();
  expect(request).toMatchObject({
    kind: 'contestedCheck',
    check: 'never',
    options: ['stands', 'edit'],
    contradiction: 'The objective forbids never.txt.',
    evidence: [{ kind: 'check', ref: 'never', isFound: true, says: expect.stringContaining('never') }],
    ifUnanswered: 'the check stands, and the goal goes on',
  });
  const goal = await goalkeeper.api.goal(threadId);
  expect(goal).toMatchObject({
    status: 'active',
    next: { action: 'needsInput', at: request.until },
    contests: [{ check: 'never', ruling: 'open', contradiction: 'The objective forbids never.txt.' }],
  });
  expect(goalkeeper.model.calls(threadId)).toBe(1);
  const { body } = await goalkeeper.post(threadId, 'commands', { text: '/goal' });
  expect(body.text).toContain('Type /goal stands <reason>');
  const report = await goalkeeper.call(threadId, 'GET', 'goal/report');
  expect(report.body.summary).toContain('the model contested never: a person has to rule on it');
});

test('stands → the model reads so with the words; the same contest again is answered at once, and nothing completes', async () => {
  const { model } = goalkeeper;
  const { threadId, request } = await asked();
  expect(await answer(threadId, request, { answer: 'accept' })).toMatchObject({ status: 400 });
  expect(await answer(threadId, request, { answer: 'edit', reason: 'no' })).toMatchObject({ status: 400 });
  const stands = await answer(threadId, request, { answer: 'stands', reason: 'It is meant so.' });
  expect(stands).toMatchObject({ status: 200, body: { answer: 'stands', goal: { status: 'active' } } });
  const { input, transcript } = await model.untilCall(threadId, 2);
  expect(transcript.at(-2)).toMatchObject({ text: 'The check that you contested stands:\nIt is meant so.' });
  expect(String(input.at(-1)?.content)).toContain('a person ruled that it stands');
  const third = await model.play(threadId, contests('never'));
  expect(third.callsSinceMessage.at(-1)?.output).toContain('a person ruled that it stands');
  model.reply(threadId, say('So be it.'));
  await model.untilCall(threadId, 4);
  expect((await goalkeeper.view(threadId)).goal.status).toBe('active');
});

test('the check is edited → that answers the question; the goal goes on and is proven by the new contract', async () => {
  const { model } = goalkeeper;
  const { threadId } = await asked();
  model.follow(threadId, inOrder([contests('never'), shell('touch done.txt'), claim]));
  const checks = [GOAL.verification.checks[0], { name: 'never', command: 'test ! -f never.txt' }];
  expect((await edit(threadId, { verification: { checks } })).status).toBe(200);
  const { goal } = await goalkeeper.atRest(threadId);
  expect(goal).toMatchObject({
    status: 'complete',
    revision: 2,
    contests: [{ check: 'never', ruling: 'edited' }],
  });
  const report = await goalkeeper.call(threadId, 'GET', 'goal/report');
  expect(report.body.summary).toContain('the model contested never: the contract was edited since');
});

test('another check is edited → the question stays open; "edit" pauses the goal; /goal stands is refused then', async () => {
  const { threadId, request } = await asked();
  await edit(threadId, { budget: { turns: 50 } });
  expect(await goalkeeper.view(threadId)).toMatchObject({
    phase: 'needsInput',
    request: { inputId: request.inputId },
  });
  expect(await answer(threadId, request, { answer: 'edit' })).toMatchObject({
    status: 200,
    body: { goal: { status: 'paused', contests: [{ ruling: 'editing' }] } },
  });
  const typed = await goalkeeper.post(threadId, 'commands', { text: '/goal stands' });
  expect(typed).toMatchObject({ status: 409, body: { code: 'noOpenRequest' } });
});

test('/goal stands with a reason → as over REST', async () => {
  const { threadId } = await asked();
  const typed = await goalkeeper.post(threadId, 'commands', { text: '/goal stands It is meant so.' });
  expect(typed).toMatchObject({
    status: 200,
    body: { command: 'stands', text: expect.stringContaining('The check stands.') },
  });
  const { transcript } = await goalkeeper.model.untilCall(threadId, 2);
  expect(transcript.at(-2)).toMatchObject({ text: 'The check that you contested stands:\nIt is meant so.' });
});

test('a check that is not there, or without evidence → told so; evidence that is not found → shown as such', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(GOAL);
  await model.untilCall(threadId, 1);
  const second = await model.play(threadId, contests('ever'));
  expect(second.callsSinceMessage.at(-1)?.output).toContain('Its checks are: "done", "never".');
  const third = await model.play(threadId, contests('never', { evidence: [] }));
  expect(third.callsSinceMessage.at(-1)?.output).toContain('evidence: is required with status contested');
  model.reply(threadId, contests('never', { evidence: [{ kind: 'item', ref: '9999' }] }));
  const { request } = await goalkeeper.atRest(threadId);
  expect(request.evidence).toMatchObject([{ ref: '9999', isFound: false }]);
});
