import { expect, test } from '@jest/globals';
import { alwaysExitsZero } from '../../../../contracts/draft/lint/exit-code.ts';

test.each([
  'true',
  ':',
  'exit 0',
  'echo ok',
  'npm test || true',
  'npm test || :',
  'npm test || echo failed',
  'npm test || exit 0',
  'npm test; true',
  'npm test; exit 0',
  'npm test\ntrue',
  'npm test; echo done',
  'npm test &',
  'npm test | tee test.log',
  'npm test 2>&1 | tail -n 20',
  'npm test | cat',
  'npm test && make lint || true',
])('%s → passes whatever happens', (command) => {
  expect(alwaysExitsZero(command)).toBe(true);
});

test.each([
  'npm test',
  'npm test && true',
  'cd web && true',
  'npm test && echo ok',
  'true && npm test',
  'true; npm test',
  'test -f out.txt',
  'exit 1',
  'set -e; npm test; echo ok',
  'set -euo pipefail; npm test | tee log',
  'npm test | grep -q "0 failed"',
  'npm test || exit 1',
  'npm test || (echo failed; exit 1)',
  'if npm test; then exit 1; fi; exit 0',
  'diff <(sort a) b',
  'echo "|| true" | grep -q x',
  'test "$(cat a || true)" = \'b\'',
  '',
])('%j → can fail', (command) => {
  expect(alwaysExitsZero(command)).toBe(false);
});
