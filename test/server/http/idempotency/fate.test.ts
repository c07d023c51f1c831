import { expect, test } from '@jest/globals';
import { fateOf } from '../../../../server/http/idempotency/fate.ts';

test('fateOf: a refusal on the way to the thread → its key is free; by the thread itself → it stands', () => {
  expect(fateOf(413)).toBe('forget');
  expect(fateOf(413, true)).toBe('keep');
  expect(fateOf(503)).toBe('release');
});
