import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;

beforeAll(async () => {
  bench = await openRestBench();
  const made = await bench.call('POST', '/v1/threads', { metadata: { team: 'pay' }, goal: FILE_GOAL });
  ({ threadId } = made.json<{ threadId: string }>());
  for (const [usageId, model] of [
    ['u1', 'm1'],
    ['u2', 'm2'],
    ['u3', 'm1'],
  ] as const)
    await bench.journal.countSpent({
      ...{
        usageId,
        threadId,
        model,
        inputTokens: 100,
        cachedInputTokens: 40,
        outputTokens: 10,
        costUsd: 0.25,
      },
    });
});
afterAll(() => bench.close());

const usage = (query: string) => bench.call('GET', `/v1/usage?from=2020-01-01T00:00:00Z&${query}`);

test('GET usage → the sum of all; goals among them', async () => {
  expect((await usage('')).json()).toEqual({
    from: '2020-01-01T00:00:00.000Z',
    to: expect.any(String),
    total: {
      ...{ inputTokens: 300, cachedInputTokens: 120, outputTokens: 30, tokens: 210, costUsd: 0.75 },
      ...{ modelCalls: 3, turns: 0, goals: 1 },
    },
    disk: { workspaceBytes: 0, keptBytes: 0 },
  });
});

test.each([
  ['day', [new Date().toISOString().slice(0, 10)]],
  ['model', ['m1', 'm2', null]],
  ['key', ['none']],
  ['metadata.team', ['pay']],
  ['metadata.nothing', [null]],
])(
  'groupBy=%s → groups by name, those without one last, and the total beside them',
  async (groupBy, groups) => {
    const reply = (await usage(`groupBy=${groupBy}`)).json();
    expect(reply.groups.map(({ group }: { group: string | null }) => group)).toEqual(groups);
    expect(reply.total.modelCalls).toBe(3);
  },
);

test('no beginning → 400 that says it is missing', async () => {
  const reply = await bench.call('GET', '/v1/usage');
  expect([reply.statusCode, reply.json().errors]).toMatchObject([
    400,
    [{ field: 'from', message: expect.stringMatching(/^is missing: a day/) }],
  ]);
});

test('a time in which nothing was → zeros', async () => {
  const reply = (await usage('to=2021-01-01T00:00:00%2B01:00&groupBy=model')).json();
  expect([reply.total.modelCalls, reply.groups]).toEqual([0, []]);
});

test.each([
  ['groupBy=week', 'groupBy'],
  ['to=2019-01-01T00:00:00Z', 'to'],
  ['model=m1', 'model'],
])('%s → 400 that names the field', async (query, field) => {
  const reply = await usage(query);
  expect([reply.statusCode, reply.json().errors[0].field]).toEqual([400, field]);
});
