/** What a tenant may spend in a day, on the real service: a goal that runs stops there, and waits. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inOrder, shell } from '../../support/model/scripts.ts';
import { type ScriptedService, startScriptedService } from '../../support/service/scripted-service.ts';

const GOAL = {
  objective: 'Make done.txt',
  verification: { checks: [{ name: 'file', command: 'test -f done.txt' }] },
};

let goalkeeper: ScriptedService;
beforeAll(async () => {
  goalkeeper = await startScriptedService({ QUOTA_DEFAULT: 'tokensPerDay=1' });
});
afterAll(() => goalkeeper.stop());

test('the first answer reaches the ceiling → no other call is made, the goal waits for the next day, and all say why', async () => {
  const { api } = goalkeeper;
  const threadId = await goalkeeper.begin(GOAL, inOrder([shell('touch begun.txt'), shell('touch done.txt')]));
  const goal = await api.untilGoal(threadId, ({ status }) => status === 'usageLimited');
  expect(goal.statusReason).toMatch(/the tenant has spent [\d,]+ tokens of 1 tokens today/);
  expect(goal.usage.modelCalls).toBe(1);
  const untilMidnightMs = 86_400_000 - (Date.now() % 86_400_000);
  expect(Math.abs(Date.parse(goal.next.at) - Date.now() - untilMidnightMs)).toBeLessThan(60_000);
  expect(goal.next.reason).toContain('the tenant has spent');

  const resumed = await goalkeeper.post(threadId, 'goal/resume');
  expect([resumed.status, resumed.body]).toMatchObject([
    429,
    { code: 'quotaExceeded', quota: 'tokensPerDay' },
  ]);
  const other = await goalkeeper.call(await api.createThread(), 'PUT', 'goal', GOAL);
  expect([other.status, other.body.code]).toEqual([429, 'quotaExceeded']);
  const { quotas } = (await api.call('GET', '/v1/quotas')).body;
  expect(quotas).toContainEqual({
    quota: 'tokensPerDay',
    limit: 1,
    used: goal.tokensUsed,
    resetsAt: expect.stringMatching(/T00:00:00\.000Z$/),
  });
});
