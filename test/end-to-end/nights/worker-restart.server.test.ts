/** Another worker in the middle of the night: what was to happen still does, at its time. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../../support/service/skipped-time.ts';
import { atRest, followNext } from './follow-next.ts';

const HOUR_MS = 3_600_000;

let service: SkippedTimeService;
beforeAll(async () => {
  service = await startSkippedTimeService({ mayRestart: true });
});
afterAll(() => service.stop());

const DONE = [shell('touch done.txt'), claim];
const WAIT: Reply = {
  toolCalls: [{ name: 'wait', arguments: { seconds: 8 * 3_600, event: 'built', reason: null } }],
};

/** Refuses the first call until `resetsAt`, in seconds. */
function limitedUntil(resetsAt: number) {
  const work = inOrder(DONE);
  let calls = 0;
  return (request: ParsedRequest): Reply =>
    calls++ > 0
      ? work(request)
      : {
          fault: 'status',
          status: 429,
          body: { error: { code: 'usage_limit_reached', message: 'Enough for now', resets_at: resetsAt } },
        };
}

test('worker goes and another comes at three in the night → each thread goes on at its own time, none before', async () => {
  const fromMs = await service.nowMs();
  const inHours = (hours: number): number => fromMs + hours * HOUR_MS;
  const limited = await service.threadWith(limitedUntil(Math.ceil(inHours(5) / 1000)), FILE_GOAL);
  const notBefore = new Date(inHours(6)).toISOString();
  const early = await service.threadWith(inOrder(DONE), { ...FILE_GOAL, notBefore });
  const waiting = await service.threadWith(inOrder([WAIT, ...DONE]), FILE_GOAL);
  const budget = { deadline: new Date(inHours(10)).toISOString() };
  const stalled = await service.threadWith(inOrder([say('Nothing to do.')]), { ...FILE_GOAL, budget });
  const threads = [limited, early, waiting, stalled];
  const views = async () => {
    const all = await Promise.all(threads.map((threadId) => atRest(service, threadId)));
    return all.map(({ phase, next, goal: { status, usage } }) => ({ phase, next, status, usage }));
  };
  const before = await views();
  for (const { phase, next } of before)
    expect({ phase, next }).toMatchObject({ phase: 'waiting', next: { at: expect.any(String) } });
  await service.skip(3 * HOUR_MS);
  await service.restartWorker();
  expect(await views()).toEqual(before);
  await service.skip(1.9 * HOUR_MS);
  const calls = threads.map((threadId) => service.modelCalls(threadId).length);
  expect(calls).toEqual([1, 0, 1, 2]);

  for (const threadId of [limited, early, waiting]) {
    await followNext(service, threadId);
    const goal = await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
    expect(goal.status).toBe('complete');
  }
  await followNext(service, stalled);
  const ended = await service.api.untilGoal(stalled, ({ phase }) => phase === 'idle');
  expect(ended.status).toBe('budgetLimited');
});

test('no worker for two hours, in which the event is reported → none of them counts as active; wakes when one is back [C63 C99]', async () => {
  const threadId = await service.threadWith(inOrder([WAIT, ...DONE]), FILE_GOAL);
  const before = await atRest(service, threadId);
  await service.skip(HOUR_MS);
  await service.stopWorker();
  await service.skip(2 * HOUR_MS);
  const reply = await service.api.call('POST', `/v1/threads/${threadId}/wake`, { event: 'built' });
  expect(reply).toMatchObject({ status: 202 });
  await service.startWorker();
  const goal = await service.api.untilGoal(threadId, ({ status }) => status === 'complete');
  expect(goal).toMatchObject({ usage: { turns: 2 } });
  // The turn took some of it, which is much less.
  expect(goal.usage.activeMs).toBeLessThan(before.goal.usage.activeMs + HOUR_MS);
});
