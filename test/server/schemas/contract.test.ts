import { describe, expect, test } from '@jest/globals';
import { contractOf, setGoalSchema } from '../../../server/schemas/contract.ts';
import { FILE_GOAL } from '../../support/contracts.ts';

const check = FILE_GOAL.verification.checks[0];
const withVerification = (fields: object) => ({
  ...FILE_GOAL,
  verification: { ...FILE_GOAL.verification, ...fields },
});
const withCheck = (fields: object) => withVerification({ checks: [{ ...check, ...fields }] });

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
      policy: { onNoToolCall: 'suppress', blockedAfterTurns: 3, maxRefusedAudits: 20 },
    });
  });

  test('objective → counted in code points, without the space around it', () => {
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
  ])('%s → refused, named', (_, body, field) => {
    expect(problems(body)).toContain(field);
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
