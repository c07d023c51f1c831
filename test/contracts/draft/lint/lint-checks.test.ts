import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Code } from '../../../../contracts/draft/codes.ts';
import type { Finding } from '../../../../contracts/draft/draft.ts';
import { draftGoal } from '../../../../contracts/draft/draft-goal.ts';
import type { PartialContract } from '../../../../contracts/schema/partial-contract.ts';
import { omit } from '../../../../objects/omit.ts';
import type { Check } from '../../../../workflows/contract/contract.ts';
import { checkWith } from '../../../support/contract/sample-contract.ts';

interface Others {
  readonly objective?: string;
  readonly protectedPaths?: string[];
  readonly writePaths?: string[];
}

const contractOf = (
  check: Partial<Check>,
  { objective = 'x', protectedPaths = [], writePaths = [] }: Others = {},
) =>
  ({
    objective,
    verification: { checks: [checkWith(check)], protectedPaths },
    boundaries: { writePaths },
  }) satisfies PartialContract;

const findings = (contract: PartialContract, code: Code): readonly Finding[] =>
  draftGoal({ contract }).findings.filter((each) => each.code === code);

const messages = (contract: PartialContract, code: Code): string =>
  findings(contract, code)
    .map(({ message }) => message)
    .join();

const metric = { marker: 'p95_ms', op: '<', value: 120 } as const;

describe('checkAlwaysPasses', () => {
  test('a command that cannot fail → an error at the command', () => {
    expect(findings(contractOf({ command: 'npm test || true' }), 'checkAlwaysPasses')).toMatchObject([
      {
        severity: 'error',
        field: 'verification.checks.0.command',
        message: '"tests" exits with 0 whatever happens.',
      },
    ]);
  });

  test('of a constraint → found as well', () => {
    const contract = { constraints: { checks: [checkWith({ command: 'true' })] } };
    expect(findings(contract, 'checkAlwaysPasses')).toMatchObject([
      { field: 'constraints.checks.0.command' },
    ]);
  });

  test.each<[string, Partial<Check>]>([
    ['a metric decides', { command: 'node bench.js | tail -n 1', expect: { exitCode: 0, metric } }],
    ['another exit code is wanted', { command: 'exit 0', expect: { exitCode: 3 } }],
  ])('%s → no finding', (_, check) => {
    expect(findings(contractOf(check), 'checkAlwaysPasses')).toEqual([]);
  });
});

describe('unprotectedCheck', () => {
  test.each<[string, string[], string]>([
    ['npm test', [], 'package.json, .npmrc, **/*.test.*, **/*.spec.*, **/__tests__, test, tests.'],
    ['npm test', ['test'], 'package.json, .npmrc.'],
    ['npm test', ['src/a.test.ts', 'package.json'], ' .npmrc.'],
    ['node bench/checkout.js', ['package.json'], 'bench/checkout.js.'],
    [
      './node_modules/.bin/jest test/a.test.js',
      ['package.json', '**/__mocks__'],
      'test/a.test.js, jest.config.*.',
    ],
    [
      'pytest -q',
      ['tests', '**/conftest.py'],
      'pytest.ini, .pytest.ini, pyproject.toml, tox.ini, setup.cfg.',
    ],
    [
      'cd api && go test ./...',
      ['**/*_test.go', 'go.mod', 'go.sum', 'go.work', 'go.work.sum', 'vendor'],
      'api/go.mod, api/go.sum',
    ],
    ['bash scripts/verify.sh', [], 'scripts/verify.sh.'],
    ['diff out.txt expected/out.txt', [], 'expected/out.txt.'],
    ['node run.mjs --config=bench/big.json', ['package.json'], 'bench/big.json.'],
  ])('%s with %j protected → %s', (command, protectedPaths, named) => {
    expect(messages(contractOf({ command }, { protectedPaths }), 'unprotectedCheck')).toContain(named);
  });

  test.each<[string, Others]>([
    ['node bench/checkout.js', { protectedPaths: ['bench', 'package.json'] }],
    ['node bench/checkout.js', { protectedPaths: ['**'] }],
    // The tests are the work.
    ['npm test', { protectedPaths: ['package.json', '.npmrc'], writePaths: ['test'] }],
    ['curl -sf https://example.com/test/health', {}],
    ['test -f report.md', {}],
    ['git diff --exit-code', {}],
    ['/usr/bin/test -s out', {}],
  ])('%s with %j → nothing to protect', (command, others) => {
    expect(messages(contractOf({ command }, others), 'unprotectedCheck')).toBe('');
  });

  test('what is unprotected → proposed, each path once, and then there is no finding left', () => {
    const contract = contractOf({ command: 'npx jest test/a.test.js && node bench/b.js' });
    const { proposals } = draftGoal({ contract });
    const paths = proposals
      .filter(({ field }) => field === 'verification.protectedPaths')
      .map(({ value }) => String(value));
    expect(paths).toEqual(
      expect.arrayContaining(['test/a.test.js', 'bench/b.js', 'package.json', 'jest.config.*']),
    );
    expect(new Set(paths).size).toBe(paths.length);
    const secured = contractOf(
      { command: contract.verification.checks[0]?.command ?? '' },
      { protectedPaths: paths },
    );
    for (const code of ['unprotectedCheck', 'unprotectedConfiguration'] as const)
      expect(findings(secured, code)).toEqual([]);
  });
});

test('unprotectedConfiguration: npm test → what the runners that it may start read', () => {
  const contract = contractOf(
    { command: 'npm test' },
    { protectedPaths: ['package.json', '.npmrc', 'test'] },
  );
  expect(messages(contract, 'unprotectedConfiguration')).toMatch(
    /package-lock\.json.*jest\.config\.\*.*and \d+ more\.$/,
  );
});

test('undeclaredRead: a file that may be the work → noted until it is declared or protected', () => {
  const check = { command: 'test "$(bash fizzbuzz.sh 15 | tail -n 1)" = FizzBuzz' };
  expect(messages(contractOf(check), 'undeclaredRead')).toContain('fizzbuzz.sh');
  expect(findings(contractOf(check, { writePaths: ['*.sh'] }), 'undeclaredRead')).toEqual([]);
  expect(findings(contractOf(check, { protectedPaths: ['fizzbuzz.sh'] }), 'undeclaredRead')).toEqual([]);
});

test('workIsProtected: the work inside of what is protected → an error; a protected file within the work → none', () => {
  const within = (writePaths: string[], protectedPaths: string[]) =>
    findings(contractOf({}, { writePaths, protectedPaths }), 'workIsProtected').map(({ field }) => field);
  expect(within(['docs', 'src/a'], ['src'])).toEqual(['boundaries.writePaths.1']);
  expect(within(['src'], ['src/test', 'test'])).toEqual([]);
});

test('metricSelfReported: a number that a check prints → noted at the metric', () => {
  expect(findings(contractOf({ expect: { exitCode: 0, metric } }), 'metricSelfReported')).toMatchObject([
    { severity: 'note', field: 'verification.checks.0.expect.metric' },
  ]);
  expect(findings(contractOf({}), 'metricSelfReported')).toEqual([]);
});

test('boundWithoutMetric: a bound in the objective → noted while no check reads a number, and proposed without a marker', () => {
  const objective = 'Reduce p95 below 120 ms';
  const contract = contractOf({}, { objective });
  expect(messages(contract, 'boundWithoutMetric')).toBe(
    'No check reads the number that is to be "below 120 ms".',
  );
  expect(draftGoal({ contract }).proposals).toContainEqual({
    field: 'verification.checks.0.expect.metric',
    value: { op: '<', value: 120 },
    reason: 'The words name a bound: "below 120 ms".',
    missing: expect.stringContaining('marker'),
  });
  expect(
    findings(contractOf({ expect: { exitCode: 0, metric } }, { objective }), 'boundWithoutMetric'),
  ).toEqual([]);
});

test('an auditor alone → enough to rule on the outcome', () => {
  const { findings, parts } = draftGoal({
    contract: { objective: 'Improve the docs', verification: { auditor: {} } },
  });
  const codes = findings.map(({ code }) => code);
  for (const code of ['noVerification', 'noCheck', 'noFinishLine']) expect(codes).not.toContain(code);
  expect(parts.verification).toEqual({ status: 'given', text: 'An auditor rules on the evidence.' });
});

test('the example p95-latency → no error and no warning', () => {
  const contract = JSON.parse(readFileSync('examples/p95-latency/goal.json', 'utf8'));
  const { findings, settable } = draftGoal({ contract });
  expect(settable).toBe(true);
  expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
});

describe('hidden checks', () => {
  const hidden = checkWith({
    name: 'held',
    command: 'node test/held.mjs',
    visibility: 'hidden',
    files: [{ path: 'test/held.mjs', mode: '644', sizeBytes: 1, sha256: 'a'.repeat(64) }],
  });

  test('beside a visible one, with a hint → nothing; its own files count as protected', () => {
    const verification = {
      checks: [checkWith(), { ...hidden, hint: 'other numbers' }],
      protectedPaths: ['test/a.mjs'],
    };
    for (const code of ['onlyHiddenChecks', 'hiddenWithoutHint', 'undeclaredRead'] as const)
      expect(findings({ objective: 'x', verification }, code)).toEqual([]);
    expect(messages({ objective: 'x', verification }, 'unprotectedCheck')).not.toContain('held.mjs');
    const bare = omit(hidden, 'files');
    expect(messages(contractOf(bare), 'unprotectedCheck')).toContain('test/held.mjs');
  });

  test('alone → the model sees nothing to work against; without a hint → said', () => {
    expect(findings(contractOf(hidden), 'onlyHiddenChecks')).toMatchObject([
      { severity: 'warning', field: 'verification.checks' },
    ]);
    expect(messages(contractOf(hidden), 'hiddenWithoutHint')).toContain('"held"');
  });
});
