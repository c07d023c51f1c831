/** Active time: only what runs costs it, however long the night is. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import type { Json } from '../../support/service/api.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../../support/service/skipped-time.ts';
import { atRest, eventsOf, followNext } from './follow-next.ts';

const HOUR_MS = 3_600_000;
/** More than a turn of these tests can take; much less than a night. */
const A_TURN_MS = 180_000;

let service: SkippedTimeService;
beforeAll(async () => {
  service = await startSkippedTimeService();
});
afterAll(() => service.stop());

const WAIT: Reply = {
  toolCalls: [{ name: 'wait', arguments: { seconds: 8 * 3_600, event: null, reason: null } }],
};
const DONE = [shell('touch done.txt'), claim];
const post = async (threadId: string, path: string, body?: object): Promise<void> => {
  const { status } = await service.api.call('POST', `/v1/threads/${threadId}/${path}`, body);
  expect([200, 201]).toContain(status);
};
const activeMs = async (threadId: string): Promise<number> =>
  (await service.api.goal(threadId)).usage.activeMs;

/** A thread whose first model call runs, and would for a minute; then it plays the script. */
async function inFirstCall(script: (request: ParsedRequest) => Reply): Promise<string> {
  let calls = 0;
  const slowly = (request: ParsedRequest): Reply =>
    calls++ === 0 ? { message: 'too late', delayMs: 60_000 } : script(request);
  const threadId = await service.threadWith(slowly, FILE_GOAL);
  while (service.modelCalls(threadId).length === 0)
    await service.api.untilGoal(threadId, ({ usage }) => usage.turns === 1);
  return threadId;
}

type Rest = [what: string, status: string, begin: () => Promise<string>, goOn: string];
const RESTS: Rest[] = [
  ['waits', 'active', () => service.threadWith(inOrder([WAIT, ...DONE]), FILE_GOAL), 'wake'],
  [
    'is paused while it waits',
    'paused',
    async () => {
      const threadId = await service.threadWith(inOrder([WAIT, ...DONE]), FILE_GOAL);
      await atRest(service, threadId);
      await post(threadId, 'goal/pause');
      return threadId;
    },
    'goal/resume',
  ],
  [
    'is interrupted in a model call',
    'paused',
    async () => {
      const threadId = await inFirstCall(inOrder(DONE));
      await post(threadId, 'interrupt');
      return threadId;
    },
    'goal/resume',
  ],
  [
    'is left active and at rest after a message that interrupts',
    'active',
    async () => {
      const threadId = await inFirstCall(
        inOrder([say('Stopped.'), say('Nothing to do.'), say('Still nothing.'), ...DONE]),
      );
      await post(threadId, 'messages', { content: 'Stop that.', delivery: 'interrupt' });
      return threadId;
    },
    'wake',
  ],
];

test.each(RESTS)(
  'goal %s → hours of it cost no active time; only the turn after them does [C62 C126 C131]',
  async (_, status, begin, goOn) => {
    const threadId = await begin();
    // Waits until the journal has everything, so that nothing is at work any more.
    await eventsOf(service, threadId);
    const { usage } = await service.api.goal(threadId);
    await service.skip(7.9 * HOUR_MS);
    expect(await service.api.goal(threadId)).toMatchObject({ status, usage });
    await post(threadId, goOn);
    await service.api.untilGoal(threadId, (goal) => goal.status === 'complete');
    const after = await activeMs(threadId);
    expect(after).toBeGreaterThan(usage.activeMs);
    expect(after).toBeLessThan(usage.activeMs + A_TURN_MS);
  },
);

test('twelve seconds of a slow model, and eight hours of waiting → every call begins within the twelve seconds', async () => {
  const spentMs: { readonly tools: number; readonly beforeMs: number }[] = [];
  // What the goal has paid for is asked while the call runs, which is not paid for yet.
  const script = async ({ tools, promptCacheKey = '' }: ParsedRequest): Promise<Reply> => {
    spentMs.push({ tools: tools.length, beforeMs: await activeMs(promptCacheKey) });
    return spentMs.length === 1 ? WAIT : { message: 'Thinking.', delayMs: 2_000 };
  };
  const policy = { onNoToolCall: 'continue', stallAfterTurns: 100, progress: 'changes' };
  const threadId = await service.threadWith(script, { ...FILE_GOAL, policy, budget: { timeSeconds: 12 } });
  await followNext(service, threadId);
  const { statusReason } = await service.api.untilGoal(
    threadId,
    ({ status, phase }) => status === 'budgetLimited' && phase === 'idle',
  );
  expect(statusReason).toContain('timeSeconds: ');
  const work = spentMs.slice(0, -1);
  expect(work.length).toBeGreaterThan(1);
  expect(work.length).toBeLessThanOrEqual(8);
  for (const { tools, beforeMs } of work) {
    expect(tools).toBeGreaterThan(0);
    expect(beforeMs).toBeLessThan(12_000);
  }
  expect(spentMs.at(-1)).toEqual({ tools: 0, beforeMs: expect.any(Number) });
  expect(spentMs.at(-1)?.beforeMs).toBeGreaterThanOrEqual(12_000);
});

test('command longer than the time that is left → stopped by it, says so, and the goal is out of budget', async () => {
  // A busy machine spends some of it before the command begins.
  const budget = { timeSeconds: 15 };
  const threadId = await service.threadWith(inOrder([shell('sleep 300; touch done.txt')]), {
    ...FILE_GOAL,
    budget,
  });
  const goal = await service.api.untilGoal(
    threadId,
    ({ phase, usage }) => phase === 'idle' && usage.turns > 1,
  );
  expect(goal).toMatchObject({ status: 'budgetLimited', usage: { turns: 2, toolCalls: 1 } });
  expect(goal.usage.activeMs).toBeGreaterThanOrEqual(15_000);
  expect(goal.usage.activeMs).toBeLessThan(300_000);
  const results = (await service.api.items(threadId)).filter(({ kind }: Json) => kind === 'toolResult');
  expect(results).toMatchObject([
    { body: { ok: false, output: expect.stringContaining("the time of the goal's budget is over") } },
  ]);
});
