/**
 * A deadline in the night: whatever the thread was doing, the goal is out of budget then, and sums up once.
 */
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

const iso = (ms: number): string => new Date(ms).toISOString();
const inHours = async (hours: number): Promise<string> => iso((await service.nowMs()) + hours * HOUR_MS);
const call = (name: string, args: object): Reply => ({ toolCalls: [{ name, arguments: args }] });

const waits = call('wait', { seconds: 8 * 3_600, event: null, reason: null });
const asks = call('request_input', { question: 'Which one?', options: null });
/** A question of the model outlasts the deadline. */
const PATIENT = { questionTimeoutSeconds: 86_400 };
const works = shell('echo half > half.txt');
const DONE = [shell('touch done.txt'), claim];

/**
 * Nothing but the summary turn came after the deadline, and it could call no tool; nothing more comes that
 * night.
 */
async function expectWrappedUpOnce(threadId: string, callsBefore: number): Promise<void> {
  await service.skip(8 * HOUR_MS);
  const calls = service.modelCalls(threadId).slice(callsBefore);
  expect(calls.map(({ request }) => request.tools)).toEqual([[]]);
  expect(JSON.stringify(calls[0]?.request.body)).toContain('The budget is used up.');
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'budgetLimited', phase: 'idle' });
}

const RESTS: [what: string, replies: readonly Reply[], policy: object, phase: string][] = [
  ['a wait', [waits], {}, 'waiting'],
  ['a stall', [say('Nothing to do.'), say('Still nothing.')], {}, 'waiting'],
  ['an open question', [asks], PATIENT, 'needsInput'],
  ['the least time between two turns', [works, say('Later.')], { minGapSeconds: 36_000 }, 'waiting'],
];

test.each(RESTS)(
  'deadline passes during %s → out of budget then; one wrap-up turn without tools, and no other [C73 C74]',
  async (_, replies, policy, phase) => {
    const deadline = await inHours(4);
    const goal = { ...FILE_GOAL, policy, budget: { deadline } };
    const threadId = await service.threadWith(inOrder(replies), goal);
    const thread = await atRest(service, threadId);
    expect(thread).toMatchObject({ phase, goal: { status: 'active' }, next: { at: deadline } });
    const { seq } = await followNext(service, threadId);
    const names = namesOf(await eventsOf(service, threadId, seq)).filter((name) => !name.startsWith('input'));
    expect(names).toEqual(['goalChanged budgetReached', 'turnStarted wrapUp', 'turnEnded wrapUp']);
    await expectWrappedUpOnce(threadId, replies.length);
    const { statusReason } = await service.api.goal(threadId);
    expect(statusReason).toContain(`deadline: ${deadline} has passed`);
  },
);

test('open question at the deadline → withdrawn: its answer is refused', async () => {
  const budget = { deadline: await inHours(1) };
  const threadId = await service.threadWith(inOrder([asks]), { ...FILE_GOAL, budget, policy: PATIENT });
  const { request } = await atRest(service, threadId);
  const { seq } = await followNext(service, threadId);
  const [first] = await eventsOf(service, threadId, seq);
  expect(first).toMatchObject({ type: 'inputWithdrawn', inputId: request.inputId });
  const answer = await service.api.call('POST', `/v1/threads/${threadId}/inputs/${request.inputId}`, {
    answer: 'That one.',
  });
  expect(answer).toMatchObject({ status: 409, body: { code: 'noOpenRequest' } });
  expect(await service.api.call('GET', `/v1/threads/${threadId}`)).not.toHaveProperty('body.request');
});

test('deadline that has passed when the goal arrives → out of budget from the first moment, nothing is begun [C12]', async () => {
  // REST lives in real time, which the night has left behind; so a goal looks that was long on its way.
  await service.skip(2 * HOUR_MS);
  const budget = { deadline: iso(Date.now() + HOUR_MS) };
  const threadId = await service.threadWith(inOrder(DONE), { ...FILE_GOAL, budget });
  await atRest(service, threadId);
  await expectWrappedUpOnce(threadId, 0);
  const names = namesOf(await eventsOf(service, threadId));
  expect(names).toEqual([
    'goalChanged set',
    'goalChanged budgetReached',
    'turnStarted wrapUp',
    'turnEnded wrapUp',
  ]);
});

test('deadline before the time to begin → the first turn never comes', async () => {
  const [deadline, notBefore] = [await inHours(1), await inHours(2)];
  const threadId = await service.threadWith(inOrder(DONE), { ...FILE_GOAL, notBefore, budget: { deadline } });
  expect(await atRest(service, threadId)).toMatchObject({ phase: 'waiting', next: { at: deadline } });
  await followNext(service, threadId);
  await expectWrappedUpOnce(threadId, 0);
});

test('deadline raised → nothing starts until resumed; a second deadline wraps up anew; raised again, the goal completes', async () => {
  const silent = [say('Nothing to do.'), say('Still nothing.')];
  const replies = [works, say('Later.'), say('Summary.'), ...silent, say('Summary.'), ...DONE];
  const policy = { minGapSeconds: 36_000 };
  const goal = { ...FILE_GOAL, policy, budget: { deadline: await inHours(1) } };
  const threadId = await service.threadWith(inOrder(replies), goal);
  const path = `/v1/threads/${threadId}/goal`;
  const raise = async (more: object = {}) =>
    service.api.call('PATCH', path, { budget: { deadline: await inHours(24) }, ...more });
  await followNext(service, threadId);
  await expectWrappedUpOnce(threadId, 2);
  const refused = { status: 409, body: { code: 'budgetExhausted' } };
  expect(await service.api.call('POST', `${path}/resume`)).toMatchObject(refused);
  expect(await raise()).toMatchObject({ status: 200 });
  await service.skip(HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(3);
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'budgetLimited', phase: 'idle' });
  expect(await service.api.call('POST', `${path}/resume`)).toMatchObject({ status: 200 });
  for (const turns of [3, 4]) {
    await service.api.untilGoal(threadId, ({ usage, phase }) => usage.turns === turns && phase === 'waiting');
    await followNext(service, threadId);
  }
  await expectWrappedUpOnce(threadId, 5);
  expect(await raise({ status: 'active' })).toMatchObject({ status: 200, body: { status: 'active' } });
  const ended = await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  expect(ended).toMatchObject({ status: 'complete' });
});

test('deadline passes while the provider is away → the call is given up, and only the summary is paid for when it is back', async () => {
  let isAway = true;
  const script = (request: { tools: readonly unknown[] }): Reply => {
    if (isAway) return { fault: 'status', status: 503 };
    return request.tools.length === 0 ? say('Nothing was done.') : works;
  };
  const budget = { deadline: await inHours(1) };
  const threadId = await service.threadWith(script, { ...FILE_GOAL, budget });
  await service.api.untilGoal(threadId, ({ usage }) => usage.turns === 1);
  await service.skip(5 * HOUR_MS);
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'budgetLimited' });
  isAway = false;
  await service.skip(HOUR_MS);
  const resting = await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  expect(resting).toMatchObject({ status: 'budgetLimited', usage: { modelCalls: 1 } });
});
