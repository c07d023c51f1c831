/**
 * A model that gets nowhere all night: it is asked later and later, and in the end not at all, and the thread
 * says so.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../../support/service/skipped-time.ts';
import { delaysInSeconds, gapsInSeconds } from './events.ts';
import { atRest, eventsOf, followToTheEnd } from './follow-next.ts';

const HOUR_MS = 3_600_000;

let service: SkippedTimeService;
beforeAll(async () => {
  service = await startSkippedTimeService();
});
afterAll(() => service.stop());

/** Each turn makes the given calls one after another, and ends in words; the same in all turns. */
const eachTurn = (...calls: readonly Reply[]) => {
  return ({ callsSinceMessage }: ParsedRequest): Reply =>
    calls[callsSinceMessage.length] ?? say('I am making good progress.');
};
const read: Reply = { toolCalls: [{ name: 'read_file', arguments: { path: 'notes.txt' } }] };
const swap = shell('if test -f a; then mv a b; else rm -f b; touch a; fi');
const same = shell('echo same');

/** Gaps between turns, as they were and as they were announced, once nothing goes on by itself. */
async function untilStalled(threadId: string) {
  const announced = await followToTheEnd(service, threadId);
  const events = await eventsOf(service, threadId);
  return {
    gaps: gapsInSeconds(events),
    delays: delaysInSeconds(announced, events),
    stalls: events.filter(({ type }) => type === 'goalStalled').length,
  };
}

async function expectAtRestAllNight(threadId: string): Promise<void> {
  const calls = service.modelCalls(threadId).length;
  await service.skip(8 * HOUR_MS);
  expect(service.modelCalls(threadId)).toHaveLength(calls);
  expect(await service.api.goal(threadId)).toMatchObject({
    status: 'active',
    phase: 'idle',
    next: { action: 'idle', reason: expect.stringMatching(/^stalled: .*; a message or resume goes on$/) },
  });
}

const NOWHERE: [what: string, calls: readonly Reply[], policy: object][] = [
  ['the same command with the same result', [same], {}],
  ['only reading', [read], {}],
  ['only refused claims, with onNoToolCall backoff', [claim], { onNoToolCall: 'backoff' }],
  ['only words, with onNoToolCall backoff', [], { onNoToolCall: 'backoff' }],
];

test.each(NOWHERE)(
  'turns of %s → back-off of 10, 20, 40 and 80 s, then the goal stalls, and no call is made all night',
  async (_, calls, policy) => {
    const threadId = await service.threadWith(eachTurn(...calls), { ...FILE_GOAL, policy });
    const { gaps, delays, stalls } = await untilStalled(threadId);
    expect(gaps).toHaveLength(4);
    for (const [index, least] of [10, 20, 40, 80].entries())
      expect(gaps[index]).toBeGreaterThanOrEqual(least);
    expect(delays).toEqual([10, 20, 40, 80]);
    expect(stalls).toBe(1);
    expect(service.modelCalls(threadId)).toHaveLength(5 * (calls.length + 1));
    await expectAtRestAllNight(threadId);
  },
);

test('workspace goes back and forth between two states → only the first time is progress', async () => {
  const threadId = await service.threadWith(eachTurn(swap), FILE_GOAL);
  const { delays, stalls } = await untilStalled(threadId);
  expect(delays).toEqual([10, 20, 40, 80]);
  expect(stalls).toBe(1);
  // Two new states, and five turns that bring nothing new.
  expect(await service.api.goal(threadId)).toMatchObject({ usage: { turns: 7 } });
  // What the stall leaves is looked at, as at any other end.
  const { body } = await service.api.call('GET', `/v1/threads/${threadId}/goal/report`);
  expect(body.headline.changed).toBe('1 file since the accepted state');
});

test('real change of the workspace → goes on at once, and back-off begins anew', async () => {
  const turns = [same, same, shell('echo new > notes.txt'), same, same, shell('touch done.txt')];
  const replies = turns.flatMap((call) => [call, say('Next.')]);
  const threadId = await service.threadWith(inOrder([...replies, claim]), FILE_GOAL);
  const { gaps, delays, stalls } = await untilStalled(threadId);
  expect(delays).toEqual([10, 20, 10, 20]);
  expect(gaps).toHaveLength(6);
  expect(gaps[2]).toBeLessThan(10);
  expect(stalls).toBe(0);
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'complete', usage: { turns: 7 } });
});

test('only words: continue → at once, but five turns at most; suppress → told once, stalls after the second [C86]', async () => {
  const words = (onNoToolCall: string) =>
    service.threadWith(eachTurn(), { ...FILE_GOAL, policy: { onNoToolCall } });
  const [eager, careful] = [await words('continue'), await words('suppress')];
  await service.skip(HOUR_MS);
  const { gaps, delays } = await untilStalled(eager);
  expect([gaps.length, delays]).toEqual([4, []]);
  expect(Math.max(...gaps)).toBeLessThan(10);
  expect(service.modelCalls(eager)).toHaveLength(5);
  expect(service.modelCalls(careful)).toHaveLength(2);
  await expectAtRestAllNight(eager);
  await expectAtRestAllNight(careful);
});

test('stalled goal is resumed → goes on at once, with the same patience as before', async () => {
  const threadId = await service.threadWith(eachTurn(same), { ...FILE_GOAL, policy: { stallAfterTurns: 2 } });
  expect(await untilStalled(threadId)).toMatchObject({ delays: [10], stalls: 1 });
  await expectAtRestAllNight(threadId);
  expect(await service.api.call('POST', `/v1/threads/${threadId}/goal/resume`)).toMatchObject({
    status: 200,
  });
  await service.api.untilGoal(threadId, ({ usage }) => usage.turns > 2);
  const { delays, stalls } = await untilStalled(threadId);
  expect({ delays, stalls }).toEqual({ delays: [10], stalls: 2 });
  expect(await atRest(service, threadId)).toMatchObject({ goal: { usage: { turns: 4 } } });
});
