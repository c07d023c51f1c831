/** `POST goal/check` and the signal `check`, on the whole service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';
import { signalByCli } from '../support/service/temporal-cli.ts';
import { recordHistories } from '../support/workflow/record-histories.ts';

let goalkeeper: ScriptedService;
/** Threads by the test that they belong to; their histories can be kept for the replay test. */
const recorded = new Map<string, string>();

beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(async () => {
  await recordHistories(goalkeeper.service.temporalAddress, recorded);
  await goalkeeper.stop();
});

async function begin(...args: Parameters<ScriptedService['begin']>): Promise<string> {
  const threadId = await goalkeeper.begin(...args);
  recorded.set(threadId, expect.getState().currentTestName ?? threadId);
  return threadId;
}

const runsFor = async (threadId: string, purpose: string): Promise<Json[]> =>
  (await goalkeeper.call(threadId, 'GET', 'goal/checks')).body.runs.filter(
    (run: Json) => run.purpose === purpose,
  );

test('check of a goal at rest → the verdict of now; status, usage and what holds it back stay', async () => {
  const threadId = await begin(FILE_GOAL, inOrder([say('Nothing to do.')]));
  const { goal: before, next } = await goalkeeper.atRest(threadId);
  const failed = await goalkeeper.post(threadId, 'goal/check', { requestId: 'look' });
  expect(failed).toMatchObject({
    status: 200,
    body: { requestId: 'look', proven: false, outcomes: [{ name: 'file', passed: false }] },
  });
  const { goal, next: after } = await goalkeeper.atRest(threadId);
  expect({ status: goal.status, usage: goal.usage, next: after }).toEqual({
    status: before.status,
    usage: before.usage,
    next,
  });
  const { status, body } = await goalkeeper.post(threadId, 'goal/check', { requestId: 'look' });
  expect({ status, body }).toEqual({ status: failed.status, body: failed.body });
  expect(await runsFor(threadId, 'request')).toHaveLength(1);
});

test('check while a turn runs → it waits for the end of the turn, and sees what the turn has done', async () => {
  const threadId = await begin(FILE_GOAL);
  const { model } = goalkeeper;
  await model.untilCall(threadId, 1);
  const checked = goalkeeper.post(threadId, 'goal/check');
  await model.play(threadId, shell('touch done.txt'));
  model.reply(threadId, say('Made.'));
  expect(await checked).toMatchObject({ status: 200, body: { proven: true } });
  // Results that pass complete nothing.
  expect((await goalkeeper.api.goal(threadId)).status).toBe('active');
});

test('complete goal whose file is removed later → the check says so, the goal stays complete as it was', async () => {
  const threadId = await begin(FILE_GOAL, inOrder([shell('touch done.txt'), claim]));
  const { goal: complete } = await goalkeeper.atRest(threadId);
  expect(complete.status).toBe('complete');
  goalkeeper.model.follow(threadId, ({ callsSinceMessage }) =>
    callsSinceMessage.length === 0 ? shell('rm done.txt') : say('Removed.'),
  );
  await goalkeeper.post(threadId, 'messages', { content: 'Tidy up.' });
  await goalkeeper.allEvents(threadId);
  const { body } = await goalkeeper.post(threadId, 'goal/check');
  expect(body).toMatchObject({ proven: false, outcomes: [{ passed: false }] });
  const { goal } = await goalkeeper.atRest(threadId);
  expect(goal).toEqual(complete);
});

test('signal check from the Temporal CLI → as over REST; the outcome tells where the results stand', async () => {
  const threadId = await begin(FILE_GOAL, inOrder([say('Nothing to do.')]));
  await goalkeeper.atRest(threadId);
  await signalByCli(
    goalkeeper.service.temporalAddress,
    threadId,
    'check',
    '--input',
    '{"requestId": "by-cli"}',
  );
  for (;;) {
    const { body } = await goalkeeper.call(threadId, 'GET', 'requests/by-cli');
    if (body.checksSeq === undefined) continue;
    const item = (await goalkeeper.api.items(threadId)).find(({ seq }) => seq === body.checksSeq);
    expect(item?.body).toMatchObject({ type: 'checksRan', purpose: 'request' });
    return;
  }
});

test('no goal → 409', async () => {
  const threadId = await begin();
  await goalkeeper.post(threadId, 'messages', { content: 'Hello' });
  expect(await goalkeeper.post(threadId, 'goal/check')).toMatchObject({
    status: 409,
    body: { code: 'noGoal' },
  });
});
