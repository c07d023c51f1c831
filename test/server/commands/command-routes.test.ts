import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadUrl: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  threadUrl = `/v1/threads/${await bench.newThread()}`;
});

const { objective, ...REST } = FILE_GOAL;
const type = (text: string, fields: object = {}, headers = {}) =>
  bench.call('POST', `${threadUrl}/commands`, { text, ...fields }, headers);
const goal = async () => (await bench.call('GET', `${threadUrl}/goal`)).json();

describe('POST commands', () => {
  test('an objective with the rest of a contract → a goal, and a text that says so', async () => {
    const reply = await type(`/goal ${objective}\nand nothing else`, {
      goal: { ...REST, budget: { turns: 9 } },
    });
    expect([reply.statusCode, reply.json()]).toMatchObject([
      200,
      {
        command: 'set',
        text: expect.stringMatching(/^The goal is set\. The goal is active: /),
        goal: {
          status: 'active',
          contract: { objective: `${objective}\nand nothing else`, budget: { turns: 9 } },
        },
      },
    ]);
    expect((await type('/goal')).json()).toMatchObject({ command: 'summary', goal: await goal() });
  });

  test('an objective without a budget → a finding that says so, as where the goal is set', async () => {
    const codes = (await type('/goal Make it so')).json().findings.map(({ code }: { code: string }) => code);
    expect(codes).toContain('noBudget');
  });

  test.each([
    ['no contract', {}],
    ['a contract without checks', { goal: { budget: { turns: 1 } } }],
  ])('an objective with %s → a goal whose auditor rules on the evidence', async (_, fields) => {
    expect((await type('/goal Make it so', fields)).json()).toMatchObject({
      command: 'set',
      goal: { contract: { verification: { checks: [], auditor: {} } } },
    });
  });

  test('a contract that nothing proves → 400 that names the field', async () => {
    const fields = { goal: { verification: { checks: [] } } };
    expect((await type('/goal Make it so', fields)).json()).toMatchObject({
      status: 400,
      code: 'validation',
      errors: [{ field: 'goal.verification.checks', message: expect.stringContaining('at least one check') }],
    });
    expect((await bench.call('GET', `${threadUrl}/goal`)).statusCode).toBe(404);
  });

  test('over an unfinished goal → 409 with it; replace → in its place [C118]', async () => {
    await type('/goal First', { goal: REST });
    expect((await type('/goal Second', { goal: REST })).json()).toMatchObject({
      status: 409,
      code: 'goalUnfinished',
      goal: { contract: { objective: 'First' } },
    });
    expect((await type('/goal Second', { goal: REST, replace: true })).json()).toMatchObject({
      goal: { contract: { objective: 'Second' } },
    });
  });

  test('pause, resume, edit, clear → done, each with the goal as it is then', async () => {
    await type('/goal First', { goal: REST });
    expect((await type('/goal pause')).json()).toMatchObject({
      command: 'pause',
      goal: { status: 'paused' },
    });
    expect((await type(' /goal RESUME ')).json()).toMatchObject({
      command: 'resume',
      goal: { status: 'active' },
    });
    expect((await type('/goal edit Second\nline')).json()).toMatchObject({
      command: 'edit',
      text: expect.stringMatching(/^The goal is changed\. /),
      goal: {
        revision: 2,
        contract: { objective: 'Second\nline', verification: { checks: [{ name: 'file' }] } },
      },
    });
    expect((await type('/goal clear')).json()).toMatchObject({
      command: 'clear',
      text: expect.stringContaining('No goal is set.'),
      goal: null,
    });
  });

  test('no goal → the summary says how to set one; pause and edit are refused [C117 C25]', async () => {
    expect((await type('/goal')).json()).toMatchObject({
      command: 'summary',
      text: expect.stringContaining('/goal <objective> sets one'),
      goal: null,
    });
    for (const text of ['/goal pause', '/goal edit x'])
      expect((await type(text)).json()).toMatchObject({ status: 409, code: 'noGoal' });
  });

  test.each([
    ['/goals', 'unknownCommand'],
    ['/foo bar', 'unknownCommand'],
    ['/goal edit', 'incompleteCommand'],
    ['make it so', 'notACommand'],
  ])('%j → 400 %s with help, and no goal', async (text, code) => {
    expect((await type(text, { goal: REST, replace: true })).json()).toMatchObject({
      status: 400,
      code,
      detail: expect.stringContaining('/goal <objective>'),
    });
    expect((await bench.call('GET', `${threadUrl}/goal`)).statusCode).toBe(404);
  });

  test.each([
    ['/goal stop', { code: 'unclearCommand', detail: expect.stringContaining('/goal pause?') }],
    ['/goal Cancel', { code: 'unclearCommand', detail: expect.stringContaining('/goal clear?') }],
    ['/goal edit clear', { errors: [{ field: 'text', message: expect.stringContaining('command') }] }],
  ])('%j, a command that is meant as one → 400, never an objective [C133]', async (text, problem) => {
    await bench.call('PUT', `${threadUrl}/goal`, FILE_GOAL);
    expect((await type(text, { goal: REST, replace: true })).json()).toMatchObject({
      status: 400,
      ...problem,
    });
    expect(await goal()).toMatchObject({ revision: 1, contract: { objective } });
  });

  test.each<[object, string]>([
    [{ goal: { ...REST, objective: 'x' } }, 'goal.objective'],
    [{ goal: { ...REST, extra: 1 } }, 'goal.extra'],
    [{ goal: { ...REST, budget: { deadline: '2020-01-01T00:00:00Z' } } }, 'goal.budget.deadline'],
    [
      { goal: { verification: { checks: [...REST.verification.checks, ...REST.verification.checks] } } },
      'goal.verification.checks.1.name',
    ],
    [{ force: true }, 'force'],
  ])('%j along with it → 400 that names %s', async (fields, field) => {
    expect((await type('/goal Make it so', fields)).json()).toMatchObject({
      status: 400,
      errors: [{ field }],
    });
  });

  test('an objective of 4,001 characters → 400 that names the text', async () => {
    expect((await type(`/goal ${'x'.repeat(4_001)}`, { goal: REST })).json()).toMatchObject({
      status: 400,
      errors: [{ field: 'text' }],
    });
  });

  test('no worker answers → 202 and where to ask, also for a goal; an edit needs the goal as it is, and does nothing', async () => {
    await type('/goal First', { goal: REST });
    bench.threads.isWorkerUp = false;
    const reply = await type('/goal pause', { requestId: 'p1' });
    expect([reply.statusCode, reply.json()]).toMatchObject([202, { requestId: 'p1', command: 'pause' }]);
    expect(reply.headers.location).toBe(`${threadUrl}/requests/p1`);
    const set = await type('/goal Second', { goal: REST, replace: true });
    expect([set.statusCode, set.json()]).toMatchObject([202, { command: 'setGoal' }]);
    expect((await type('/goal edit Second')).statusCode).toBe(503);
    expect((await type('/goal')).json()).toMatchObject({
      text: expect.stringContaining('no worker answered'),
    });
    bench.threads.isWorkerUp = true;
    expect(await goal()).toMatchObject({ status: 'active', contract: { objective: 'Second' } });
  });

  test('repeated under its key → one goal, one edit', async () => {
    const set = () => type('/goal First', { goal: REST }, { 'idempotency-key': 'k1' });
    const first = (await set()).json<{ goal: { goalId: string } }>();
    expect((await set()).json()).toMatchObject({ goal: { goalId: first.goal.goalId } });
    const edit = () => type('/goal edit Second', {}, { 'idempotency-key': 'k2' });
    for (const reply of [await edit(), await edit()])
      expect(reply.json()).toMatchObject({ goal: { revision: 2 } });
  });
});
