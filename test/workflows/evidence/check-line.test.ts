import { expect, test } from '@jest/globals';
import { checkLine } from '../../../workflows/evidence/check-line.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';

test.each<[Parameters<typeof outcomeWith>[0], string]>([
  [{}, 'tests (verification) passed: exit 0'],
  [{ role: 'constraint', metric: 0 }, 'tests (constraint) passed: exit 0, measured 0'],
  [
    { passed: false, metric: 135.2, reason: 'wanted p95_ms < 120' },
    'tests (verification) FAILED: exit 0, measured 135.2, wanted p95_ms < 120',
  ],
  [
    { passed: false, exitCode: null, reason: 'still running after 5 s' },
    'tests (verification) FAILED: did not run to its end, still running after 5 s',
  ],
  [{ exitCode: null, isHidden: true }, 'tests (verification, hidden) passed'],
  [{ passed: false, exitCode: null, isHidden: true }, 'tests (verification, hidden) FAILED'],
])('checkLine: %j → one line', (fields, line) => {
  expect(checkLine(outcomeWith(fields))).toBe(line);
});
