/**
 * A person acts while the checks of a claim run, over real Temporal; an audit is held in the journal until
 * the test has acted.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { replySeqOf } from '../../context/transcript/transcript.ts';
import type { Journal } from '../../journal/journal.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../support/service/skipped-time.ts';

let release: () => void = () => {};
let isReleased: Promise<void>;

/** Audits are the only calls that are begun by a claim. */
const holding = (journal: Journal): Journal => ({
  ...journal,
  async beginCall(threadId, call, entry) {
    if (call.kind === 'toolResult') {
      const reply = await journal.readItem(threadId, replySeqOf(call.callId));
      if (reply?.body.includes('"complete')) await isReleased;
    }
    return journal.beginCall(threadId, call, entry);
  },
});

let service: SkippedTimeService;
beforeAll(async () => {
  service = await startSkippedTimeService({ workerJournal: holding });
});
afterAll(() => service?.stop());
beforeEach(() => {
  isReleased = new Promise((resolve) => {
    release = resolve;
  });
});

/** The model has done the work and claimed; its checks do not end before the release. */
async function auditing(): Promise<string> {
  const work = inOrder([shell('touch done.txt'), claim, say('So be it.')]);
  const threadId = await service.threadWith(work, FILE_GOAL);
  await service.api.untilGoal(threadId, ({ phase }) => phase === 'auditing');
  return threadId;
}
const edit = (threadId: string, patch: object) =>
  service.api.call('PATCH', `/v1/threads/${threadId}/goal`, patch);
const post = (threadId: string, path: string, body: object = {}) =>
  service.api.call('POST', `/v1/threads/${threadId}/${path}`, body);
const lastRequest = (threadId: string): string =>
  JSON.stringify(service.modelCalls(threadId).at(-1)?.request ?? {});

test('the budget is raised while the checks run → the verdict counts: complete, in the edited revision', async () => {
  const threadId = await auditing();
  expect(await edit(threadId, { budget: { turns: 60 } })).toMatchObject({ status: 200 });
  release();
  const goal = await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  expect(goal).toMatchObject({ status: 'complete', revision: 2, contract: { budget: { turns: 60 } } });
  expect(lastRequest(threadId)).toContain('The goal is complete: the service ran the checks');
});

test('the objective is edited while the checks run → the verdict does not count, and the model is told so', async () => {
  const threadId = await auditing();
  expect(await edit(threadId, { objective: 'Make it, and say so' })).toMatchObject({ status: 200 });
  release();
  const goal = await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  expect(goal).toMatchObject({ status: 'active', revision: 2, refusedAudits: 0 });
  expect(lastRequest(threadId)).toContain('this verdict does not count');
  expect(lastRequest(threadId)).not.toContain('The goal is complete');
});

test('paused while the checks run → stays paused; resume completes the goal without a model call', async () => {
  const threadId = await auditing();
  expect(await post(threadId, 'goal/pause')).toMatchObject({ status: 200 });
  release();
  const paused = await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  expect(paused).toMatchObject({
    status: 'paused',
    statusReason: expect.stringContaining('resuming completes it'),
  });
  expect(await post(threadId, 'goal/resume')).toMatchObject({
    status: 200,
    body: { goal: { status: 'complete' } },
  });
  expect(service.modelCalls(threadId)).toHaveLength(2);
});

test('paused while the checks run, then a message has its turn → the claim lapses, and resume goes on', async () => {
  const threadId = await auditing();
  await post(threadId, 'goal/pause');
  release();
  await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  await post(threadId, 'messages', { content: 'And now?' });
  await service.api.untilGoal(
    threadId,
    ({ phase }) => phase === 'idle' && service.modelCalls(threadId).length === 3,
  );
  await post(threadId, 'goal/resume');
  await service.api.untilGoal(
    threadId,
    ({ phase }) => phase === 'idle' && service.modelCalls(threadId).length === 5,
  );
  // The turn of words is followed by one that is told of it.
  const resumed = JSON.stringify(service.modelCalls(threadId)[3]?.request);
  expect(resumed).toContain('Your last claim of completion has lapsed');
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'active' });
});
