import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../../support/service/skipped-time.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const UNAVAILABLE: Reply = { fault: 'status', status: 503 };
const ASKS_FOR_FIVE_HOURS: Reply = { fault: 'status', status: 429, headers: { 'retry-after': '18000' } };

let service: SkippedTimeService;
/** Both clocks when the service was up: the server's, and the real one. */
let started: { readonly nowMs: number; readonly realMs: number };

beforeAll(async () => {
  service = await startSkippedTimeService({ mayRestart: true });
  started = { nowMs: await service.nowMs(), realMs: Date.now() };
});
afterAll(async () => {
  const hours = ((await service.nowMs()) - started.nowMs) / HOUR_MS;
  const seconds = (Date.now() - started.realMs) / SECOND_MS;
  process.stdout.write(`${hours.toFixed(1)} h have passed in ${seconds.toFixed(1)} s\n`);
  await service.stop();
});

const done = inOrder([shell('touch done.txt'), claim]);
/** Gets the goal done after so many faults. */
function after(faults: number, fault: Reply) {
  let calls = 0;
  return (request: ParsedRequest) => (calls++ < faults ? fault : done(request));
}

const isIdle = (goal: { phase: string }) => goal.phase === 'idle';
const outcomes = (threadId: string, outcome: string) =>
  service.modelCalls(threadId).filter((call) => call.outcome === outcome).length;

test('provider away for an hour → a try a minute, none of them charged; then the goal completes', async () => {
  const fromMs = await service.nowMs();
  let isAway = true;
  const threadId = await service.threadWith((request) => (isAway ? UNAVAILABLE : done(request)), FILE_GOAL);
  await service.skip(HOUR_MS);
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'active', usage: { modelCalls: 0 } });
  isAway = false;
  await service.skip(2 * MINUTE_MS);
  const goal = await service.api.untilGoal(threadId, isIdle);
  expect(goal).toMatchObject({ status: 'complete', usage: { modelCalls: 2, turns: 1 } });
  // Seven within the first minute or so (after 0, 1, 2, 4, ... s), then one in 60 to 66 s.
  expect(outcomes(threadId, 'faulted')).toBeGreaterThan(50);
  expect(outcomes(threadId, 'faulted')).toBeLessThan(70);
  // The third one is for the closing words, after the goal was complete.
  expect(outcomes(threadId, 'answered')).toBe(3);
  expect((await service.nowMs()) - fromMs).toBeGreaterThanOrEqual(HOUR_MS + 2 * MINUTE_MS);
});

test('provider asks for five hours → the goal shows the time; no call before, also with another worker', async () => {
  const threadId = await service.threadWith(after(1, ASKS_FOR_FIVE_HOURS), FILE_GOAL);
  const { resumeAt } = await service.api.untilGoal(threadId, ({ status }) => status === 'usageLimited');
  await service.skip(3 * HOUR_MS);
  await service.restartWorker();
  await service.skip(1.9 * HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(1);
  await service.skipUntil(Date.parse(resumeAt));
  const goal = await service.api.untilGoal(threadId, isIdle);
  expect(goal).toMatchObject({ status: 'complete', usage: { turns: 2, modelCalls: 2 } });
});

test('resting thread → no model call in eight hours; a message then starts a turn', async () => {
  const threadId = await service.threadWith(
    inOrder([say('Nothing to do.'), say('Still nothing.')]),
    FILE_GOAL,
  );
  await service.api.untilGoal(threadId, isIdle);
  await service.skip(8 * HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(2);
  await service.api.call('POST', `/v1/threads/${threadId}/messages`, { content: 'Good morning!' });
  await service.api.untilGoal(threadId, ({ usage }) => usage.modelCalls > 2);
});

test('no worker while an hour passes → what was due in it happens when one is back', async () => {
  let isAway = true;
  const threadId = await service.threadWith((request) => (isAway ? UNAVAILABLE : done(request)), FILE_GOAL);
  await service.skip(MINUTE_MS);
  isAway = false;
  await service.stopWorker();
  const tries = service.modelCalls(threadId).length;
  const skipped = service.skip(HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(tries);
  await service.startWorker();
  await skipped;
  expect(await service.api.untilGoal(threadId, isIdle)).toMatchObject({ status: 'complete' });
});

test('command of six seconds → holds the clock: no time-out of its heartbeats, and it runs once', async () => {
  const checks = [{ name: 'once', command: 'test "$(cat done.txt)" = run' }];
  const script = inOrder([shell('echo run >> runs; sleep 6; cp runs done.txt'), claim]);
  const threadId = await service.threadWith(script, { objective: 'Run once', verification: { checks } });
  await service.skip(HOUR_MS);
  expect(await service.api.untilGoal(threadId, isIdle)).toMatchObject({
    status: 'complete',
    refusedAudits: 0,
  });
});
