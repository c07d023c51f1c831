/** What holds turns apart over a night: a time to begin, a least gap, and back-off after turns that fail. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../../support/service/skipped-time.ts';
import { delaysInSeconds, gapsInSeconds } from './events.ts';
import { atRest, eventsOf, followNext, followToTheEnd } from './follow-next.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const UNREADABLE: Reply = { fault: 'empty200' };
/** A reply that cannot be read is asked for again this often before it ends the turn. */
const ATTEMPTS = 4;

let service: SkippedTimeService;
beforeAll(async () => {
  service = await startSkippedTimeService();
});
afterAll(() => service.stop());

const DONE = [shell('touch done.txt'), claim];
const post = (threadId: string, path: string, body?: object) =>
  service.api.call('POST', `/v1/threads/${threadId}/${path}`, body);

test('least gap of ten minutes → held between all automatic turns, each announced', async () => {
  const replies = ['one', 'two', 'three'].flatMap((text) => [shell(`echo ${text} > notes`), say(text)]);
  const goal = { ...FILE_GOAL, policy: { minGapSeconds: 600 } };
  const threadId = await service.threadWith(inOrder([...replies, ...DONE]), goal);
  const announced = (await followToTheEnd(service, threadId)).map(({ next }) => next);
  const leastGap = expect.objectContaining({ action: 'wait', reason: 'least time between turns' });
  expect(announced).toEqual([leastGap, leastGap, leastGap]);
  const gaps = gapsInSeconds(await eventsOf(service, threadId));
  expect(gaps).toHaveLength(3);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(600);
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'complete' });
});

test('person acts within the gap → a turn at once; the gap then holds anew', async () => {
  const goal = { ...FILE_GOAL, policy: { minGapSeconds: 36_000 } };
  const replies = [shell('echo 1 > notes'), say('One.'), say('Fine.'), ...DONE];
  const threadId = await service.threadWith(inOrder(replies), goal);
  await atRest(service, threadId);
  await service.skip(HOUR_MS);
  await post(threadId, 'messages', { content: 'How are you?' });
  await service.api.untilGoal(threadId, ({ usage, phase }) => usage.turns === 2 && phase === 'waiting');
  await followNext(service, threadId);
  const [toMessage, toNext] = gapsInSeconds(await eventsOf(service, threadId));
  expect(toMessage).toBeLessThan(7_200);
  expect(toNext).toBeGreaterThanOrEqual(36_000);
});

test('not before in six hours → checks are measured, no automatic turn before; a message has its turn anyway', async () => {
  const notBefore = new Date((await service.nowMs()) + 6 * HOUR_MS).toISOString();
  const threadId = await service.threadWith(inOrder([say('Good evening.'), ...DONE]), {
    ...FILE_GOAL,
    notBefore,
  });
  const thread = await atRest(service, threadId);
  expect(thread).toMatchObject({ phase: 'waiting', next: { at: notBefore }, goal: { hasBaseline: true } });
  await service.skip(3 * HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(0);
  await post(threadId, 'messages', { content: 'Good evening!' });
  await service.api.untilGoal(threadId, ({ usage, phase }) => usage.turns === 1 && phase === 'waiting');
  await service.skip(2.9 * HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(1);
  expect(await followNext(service, threadId)).toMatchObject({ next: { at: notBefore } });
  await atRest(service, threadId);
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'complete', usage: { turns: 2 } });
});

test('turns that fail → tried again after 5 s and 10 s; blocked after the third, and so it stays until resumed', async () => {
  let isBroken = true;
  const work = inOrder(DONE);
  const script = (request: ParsedRequest) => (isBroken ? UNREADABLE : work(request));
  const threadId = await service.threadWith(script, FILE_GOAL);
  // The attempts of a turn are a second apart: so much is skipped, and the back-off can be read.
  const announced = await followToTheEnd(service, threadId, (ATTEMPTS - 1) * SECOND_MS);
  await service.skip(8 * HOUR_MS);
  expect(await service.api.goal(threadId)).toMatchObject({
    status: 'blocked',
    statusReason: expect.stringContaining('3 turns in a row'),
    phase: 'idle',
    usage: { turns: 3, modelCalls: 0 },
  });
  expect(service.modelCalls(threadId)).toHaveLength(3 * ATTEMPTS);
  const events = await eventsOf(service, threadId);
  const [first, second] = gapsInSeconds(events);
  expect(first).toBeGreaterThanOrEqual(5);
  expect(second).toBeGreaterThanOrEqual(10);
  // One that a slow machine lets pass before it is read is not among them.
  expect([5, 10]).toEqual(expect.arrayContaining(delaysInSeconds(announced, events)));
  isBroken = false;
  expect(await post(threadId, 'goal/resume')).toMatchObject({ status: 200 });
  const goal = await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  expect(goal).toMatchObject({ status: 'complete', usage: { turns: 4 } });
});
