import { describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../../activities/tools/registry.ts';
import { contractOf, setGoalSchema } from '../../../contracts/schema/contract.ts';
import { DEFAULT_POLICY } from '../../../workflows/contract/contract.ts';

const parse = (args: object) => parseArguments('create_goal', JSON.stringify(args));

const CHECK = { name: 'tests', command: 'npm test' };
const GOAL = { objective: 'Make it fast', checks: [CHECK] };

describe('create_goal: contract', () => {
  test('objective and a check → a contract with the defaults of one that comes over REST', () => {
    const call = parse(GOAL);
    const overRest = setGoalSchema.parse({ objective: GOAL.objective, verification: { checks: [CHECK] } });
    expect(call).toMatchObject({ ok: true, readOnly: false, isWork: false });
    expect(call.ok && call.contract).toEqual(contractOf(overRest));
  });

  test('no check that could show it → an auditor has to find it proven', () => {
    const call = parse({ ...GOAL, checks: [] });
    expect(call.ok && call.contract?.verification).toEqual({ checks: [], protectedPaths: [], auditor: {} });
  });

  test('everything given → each part in its place', () => {
    const metric = { marker: 'p95_ms', op: '<', value: 120 };
    const call = parse({
      objective: '  Halve p95\nof the reports  ',
      checks: [
        { ...CHECK, metric: null },
        { name: 'p95', command: 'npm run bench', metric },
      ],
      protectedPaths: ['bench', 'test/'],
      tokenBudget: 50_000,
    });
    expect(call.ok && call.contract).toEqual({
      objective: 'Halve p95\nof the reports',
      verification: {
        checks: [
          { ...CHECK, timeoutSeconds: 300, runs: 1, expect: { exitCode: 0 } },
          {
            name: 'p95',
            command: 'npm run bench',
            timeoutSeconds: 300,
            runs: 1,
            expect: { exitCode: 0, metric },
          },
        ],
        protectedPaths: ['bench', 'test/'],
      },
      constraints: { checks: [], text: [] },
      boundaries: { text: [] },
      budget: { tokens: 50_000 },
      policy: { ...DEFAULT_POLICY, progress: 'nearer', undeclaredReads: 'ask' },
    });
  });

  test('null for what is not wanted → as if it were not there', () => {
    const call = parse({ ...GOAL, protectedPaths: null, tokenBudget: null });
    expect(call).toMatchObject({ contract: { verification: { protectedPaths: [] }, budget: {} } });
  });
});

describe('create_goal: mistakes', () => {
  test.each<[string, object, RegExp]>([
    ['no objective', { checks: [CHECK] }, /objective: /],
    ['an empty objective', { ...GOAL, objective: ' ' }, /objective: must not be empty/],
    ['a command for an objective', { ...GOAL, objective: 'pause' }, /objective: is a command/],
    [
      'an objective without end',
      { ...GOAL, objective: 'x'.repeat(4_001) },
      /objective: must be at most 4000/,
    ],
    ['no checks', { objective: 'Make it fast' }, /checks: /],
    ['a check without a name', { ...GOAL, checks: [{ command: 'true' }] }, /checks\.0\.name: /],
    [
      'a check without a command',
      { ...GOAL, checks: [CHECK, { name: 'b', command: '' }] },
      /checks\.1\.command: /,
    ],
    [
      'two checks of one name',
      { ...GOAL, checks: [CHECK, CHECK] },
      /checks\.1\.name: the name "tests" is used twice/,
    ],
    [
      'a metric without a bound',
      { ...GOAL, checks: [{ ...CHECK, metric: { marker: 'm', op: '<' } }] },
      /checks\.0\.metric\.value: /,
    ],
    [
      'a metric of no name',
      { ...GOAL, checks: [{ ...CHECK, metric: { marker: ' ', op: '<', value: 1 } }] },
      /checks\.0\.expect\.metric\.marker: /,
    ],
    [
      'another comparison',
      { ...GOAL, checks: [{ ...CHECK, metric: { marker: 'm', op: '!=', value: 1 } }] },
      /checks\.0\.metric\.op: /,
    ],
    ['a path out of the workspace', { ...GOAL, protectedPaths: ['test', '../etc'] }, /protectedPaths\.1: /],
    ['a budget of nothing', { ...GOAL, tokenBudget: 0 }, /tokenBudget: /],
    ['a budget of parts', { ...GOAL, tokenBudget: 1.5 }, /tokenBudget: /],
  ])('%s → refused, and the field is named', (_, args, problem) => {
    const call = parse(args);
    expect(call).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
    expect(call).not.toHaveProperty('contract');
  });

  test.each<[string, object]>([
    ['replace', { ...GOAL, replace: true }],
    ['policy', { ...GOAL, policy: { blockedAfterTurns: 1 } }],
    ['budget', { ...GOAL, budget: { turns: 5 } }],
    ['runs', { ...GOAL, checks: [{ ...CHECK, runs: 10 }] }],
    ['unit', { ...GOAL, checks: [{ ...CHECK, metric: { marker: 'm', op: '<', value: 1, unit: 'ms' } }] }],
  ])('an unknown field %s → refused by name: the model sets no more than it is offered', (field, args) => {
    expect(parse(args)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(new RegExp(`"${field}".*Its arguments are: objective, checks, `)),
    });
  });

  test('several mistakes → all named at once', () => {
    const problem = parse({ ...GOAL, objective: '', protectedPaths: ['/etc'] });
    expect(problem).toMatchObject({ problem: expect.stringMatching(/objective: .*protectedPaths\.0: /) });
  });
});
