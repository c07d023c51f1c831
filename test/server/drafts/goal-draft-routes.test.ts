import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Draft } from '../../../contracts/draft/draft.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

const post = (body: unknown) => bench.call('POST', '/v1/goal-drafts', body);
async function draft(body: unknown): Promise<Draft> {
  const reply = await post(body);
  expect([reply.statusCode, reply.body]).toEqual([200, expect.anything()]);
  return reply.json<Draft>();
}
const codes = ({ findings }: Draft) => findings.map(({ code }) => code);

const WORDS =
  'Reduce p95 checkout latency below 120 ms, verified by `node bench/checkout.js`, while keeping `npm test` green. ' +
  'Use only src/checkout. Between iterations, record what changed. If the benchmark cannot run, stop and say why.';

describe('POST goal-drafts', () => {
  test('words with all six parts and a command → a contract that PUT goal takes as it is', async () => {
    const { contract, settable, parts, goal, proposals } = await draft({ text: WORDS });
    expect(settable).toBe(true);
    expect(Object.values(parts).map(({ status }) => status)).toEqual(Array(6).fill('given'));
    expect(goal).toBe(`/goal ${WORDS}`);
    expect(proposals).toContainEqual(
      expect.objectContaining({ field: 'verification.protectedPaths', value: 'bench/checkout.js' }),
    );
    const set = await bench.call('PUT', `/v1/threads/${await bench.newThread()}/goal`, contract);
    expect([set.statusCode, set.json()]).toMatchObject([201, { contract: { ...contract } }]);
  });

  test('a contract → linted as it stands, and neither filled in nor set', async () => {
    const reply = await draft({ contract: FILE_GOAL });
    expect(reply.contract).toMatchObject(FILE_GOAL);
    expect(Object.keys(reply.contract).sort()).toEqual(Object.keys(FILE_GOAL).sort());
    expect(reply.settable).toBe(true);
    expect(codes(reply)).toContain('noConstraints');
    expect(codes(reply)).not.toContain('noVerification');
  });

  test('a contract without any field → everything is missing', async () => {
    const reply = await draft({ contract: {} });
    expect(reply).toMatchObject({ contract: {}, settable: false, goal: expect.stringMatching(/^\/goal </) });
    expect(codes(reply)).toContain('noVerification');
  });

  test('words and a contract → the contract stands, and the words fill in what it does not have', async () => {
    const { contract } = await draft({
      text: WORDS,
      contract: { budget: { turns: 9 }, iterationPolicy: 'Go on' },
    });
    expect(contract).toMatchObject({
      objective: expect.stringMatching(/^Reduce p95/),
      iterationPolicy: 'Go on',
      blockedStop: 'If the benchmark cannot run, stop and say why.',
      budget: { turns: 9 },
    });
  });

  test('a command line → its words', async () => {
    expect((await draft({ text: '/goal Make this better' })).contract.objective).toBe('Make this better');
  });

  test.each<[string, unknown, string]>([
    ['neither', {}, 'text'],
    ['no text in it', { text: '  ' }, 'text'],
    ['/goal alone', { text: '/goal' }, 'text'],
    ['a command', { text: '/goal pause' }, 'text'],
    ['a text too long', { text: 'x'.repeat(4_001) }, 'text'],
    ['a number', { text: 1 }, 'text'],
    ['an unknown field', { text: 'x', model: 'y' }, 'model'],
    ['an unknown field of the contract', { contract: { cheks: [] } }, 'contract.cheks'],
    [
      'a check without a command',
      { contract: { verification: { checks: [{ name: 'a' }] } } },
      'contract.verification.checks.0.command',
    ],
    [
      'a name twice',
      {
        contract: {
          verification: {
            checks: [
              { name: 'a', command: 'b' },
              { name: 'a', command: 'c' },
            ],
          },
        },
      },
      'contract.verification.checks.1.name',
    ],
    [
      'a deadline that has passed',
      { contract: { budget: { deadline: '2001-01-01T00:00:00Z' } } },
      'contract.budget.deadline',
    ],
    ['two objectives', { text: 'x', contract: { objective: 'y' } }, 'contract.objective'],
    ['no body', undefined, 'body'],
  ])('%s → 400 that names the field', async (_, body, field) => {
    const reply = await post(body);
    expect([reply.statusCode, reply.json()]).toMatchObject([
      400,
      { code: 'validation', errors: [{ field }] },
    ]);
  });

  test('openapi.json → both shapes of the request and every code of the reply', async () => {
    const document = (await bench.call('GET', '/openapi.json')).json();
    const operation = document.paths['/v1/goal-drafts'].post;
    const body = operation.requestBody.content['application/json'].schema;
    expect(Object.keys(body.properties)).toEqual(['text', 'contract', 'workspace']);
    expect(Object.keys(body.properties.contract.properties)).toContain('verification');
    const { $ref } = operation.responses['200'].content['application/json'].schema;
    expect($ref).toBe('#/components/schemas/GoalDraft');
    const reply = document.components.schemas.GoalDraft;
    expect(reply.properties.findings.items.properties.code.enum).toContain('checkAlwaysPasses');
  });
});
