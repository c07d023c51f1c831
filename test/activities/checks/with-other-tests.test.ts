import { expect, test } from '@jest/globals';
import { withOtherTests } from '../../../activities/checks/with-other-tests.ts';
import { checkWith } from '../../support/contract/sample-contract.ts';

const READS = { count: 1, files: [], undeclared: [], unprotected: [] };
const ran = (name: string, changed: readonly string[] | undefined) => ({
  check: checkWith({ name }),
  runs: [
    {
      ...{ passed: true, exitCode: 0, metric: null, durationMs: 1, outputSha256: '', outputTail: '' },
      ...{ reason: null, ranAt: new Date(0) },
      reads:
        changed === undefined
          ? ({ known: false, reason: 'no times' } as const)
          : ({ ...READS, known: true, changed } as const),
      traces: { sealed: [], planted: [], undeclared: [], leftProcesses: [] },
    },
  ],
});

test('withOtherTests: checks that read changed tests, declared or not → named; the work alone, or nothing known → not', () => {
  const examined = [
    ran('suite', ['src/vat.py', 'tests/test_vat.py']),
    ran('smoke', ['src/vat.py']),
    ran('blind', undefined),
  ];
  const decidesChecks = (path: string): boolean => path.startsWith('tests/');
  expect(withOtherTests(examined, { decidesChecks })).toEqual(['suite']);
});
