import { expect, test } from '@jest/globals';
import { fateOf } from '../../../../server/http/idempotency/fate.ts';

test('fateOf: a refusal on the way to the thread → its key is free; by the thread itself → it stands', () => {
  expect(fateOf(413)).toBe('forget');
  expect(fateOf(413, 'decided')).toBe('keep');
  expect(fateOf(404, 'undecided')).toBe('release');
  expect(fateOf(404)).toBe('keep');
  expect(fateOf(503)).toBe('release');
});
