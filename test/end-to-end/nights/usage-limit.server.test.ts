/** A provider's usage limit overnight: the goal rests, and goes on by itself when it is lifted. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, shell } from '../../support/model/scripts.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../../support/service/skipped-time.ts';
import { namesOf } from './events.ts';
import { atRest, eventsOf, followNext } from './follow-next.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let service: SkippedTimeService;
beforeAll(async () => {
  service = await startSkippedTimeService();
});
afterAll(() => service.stop());

const limit = (error: object): Reply => ({
  fault: 'status',
  status: 429,
  body: { error: { message: 'The usage limit has been reached', ...error } },
});
/** The provider counts in whole seconds. */
const seconds = (ms: number): number => Math.ceil(ms / 1000);

const work = inOrder([shell('echo half > half.txt'), shell('touch done.txt'), claim]);
/** Refuses the second call, and whatever follows it while `isLimited` says so. */
function refusing(fault: Reply, isLimited: (refused: number) => boolean) {
  let calls = 0;
  let refused = 0;
  return (request: ParsedRequest) => {
    calls += 1;
    if (calls === 1 || !isLimited(refused)) return work(request);
    refused += 1;
    return fault;
  };
}
const once = (refused: number) => refused === 0;
const complete = { status: 'complete', usage: { turns: 2, modelCalls: 3 } };

test('limit with its reset time in five hours → what was spent counts, no call before, one goes on by itself then [C77 C81]', async () => {
  const resetsAt = seconds((await service.nowMs()) + 5 * HOUR_MS);
  const script = refusing(limit({ type: 'usage_limit_reached', resets_at: resetsAt }), once);
  const threadId = await service.threadWith(script, FILE_GOAL);
  await atRest(service, threadId);
  const resumeAt = new Date(resetsAt * 1000).toISOString();
  expect(await service.api.goal(threadId)).toMatchObject({
    status: 'usageLimited',
    statusReason: expect.stringContaining('usage limit'),
    resumeAt,
    phase: 'waiting',
    next: { action: 'wait', at: resumeAt },
    tokensUsed: expect.any(Number),
    usage: { modelCalls: 1, toolCalls: 1, turns: 1, inputTokens: expect.any(Number) },
  });
  const spent = service.modelCalls(threadId)[0]?.usage;
  expect((await service.api.goal(threadId)).usage.inputTokens).toBe(spent?.inputTokens);
  await service.skip(4.9 * HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(2);
  const { seq } = await followNext(service, threadId);
  const names = namesOf(await eventsOf(service, threadId, seq));
  expect(names.slice(0, 2)).toEqual(['goalChanged usageLimitLifted', 'turnStarted continuation']);
  expect(names.filter((name) => name.startsWith('turnStarted'))).toHaveLength(1);
  const goal = await service.api.goal(threadId);
  expect(goal).toMatchObject(complete);
  expect(goal).not.toHaveProperty('resumeAt');
});

test('limit that says in how many seconds it is over → counted by the clock of the workflow', async () => {
  const script = refusing(limit({ code: 'usage_limit_reached', resets_in_seconds: 3 * 3_600 }), once);
  const threadId = await service.threadWith(script, FILE_GOAL);
  const { next } = await atRest(service, threadId);
  const limited = (await eventsOf(service, threadId)).find(({ change }) => change === 'usageLimited');
  expect(Date.parse(next.at)).toBe(limited.atMs + 3 * HOUR_MS);
  await followNext(service, threadId);
  await atRest(service, threadId);
  expect(await service.api.goal(threadId)).toMatchObject(complete);
});

test('spent account that names no time → stays as it is overnight, and goes on when resumed [C81]', async () => {
  const script = refusing(limit({ code: 'insufficient_quota' }), once);
  const threadId = await service.threadWith(script, FILE_GOAL);
  const { next, goal } = await atRest(service, threadId);
  expect(goal.status).toBe('usageLimited');
  expect(goal).not.toHaveProperty('resumeAt');
  expect(next).toMatchObject({ action: 'idle', reason: expect.stringContaining('usageLimited') });
  await service.skip(12 * HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(2);
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'usageLimited', phase: 'idle' });
  const resumed = await service.api.call('POST', `/v1/threads/${threadId}/goal/resume`);
  expect(resumed).toMatchObject({ status: 200 });
  expect(await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle')).toMatchObject(complete);
});

test('paused while it is limited → the reset time passes without a call; goes on when resumed', async () => {
  const script = refusing(limit({ code: 'usage_limit_reached', resets_in_seconds: 3_600 }), once);
  const threadId = await service.threadWith(script, FILE_GOAL);
  await atRest(service, threadId);
  const path = `/v1/threads/${threadId}/goal`;
  const paused = await service.api.call('POST', `${path}/pause`);
  expect(paused).toMatchObject({ status: 200, body: { status: 'paused' } });
  expect(paused.body.goal).not.toHaveProperty('resumeAt');
  await service.skip(8 * HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(2);
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'paused', phase: 'idle' });
  expect(await service.api.call('POST', `${path}/resume`)).toMatchObject({ status: 200 });
  expect(await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle')).toMatchObject(complete);
});

test('reset time that is past, again and again → one call a minute and not more; then the goal completes', async () => {
  const resetsAt = seconds((await service.nowMs()) - HOUR_MS);
  const fault = limit({ code: 'usage_limit_reached', resets_at: resetsAt });
  const threadId = await service.threadWith(
    refusing(fault, (refused) => refused < 5),
    FILE_GOAL,
  );
  const { next } = await atRest(service, threadId);
  const limited = (await eventsOf(service, threadId)).find(({ change }) => change === 'usageLimited');
  expect(Date.parse(next.at)).toBe(limited.atMs + MINUTE_MS);
  await service.skip(20 * MINUTE_MS);
  expect(await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle')).toMatchObject({
    status: 'complete',
  });
  const events = await eventsOf(service, threadId);
  const starts = events.filter(({ type }) => type === 'turnStarted').map(({ atMs }) => atMs);
  expect(starts).toHaveLength(6);
  for (const [index, startMs] of starts.slice(1).entries())
    expect(startMs - (starts[index] ?? 0)).toBeGreaterThanOrEqual(MINUTE_MS);
});
