import { describe, expect, test } from '@jest/globals';
import {
  contractOf,
  contractSchema,
  setGoalSchema,
  standingContractSchema,
} from '../../../contracts/schema/contract.ts';
import { DEFAULT_POLICY } from '../../../workflows/contract/contract.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';

const check = FILE_GOAL.verification.checks[0];
const withVerification = (fields: object) => ({
  ...FILE_GOAL,
  verification: { ...FILE_GOAL.verification, ...fields },
});
const withCheck = (fields: object) => withVerification({ checks: [{ ...check, ...fields }] });

const withDeadline = (deadline: unknown) => ({ ...FILE_GOAL, budget: { deadline } });

/** Dotted paths of what is wrong; empty when nothing is. */
function problems(body: unknown): string[] {
  const parsed = setGoalSchema.safeParse(body);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, code, ...issue }) =>
    [...path, ...(code === 'unrecognized_keys' && 'keys' in issue ? issue.keys : [])].join('.'),
  );
}

describe('setGoalSchema', () => {
  test('objective and one check → every default filled in', () => {
    expect(contractOf(setGoalSchema.parse(FILE_GOAL))).toEqual({
      objective: FILE_GOAL.objective,
      verification: {
        checks: [{ ...check, timeoutSeconds: 300, runs: 1, expect: { exitCode: 0 } }],
        protectedPaths: [],
      },
      constraints: { checks: [], text: [] },
      boundaries: { text: [] },
      budget: {},
      policy: { ...DEFAULT_POLICY, undeclaredReads: 'ask', progress: 'nearer' },
    });
  });

  test.each<[string, object, string]>([
    ['no declared work', {}, 'ask'],
    ['declared work', { boundaries: { writePaths: ['src/**'] } }, 'refuse'],
    ['no work at all', { boundaries: { writePaths: [] } }, 'refuse'],
    ['report, said so', { policy: { undeclaredReads: 'report' } }, 'report'],
    [
      'ask, said so of declared work',
      { boundaries: { writePaths: ['src/**'] }, policy: { undeclaredReads: 'ask' } },
      'ask',
    ],
  ])('%s → undeclared reads: as said, else by what is declared', (_, fields, expected) => {
    const body = { ...FILE_GOAL, ...fields };
    for (const schema of [setGoalSchema, contractSchema, standingContractSchema])
      expect(schema.parse(body).policy.undeclaredReads).toBe(expected);
  });

  test.each(['{test,bench}/**', 'app/[id]', '!src', ' test', 'a\\b'])(
    'pattern %j → refused by name wherever a contract is sent; a contract that stands keeps it',
    (pattern) => {
      const body = {
        ...withVerification({ protectedPaths: [pattern] }),
        boundaries: { writePaths: [pattern] },
      };
      expect(problems(body)).toEqual(['verification.protectedPaths.0', 'boundaries.writePaths.0']);
      expect(standingContractSchema.safeParse(body).success).toBe(true);
    },
  );

  test('every limit that there is → kept as it was sent; replace is not part of the contract', () => {
    const limits = {
      budget: {
        tokens: 1,
        costUsd: 0.05,
        turns: 2,
        toolCalls: 3,
        timeSeconds: 4,
        deadline: '2999-12-31T23:59:59.5+01:00',
      },
      policy: {
        onNoToolCall: 'backoff',
        onReopen: 'keep',
        blockedAfterTurns: 1,
        maxRefusedAudits: 2,
        minGapSeconds: 86_400,
        stallAfterTurns: 1_000,
        questionTimeoutSeconds: 60,
        progress: 'changes',
        measureAfterTurns: 1_000,
      },
      boundaries: { text: [], tools: ['shell', 'request_input'] },
      notBefore: '2000-01-01T00:00:00Z',
    };
    const sent = { ...FILE_GOAL, ...limits };
    expect(contractOf(setGoalSchema.parse({ ...sent, replace: true }))).toMatchObject(limits);
    expect(contractSchema.parse(sent)).toEqual(contractOf(setGoalSchema.parse(sent)));
  });

  test.each([
    'pause',
    ' Resume\n',
    'CLEAR',
    'edit',
    'stop',
    'cancel',
    '/goal',
    '/goal pause',
    '/GOAL make it so',
    '/goals',
  ])('objective %j, a command → refused, and told so [C133]', (objective) => {
    const parsed = setGoalSchema.safeParse({ ...FILE_GOAL, objective });
    expect(parsed.error?.issues).toMatchObject([
      { path: ['objective'], message: expect.stringContaining('send the command instead') },
    ]);
  });

  test.each(['pause the video', 'Stop the leak', 'Describe /goal pause', 'clear\nthe cache'])(
    'objective %j, more than a command → taken [C116]',
    (objective) => {
      expect(problems({ ...FILE_GOAL, objective })).toEqual([]);
    },
  );

  test('deadline that has passed → refused for a goal that is set now, taken for one that stands', () => {
    const body = { ...FILE_GOAL, budget: { deadline: '2020-01-01T00:00:00Z' } };
    expect(problems(body)).toEqual(['budget.deadline']);
    expect(contractSchema.safeParse(body).success).toBe(false);
    expect(standingContractSchema.safeParse(body).success).toBe(true);
  });

  test('objective with space around it → kept without it [C8]', () => {
    const { objective } = contractOf(setGoalSchema.parse({ ...FILE_GOAL, objective: ' \n make it so\t' }));
    expect(objective).toBe('make it so');
  });

  test('objective → counted in code points, without the space around it [C10]', () => {
    const objective = '\u{1f600}'.repeat(4_000);
    expect(problems({ ...FILE_GOAL, objective: ` ${objective}\n` })).toEqual([]);
    expect(problems({ ...FILE_GOAL, objective: `${objective}x` })).toEqual(['objective']);
  });

  test.each<[string, unknown, string]>([
    ['empty objective', { ...FILE_GOAL, objective: ' \n' }, 'objective'],
    ['no objective', { verification: FILE_GOAL.verification }, 'objective'],
    ['no verification', { objective: 'x' }, 'verification'],
    ['no check', withVerification({ checks: [] }), 'verification.checks'],
    ['too many checks', withVerification({ checks: Array(21).fill(check) }), 'verification.checks'],
    ['unknown field', { ...FILE_GOAL, goal: 1 }, 'goal'],
    [
      'unknown field deep down',
      withCheck({ expect: { exitCode: 0, regex: '.*' } }),
      'verification.checks.0.expect.regex',
    ],
    [
      'exit code out of range',
      withCheck({ expect: { exitCode: 256 } }),
      'verification.checks.0.expect.exitCode',
    ],
    ['timeout of 0', withCheck({ timeoutSeconds: 0 }), 'verification.checks.0.timeoutSeconds'],
    ['eleven runs', withCheck({ runs: 11 }), 'verification.checks.0.runs'],
    [
      'unknown operator',
      withCheck({ expect: { metric: { marker: 'm', op: '!=', value: 1 } } }),
      'verification.checks.0.expect.metric.op',
    ],
    [
      'infinite value',
      withCheck({ expect: { metric: { marker: 'm', op: '<', value: 1 / 0 } } }),
      'verification.checks.0.expect.metric.value',
    ],
    ['budget of nothing', { ...FILE_GOAL, budget: { tokens: 0 } }, 'budget.tokens'],
    ['unknown policy', { ...FILE_GOAL, policy: { onNoToolCall: 'never' } }, 'policy.onNoToolCall'],
    ['negative gap', { ...FILE_GOAL, policy: { minGapSeconds: -1 } }, 'policy.minGapSeconds'],
    ['gap over a day', { ...FILE_GOAL, policy: { minGapSeconds: 86_401 } }, 'policy.minGapSeconds'],
    ['stalls at once', { ...FILE_GOAL, policy: { stallAfterTurns: 0 } }, 'policy.stallAfterTurns'],
    ['stalls too late', { ...FILE_GOAL, policy: { stallAfterTurns: 1_001 } }, 'policy.stallAfterTurns'],
    [
      'refused undeclared reads without declared work',
      { ...FILE_GOAL, policy: { undeclaredReads: 'refuse' } },
      'boundaries.writePaths',
    ],
    [
      'measured after no turn',
      { ...FILE_GOAL, policy: { measureAfterTurns: 0 } },
      'policy.measureAfterTurns',
    ],
    ['progress of no kind', { ...FILE_GOAL, policy: { progress: 'words' } }, 'policy.progress'],
    [
      'a question that waits for no time',
      { ...FILE_GOAL, policy: { questionTimeoutSeconds: 59 } },
      'policy.questionTimeoutSeconds',
    ],
    ['unknown tool', { ...FILE_GOAL, boundaries: { tools: ['browser'] } }, 'boundaries.tools.0'],
    [
      'path out of the workspace',
      { ...FILE_GOAL, boundaries: { writePaths: ['../x'] } },
      'boundaries.writePaths.0',
    ],
    ['unknown serviceTier', { ...FILE_GOAL, policy: { serviceTier: 'priority' } }, 'policy.serviceTier'],
    ['unknown onReopen', { ...FILE_GOAL, policy: { onReopen: 'ask' } }, 'policy.onReopen'],
    ['infinite cost', { ...FILE_GOAL, budget: { costUsd: 1 / 0 } }, 'budget.costUsd'],
    ['half a second', { ...FILE_GOAL, budget: { timeSeconds: 0.5 } }, 'budget.timeSeconds'],
    ['deadline without offset', withDeadline('2999-01-01T00:00:00'), 'budget.deadline'],
    ['deadline that is a day', withDeadline('2999-01-01'), 'budget.deadline'],
    ['deadline that is no date', withDeadline('2999-02-30T00:00:00Z'), 'budget.deadline'],
    ['deadline as a number', withDeadline(32_000_000_000_000), 'budget.deadline'],
    ['notBefore in words', { ...FILE_GOAL, notBefore: 'tomorrow' }, 'notBefore'],
    ['NUL in a command', withCheck({ command: 'true\0' }), 'verification.checks.0.command'],
    ['NUL in a name', withCheck({ name: 'a\0' }), 'verification.checks.0.name'],
    ['half a character in a name', withCheck({ name: 'a\ud800' }), 'verification.checks.0.name'],
    ['NUL in the objective', { ...FILE_GOAL, objective: 'x\0y' }, 'objective'],
    [
      'marker with space before it',
      withCheck({ expect: { metric: { marker: ' m', op: '<', value: 1 } } }),
      'verification.checks.0.expect.metric.marker',
    ],
    [
      'marker over two lines',
      withCheck({ expect: { metric: { marker: 'm\nn', op: '<', value: 1 } } }),
      'verification.checks.0.expect.metric.marker',
    ],
  ])('%s → refused, named [C9 C11]', (_, body, field) => {
    expect(problems(body)).toContain(field);
  });

  test.each(
    ['tokens', 'turns', 'toolCalls', 'costUsd', 'timeSeconds'].flatMap((dimension) =>
      [0, -1].map((limit) => [dimension, limit] as const),
    ),
  )('budget of %s: %d → refused, named [C11]', (dimension, limit) => {
    expect(problems({ ...FILE_GOAL, budget: { [dimension]: limit } })).toEqual([`budget.${dimension}`]);
    expect(problems({ ...FILE_GOAL, budget: { [dimension]: 1 } })).toEqual([]);
  });

  test.each(['/etc', '../x', 'a/../../x', 'a\0b', '', '.', './', './/.', '/'])(
    'protected path %j → refused',
    (path) => {
      expect(problems(withVerification({ protectedPaths: ['test', path] }))).toContain(
        'verification.protectedPaths.1',
      );
    },
  );

  test.each(['test', 'test/', './test', '.github/workflows', 'a..b', '...'])(
    'protected path %j → taken',
    (path) => {
      expect(problems(withVerification({ protectedPaths: [path] }))).toEqual([]);
    },
  );

  test('two checks of one name, also across roles → the second is named', () => {
    expect(problems(withVerification({ checks: [check, check] }))).toEqual(['verification.checks.1.name']);
    expect(
      problems({ ...FILE_GOAL, constraints: { checks: [{ name: 'lint', command: 'x' }, check] } }),
    ).toEqual(['constraints.checks.1.name']);
  });
});

describe('setGoalSchema: an auditor', () => {
  test.each<[string, object, string[]]>([
    ['alone', { auditor: {} }, []],
    ['with empty checks', { checks: [], auditor: {} }, []],
    ['with a model', { auditor: { model: 'judge-1' } }, []],
    ['of no model', { auditor: { model: ' ' } }, ['verification.auditor.model']],
    ['with an unknown field', { auditor: { strict: true } }, ['verification.auditor.strict']],
    ['that is a word', { auditor: true }, ['verification.auditor']],
    ['none, and no checks', { checks: [] }, ['verification.checks']],
    ['none, and nothing else', {}, ['verification.checks']],
  ])('%s → as expected', (_, verification, fields) => {
    expect(problems({ objective: 'Write a poem', verification })).toEqual(fields);
  });
});
