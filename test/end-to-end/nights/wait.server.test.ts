/** Eight hours of waiting: what ends them, and what does not. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../../support/service/skipped-time.ts';
import { namesOf } from './events.ts';
import { atRest, eventsOf, followNext } from './follow-next.ts';

const HOUR_MS = 3_600_000;

let service: SkippedTimeService;
beforeAll(async () => {
  service = await startSkippedTimeService();
});
afterAll(() => service.stop());

const waitFor = (event: string | null): Reply => ({
  toolCalls: [{ name: 'wait', arguments: { seconds: 8 * 3_600, event, reason: 'a slow job' } }],
});
const DONE = [shell('touch done.txt'), claim];
const post = (threadId: string, path: string, body?: object) =>
  service.api.call('POST', `/v1/threads/${threadId}/${path}`, body);
const lastRequest = (threadId: string): string =>
  JSON.stringify(service.modelCalls(threadId).at(-1)?.request.body);

/** A thread that waits, and since when. */
async function waiting(replies: readonly Reply[]): Promise<{ threadId: string; fromMs: number }> {
  const threadId = await service.threadWith(inOrder(replies), FILE_GOAL);
  const thread = await atRest(service, threadId);
  expect(thread).toMatchObject({ phase: 'waiting', next: { action: 'wait', at: thread.wait.until } });
  expect([thread.wait.reason, thread.goal.wait]).toEqual(['a slow job', thread.wait]);
  const [started] = (await eventsOf(service, threadId)).filter(({ type }) => type === 'waitStarted');
  expect(Date.parse(thread.wait.until)).toBe(started.atMs + 8 * HOUR_MS);
  return { threadId, fromMs: started.atMs };
}

test('wait of eight hours → no model call meanwhile; at the time that was named the goal goes on by itself', async () => {
  const { threadId, fromMs } = await waiting([waitFor(null), ...DONE]);
  await service.skip(7.9 * HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(1);
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'active', phase: 'waiting' });
  const { atMs, seq } = await followNext(service, threadId);
  expect(atMs).toBe(fromMs + 8 * HOUR_MS);
  const events = await eventsOf(service, threadId, seq);
  expect(namesOf(events).slice(0, 2)).toEqual(['waitEnded time', 'turnStarted continuation']);
  expect(JSON.stringify(service.modelCalls(threadId)[1]?.request.body)).toContain('the wait is over: time');
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'complete', usage: { turns: 2 } });
});

test('its event is reported → wakes then; another event does not, and ends the next wait for it at once', async () => {
  const { threadId, fromMs } = await waiting([waitFor('built'), waitFor('reviewed'), ...DONE]);
  await service.skip(2 * HOUR_MS);
  expect(await post(threadId, 'wake', { event: 'reviewed' })).toMatchObject({ status: 200 });
  await service.skip(HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(1);
  expect(await service.api.goal(threadId)).toMatchObject({ phase: 'waiting' });
  expect(await post(threadId, 'wake', { event: 'built' })).toMatchObject({ status: 200 });
  const goal = await service.api.untilGoal(threadId, ({ status }) => status === 'complete');
  expect(goal.usage).toMatchObject({ turns: 2 });
  const events = await eventsOf(service, threadId);
  const waits = events.filter(({ type }) => /wait|eventArrived/.test(type));
  expect(namesOf(waits)).toEqual(['waitStarted', 'eventArrived', 'waitEnded event built']);
  const [, arrived, ended] = waits;
  expect(arrived).toMatchObject({ event: 'reviewed' });
  expect(ended.atMs).toBeGreaterThanOrEqual(fromMs + 3 * HOUR_MS);
  expect(ended.atMs).toBeLessThan(fromMs + 4 * HOUR_MS);
  expect(lastRequest(threadId)).toContain('Event reviewed has come already');
});

test('wake-up call without an event → ends any wait; when nothing waits it is refused', async () => {
  const { threadId, fromMs } = await waiting([waitFor('built'), ...DONE]);
  await service.skip(HOUR_MS);
  expect(await post(threadId, 'wake')).toMatchObject({ status: 200 });
  await service.api.untilGoal(threadId, ({ status }) => status === 'complete');
  const ended = (await eventsOf(service, threadId)).find(({ type }) => type === 'waitEnded');
  expect(ended).toMatchObject({ by: 'wake-up call' });
  expect(ended.atMs).toBeLessThan(fromMs + 2 * HOUR_MS);
  expect(await post(threadId, 'wake')).toMatchObject({ status: 409, body: { code: 'notWaiting' } });
});

test('message during the wait → gets its turn, and the wait goes on to its time', async () => {
  const { threadId, fromMs } = await waiting([waitFor(null), say('Still waiting.'), ...DONE]);
  await service.skip(3 * HOUR_MS);
  expect(await post(threadId, 'messages', { content: 'How far are you?' })).toMatchObject({ status: 201 });
  await service.api.untilGoal(threadId, ({ usage, phase }) => usage.turns === 2 && phase === 'waiting');
  expect(lastRequest(threadId)).toContain('How far are you?');
  await service.skip(4 * HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(2);
  const { atMs } = await followNext(service, threadId);
  expect(atMs).toBe(fromMs + 8 * HOUR_MS);
  await atRest(service, threadId);
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'complete', usage: { turns: 3 } });
});

test('pause during the wait → its time passes without a call; resume → the wait is over and the goal goes on', async () => {
  const { threadId } = await waiting([waitFor(null), ...DONE]);
  await service.skip(HOUR_MS);
  expect(await post(threadId, 'goal/pause')).toMatchObject({ status: 200 });
  const { next } = await atRest(service, threadId);
  expect(next).toMatchObject({ action: 'idle', reason: expect.stringContaining('paused') });
  await service.skip(24 * HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(1);
  const resumedMs = await service.nowMs();
  expect(await post(threadId, 'goal/resume')).toMatchObject({ status: 200 });
  await service.api.untilGoal(threadId, ({ status }) => status === 'complete');
  const ended = (await eventsOf(service, threadId)).filter(({ type }) => type === 'waitEnded');
  expect(ended).toMatchObject([{ by: 'resume' }]);
  expect(ended[0].atMs).toBeGreaterThanOrEqual(resumedMs);
});
