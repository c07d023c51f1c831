import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { omit } from '../../../objects/omit.ts';
import { NO_USAGE } from '../../../workflows/budget/usage.ts';
import type { Contract } from '../../../workflows/contract/contract.ts';
import type { Goal } from '../../../workflows/goal/goal.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;
let goalUrl: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  bench.threads.beforeUpdate = async () => {};
  threadId = await bench.newThread();
  goalUrl = `/v1/threads/${threadId}/goal`;
});

interface GoalBody {
  readonly goalId: string;
  readonly revision: number;
}

const put = async (fields: object = {}): Promise<GoalBody> =>
  (await bench.call('PUT', goalUrl, { ...FILE_GOAL, ...fields })).json();
const patch = (body: object, headers = {}) => bench.call('PATCH', goalUrl, body, headers);
const get = async () => (await bench.call('GET', goalUrl)).json();

const leave = (fields: Partial<Goal>) => bench.threads.alterGoal(threadId, fields);
const baselineOf = () => bench.threads.states.get(threadId)?.goal?.hasBaseline;

describe('PATCH goal', () => {
  test('new objective → the same goal, one revision on: id, start and usage stay [C22]', async () => {
    const before = await put();
    const usage = { ...NO_USAGE, turns: 3, outputTokens: 40 };
    leave({ usage, hasBaseline: true });
    const reply = await patch({ objective: ' Make it better ' });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers.etag).toBe(`"${before.goalId}.2"`);
    expect(reply.json()).toMatchObject({
      goalId: before.goalId,
      revision: 2,
      status: 'active',
      usage,
      setAt: '2026-11-23T03:00:00.000Z',
      contract: { objective: 'Make it better', verification: { checks: [{ name: 'file' }] } },
    });
    expect(await get()).toEqual(reply.json());
    // The checks are the same: their results still stand.
    expect(baselineOf()).toBe(true);
  });

  test.each([
    ['budget', { budget: { turns: 60 } }, true],
    ['status', { status: 'paused' }, true],
    ['iterationPolicy', { iterationPolicy: 'Small steps' }, true],
    ['policy of questions', { policy: { answerWithinSeconds: 600 } }, true],
    ['objective', { objective: 'Another' }, false],
    ['policy of twins', { policy: { twins: 'require' } }, false],
    ['constraint in words', { constraints: { text: ['No new dependency'] } }, false],
    ['boundary in words', { boundaries: { text: ['Only src'] } }, false],
    ['protected paths', { verification: { protectedPaths: ['test'] } }, false],
  ])(
    '%s edited → a verdict on the revision before counts or not, as it was judged',
    async (_, fields, counts) => {
      await put();
      expect((await patch(fields)).statusCode).toBe(200);
      expect(bench.threads.states.get(threadId)?.goal?.judgedSince).toBe(counts ? 1 : undefined);
    },
  );

  test('an auditor → put in, given a model, taken away; each time the checks run anew', async () => {
    await put();
    const auditorAfter = async (auditor: object | null) => {
      leave({ hasBaseline: true });
      const { verification } = (await patch({ verification: { auditor } })).json().contract;
      expect(baselineOf()).toBe(false);
      return verification.auditor;
    };
    expect(await auditorAfter({})).toEqual({});
    expect(bench.threads.states.get(threadId)?.goal?.hasAuditor).toBe(true);
    expect(await auditorAfter({ model: 'judge-1' })).toEqual({ model: 'judge-1' });
    expect(await auditorAfter(null)).toBeUndefined();
    expect(bench.threads.states.get(threadId)?.goal).not.toHaveProperty('hasAuditor');
  });

  test('objective, status and budget at once → all applied, usage kept [C26]', async () => {
    await put({ budget: { turns: 2 } });
    leave({ usage: { ...NO_USAGE, turns: 1 } });
    expect(
      (await patch({ objective: 'Better', status: 'paused', budget: { tokens: 200 } })).json(),
    ).toMatchObject({
      status: 'paused',
      usage: { turns: 1 },
      budgetLeft: { turns: 1, tokens: 200 },
      contract: { objective: 'Better', budget: { turns: 2, tokens: 200 } },
    });
  });

  test('a limit that is absent stays, null removes it, a number sets it [C29]', async () => {
    await put({ budget: { tokens: 100, turns: 5, costUsd: 1.5, deadline: '2999-01-01T00:00:00Z' } });
    const edited = await patch({ budget: { tokens: null, costUsd: 2, timeSeconds: 60, deadline: null } });
    expect(edited.json().contract.budget).toEqual({ turns: 5, costUsd: 2, timeSeconds: 60 });
  });

  test('policy → merged; optional texts → set and taken away; lists → replaced', async () => {
    await put({
      policy: { blockedAfterTurns: 7 },
      iterationPolicy: 'small steps',
      notBefore: '2026-11-23T05:00:00Z',
      constraints: { text: ['no new dependency'] },
    });
    const edited = await patch({
      policy: { onReopen: 'keep', serviceTier: 'flex' },
      iterationPolicy: null,
      blockedStop: 'ask',
      notBefore: null,
      constraints: { checks: [{ name: 'lint', command: 'npm run lint' }] },
      boundaries: { text: ['src only'] },
    });
    const { contract } = edited.json();
    expect(contract).toMatchObject({
      policy: { blockedAfterTurns: 7, onReopen: 'keep', serviceTier: 'flex' },
      blockedStop: 'ask',
      constraints: { text: ['no new dependency'], checks: [{ name: 'lint', timeoutSeconds: 300 }] },
      boundaries: { text: ['src only'] },
    });
    expect(Object.keys(contract)).not.toEqual(expect.arrayContaining(['iterationPolicy']));
    expect(bench.threads.states.get(threadId)?.goal).not.toHaveProperty('notBeforeMs');
  });

  test('declared work comes and goes → undeclared reads follow, unless another rule was chosen', async () => {
    const readsAfter = async (body: object) => (await patch(body)).json().contract.policy.undeclaredReads;
    const declared = { boundaries: { writePaths: ['src/**'] } };
    const undeclared = { boundaries: { writePaths: null } };
    expect((await bench.call('PUT', goalUrl, FILE_GOAL)).json().contract.policy.undeclaredReads).toBe('ask');
    expect(await readsAfter(declared)).toBe('refuse');
    expect(await readsAfter({ objective: 'Better' })).toBe('refuse');
    expect(await readsAfter(undeclared)).toBe('ask');
    expect(await readsAfter({ ...declared, policy: { undeclaredReads: 'report' } })).toBe('report');
    expect(await readsAfter(undeclared)).toBe('report');
    expect((await patch({ policy: { undeclaredReads: 'refuse' } })).json()).toMatchObject({
      status: 400,
      errors: [{ field: 'boundaries.writePaths' }],
    });
  });

  test('a contract of an older release, with a pattern that is refused today → edited all the same, its policy as it was', async () => {
    const { goalId } = await put();
    const contract = await bench.journal.readContract(goalId, 1);
    if (contract === undefined) throw new Error('no contract');
    const policy = omit(contract.policy, 'undeclaredReads', 'twins');
    const verification = { ...contract.verification, protectedPaths: ['{a,b}/**'] };
    await bench.journal.saveContract(threadId, goalId, 2, {
      ...contract,
      verification,
      policy: policy as Contract['policy'],
    });
    leave({ revision: 2 });
    expect((await patch({ objective: 'Better' })).json().contract).toMatchObject({
      objective: 'Better',
      verification: { protectedPaths: ['{a,b}/**'] },
      policy: { undeclaredReads: 'report', twins: 'use' },
    });
    expect((await patch({ verification: { protectedPaths: ['{a,b}/**'] } })).statusCode).toBe(400);
  });

  test.each<[string, object]>([
    ['verification checks', { verification: { checks: [{ name: 'file', command: 'test -s done.txt' }] } }],
    ['protected paths', { verification: { protectedPaths: ['test'] } }],
    ['constraint checks', { constraints: { checks: [{ name: 'lint', command: 'true' }] } }],
    ['declared work', { boundaries: { writePaths: ['src'] } }],
  ])('other %s → they run anew before the next turn', async (_, body) => {
    await put();
    leave({ hasBaseline: true });
    await patch(body);
    expect(baselineOf()).toBe(false);
    leave({ hasBaseline: true });
    await patch({ ...body, objective: 'Same checks' });
    expect(baselineOf()).toBe(true);
  });

  test('budget lowered to what is spent → budgetLimited at once; raised alone → stays so; with active → goes on [C30 C32]', async () => {
    await put({ budget: { tokens: 100 } });
    leave({ usage: { ...NO_USAGE, outputTokens: 50 } });
    expect((await patch({ budget: { tokens: 40 } })).json()).toMatchObject({ status: 'budgetLimited' });
    expect((await patch({ budget: { tokens: 400 } })).json()).toMatchObject({ status: 'budgetLimited' });
    expect((await patch({ status: 'active' })).json()).toMatchObject({ status: 'active' });
  });

  test('active asked for with the budget spent → stays budgetLimited, the new objective is applied [C31 C24]', async () => {
    await put({ budget: { turns: 1 } });
    leave({ status: 'budgetLimited', usage: { ...NO_USAGE, turns: 1 } });
    expect((await patch({ objective: 'Better', status: 'active' })).json()).toMatchObject({
      status: 'budgetLimited',
      contract: { objective: 'Better' },
      warnings: [
        { code: 'budgetExhausted', field: 'status', message: expect.stringContaining('A higher limit') },
      ],
    });
    const edited = (await patch({ objective: 'Better' })).json();
    expect(edited).toMatchObject({ status: 'budgetLimited' });
    expect(edited).not.toHaveProperty('warnings');
  });

  test('the budget of a stopped goal lowered to what is spent → its status stays, and a warning names the limit', async () => {
    await put({ budget: { turns: 9, tokens: 100 } });
    leave({ status: 'blocked', usage: { ...NO_USAGE, turns: 3 } });
    expect((await patch({ budget: { turns: 2, tokens: 100 } })).json()).toMatchObject({
      status: 'blocked',
      warnings: [{ code: 'budgetExhausted', field: 'budget.turns' }],
    });
    expect((await patch({ budget: { turns: 4 } })).json()).not.toHaveProperty('warnings');
  });

  test('a stopped goal → keeps its status and budget [C119]', async () => {
    await put({ budget: { turns: 5 } });
    await bench.call('POST', `${goalUrl}/pause`, { reason: 'lunch' });
    expect((await patch({ objective: 'Better' })).json()).toMatchObject({
      status: 'paused',
      statusReason: 'lunch',
      contract: { budget: { turns: 5 } },
    });
  });

  test('complete goal → 409; no goal → 409 [C25 C119]', async () => {
    expect((await patch({ objective: 'x' })).json()).toMatchObject({
      status: 409,
      code: 'noGoal',
      goal: null,
    });
    await put();
    leave({ status: 'complete' });
    expect((await patch({ objective: 'x' })).json()).toMatchObject({
      status: 409,
      code: 'illegalTransition',
      goal: { status: 'complete', revision: 1 },
    });
  });

  test('no worker answers → 503, and nothing is left of it', async () => {
    const { goalId } = await put();
    bench.threads.isWorkerUp = false;
    expect((await patch({ objective: 'Better' })).json()).toMatchObject({ status: 503, code: 'unavailable' });
    expect(await bench.journal.readContract(goalId, 2)).toBeUndefined();
  });

  test('a deadline that has passed since → other fields can be edited all the same', async () => {
    const { goalId } = await put();
    const contract = await bench.journal.readContract(goalId, 1);
    if (contract === undefined) throw new Error('no contract');
    const budget = { deadline: '2020-01-01T00:00:00Z' };
    await bench.journal.saveContract(threadId, goalId, 2, { ...contract, budget });
    leave({ revision: 2, budget, status: 'budgetLimited' });
    expect((await patch({ objective: 'Better' })).json()).toMatchObject({
      contract: { objective: 'Better', budget },
    });
  });

  test.each<[string, object, string]>([
    ['nothing', {}, 'body'],
    ['an unknown field', { objektive: 'x' }, 'objektive'],
    ['an unknown limit', { budget: { token: 1 } }, 'budget.token'],
    ['an objective taken away', { objective: null }, 'objective'],
    ['an objective that is a command', { objective: 'Stop' }, 'objective'],
    ['no check any more', { verification: { checks: [] } }, 'verification.checks'],
    ['a limit of 0', { budget: { turns: 0 } }, 'budget.turns'],
    ['a deadline in the past', { budget: { deadline: '2020-01-01T00:00:00Z' } }, 'budget.deadline'],
    ["a status that is nobody's to set", { status: 'complete' }, 'status'],
    ['replace', { replace: true }, 'replace'],
    [
      'a check without a command',
      { constraints: { checks: [{ name: 'a' }] } },
      'constraints.checks.0.command',
    ],
    [
      'a name that is taken',
      { constraints: { checks: [{ name: 'file', command: 'x' }] } },
      'constraints.checks.0.name',
    ],
  ])('%s → 400 that names it, nothing changed', async (_, body, field) => {
    await put();
    const reply = await patch(body);
    expect(reply.statusCode).toBe(400);
    const { errors } = reply.json<{ errors: { field: string }[] }>();
    expect(errors.map((error) => error.field)).toContain(field);
    expect(await get()).toMatchObject({ revision: 1, contract: FILE_GOAL });
  });
});
