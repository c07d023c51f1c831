import { expect, test } from '@jest/globals';
import { withRawError } from '../../../../activities/model/failure/api-error.ts';
import { classifyError } from '../../../../activities/model/failure/model-failure.ts';
import { refusedPart } from '../../../../activities/model/failure/refused-part.ts';

/** OpenRouter's, whatever its provider said. */
const wrapped = (raw: string, status = 400) => ({
  status,
  message: `${status} Provider returned error`,
  error: { message: 'Provider returned error', code: status, metadata: { provider_name: 'p', raw } },
});
const told = (raw: string, status?: number) => classifyError(withRawError(wrapped(raw, status)));

test("a router's error → what its provider said decides", () => {
  const tooLong = '{"error":{"message":"This model\'s maximum context length is 8192 tokens."}}';
  expect(told(tooLong)).toMatchObject({ kind: 'rejected', refusal: { of: 'length' } });
  expect(told('{"error":{"type":"server_error","message":"oops"}}').kind).toBe('unavailable');
  expect(told('upstream is overloaded, too many requests, try again later').kind).toBe('unavailable');
  expect(told('{"error":{"message":"no such parameter"}}')).toMatchObject({ kind: 'rejected' });
});

test('a tier that its provider has not → the tier', () => {
  const own = { message: 'no such tier', param: 'service_tier' };
  expect(refusedPart(withRawError(wrapped(JSON.stringify({ error: own }))))).toBe('tier');
});

test.each([undefined, 'words', { status: 500 }, wrapped(' ')])(
  'nothing wrapped in %j → as it was',
  (error) => {
    expect(withRawError(error)).toBe(error);
  },
);
