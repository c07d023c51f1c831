import { describe, expect, test } from '@jest/globals';
import type { Code } from '../../../../contracts/draft/codes.ts';
import { draftGoal } from '../../../../contracts/draft/draft-goal.ts';
import type { PartialContract } from '../../../../contracts/schema/partial-contract.ts';
import type { Check, MetricExpectation } from '../../../../workflows/contract/contract.ts';
import { checkWith } from '../../../support/contract/sample-contract.ts';

const WORKSPACE = { paths: ['test', 'test/run.mjs', 'src', 'src/a.js'], isWhole: true };

const contractOf = (protectedPaths: string[], writePaths?: string[]): PartialContract => ({
  objective: 'x',
  verification: { checks: [checkWith()], protectedPaths },
  ...(writePaths && { boundaries: { writePaths } }),
});

const fieldsOf = (contract: PartialContract, code: Code, workspace = WORKSPACE): string[] =>
  draftGoal({ contract, workspace })
    .findings.filter((each) => each.code === code)
    .map(({ field }) => field);

describe('lintPatterns', () => {
  test('a shell glob → an error with the remedy, not settable, and not said twice', () => {
    const contract = contractOf(['test', '{test,bench}/**'], [' src']);
    expect(fieldsOf(contract, 'patternNotUnderstood')).toEqual([
      'verification.protectedPaths.1',
      'boundaries.writePaths.0',
    ]);
    expect(fieldsOf(contract, 'patternMatchesNothing')).toEqual([]);
    const { settable, findings } = draftGoal({ contract });
    expect(settable).toBe(false);
    expect(findings.find(({ code }) => code === 'patternNotUnderstood')).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('write two patterns: "test/**", "bench/**"'),
    });
  });

  test('a workspace that is known → patterns that match nothing of it; not known → nothing is said', () => {
    const contract = contractOf(['test', 'tset', 'lint.cfg'], ['scr', 'docs']);
    expect(fieldsOf(contract, 'patternMatchesNothing')).toEqual(['verification.protectedPaths.1']);
    expect(fieldsOf(contract, 'sealedAsAbsent')).toEqual(['verification.protectedPaths.2']);
    expect(fieldsOf(contract, 'workMatchesNothing')).toEqual(['boundaries.writePaths.0']);
    const codes = draftGoal({ contract }).findings.map(({ code }) => code);
    for (const code of ['patternMatchesNothing', 'sealedAsAbsent', 'workMatchesNothing'] as const)
      expect(codes).not.toContain(code);
  });

  test('checks without declared work → recommended; declared, or nothing to run → not', () => {
    expect(fieldsOf(contractOf([]), 'undeclaredWork')).toEqual(['boundaries.writePaths']);
    expect(fieldsOf(contractOf([], ['src']), 'undeclaredWork')).toEqual([]);
    expect(fieldsOf({ verification: { auditor: {} } }, 'undeclaredWork')).toEqual([]);
  });
});

describe('notShownToFail', () => {
  const found = (check: Partial<Check>, policy = {}): string[] =>
    fieldsOf({ verification: { checks: [checkWith(check)] }, policy }, 'notShownToFail');

  test.each([
    'bash check.sh',
    'test -f report.md',
    'node test/run.mjs',
    'python3 test.py',
    'make',
    'go vet ./...',
  ])('%s, no known runner of tests → noted at the check', (command) => {
    expect(found({ command })).toEqual(['verification.checks.0']);
  });

  test.each([
    'npm test',
    'npx jest',
    'pytest -q',
    'python3 -m unittest -q',
    '/usr/bin/python3.12 -m unittest',
    'cd api && go test ./...',
    'cargo test',
    'node --test',
    'mvn -q test',
    'bash -c "node --test test/"',
  ])('%s → not noted', (command) => {
    expect(found({ command })).toEqual([]);
  });

  test.each<[string, Partial<Check>, object]>([
    ['a twin of its own', { twin: { command: 'sed -i s/1/2/ expected' } }, {}],
    [
      'a metric, whose baseline is its twin',
      { expect: { exitCode: 0, metric: { marker: 'p95_ms', op: '<', value: 1 } } },
      {},
    ],
    ['twins switched off', {}, { twins: 'off' }],
  ])('%s → not noted', (_, check, policy) => {
    expect(found({ command: 'bash check.sh', ...check }, policy)).toEqual([]);
  });
});

test('commonMarker: a word that other output holds → noted; a name of its own, or a channel → not', () => {
  const bound = { op: '<', value: 1 } as const;
  const found = (metric: MetricExpectation): string[] =>
    fieldsOf({ verification: { checks: [checkWith({ expect: { exitCode: 0, metric } })] } }, 'commonMarker');
  expect(found({ ...bound, marker: 'Failed' })).toEqual(['verification.checks.0.expect.metric.marker']);
  expect(found({ ...bound, marker: 'checkout_p95_ms' })).toEqual([]);
  expect(found({ ...bound, marker: 'failed', source: 'channel' })).toEqual([]);
  expect(found({ ...bound, jsonPath: 'failed' })).toEqual([]);
});
