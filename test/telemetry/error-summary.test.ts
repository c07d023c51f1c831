import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { errorSummary } from '../../telemetry/error-summary.ts';

describe('errorSummary', () => {
  test('an unexpected error → kind, code and frames', () => {
    const error = Object.assign(new TypeError('the secret is 42'), { code: 'ERR_SECRET' });
    expect(errorSummary(error)).toEqual({
      type: 'TypeError',
      code: 'ERR_SECRET',
      at: expect.arrayContaining([expect.stringMatching(/^at .*error-summary\.test\.ts/)]),
    });
  });

  test('a failure of ours → its type alone', () => {
    const failure = Object.assign(new Error('the secret is 42'), {
      type: 'ModelError.Rejected',
      nonRetryable: true,
    });
    expect(errorSummary(failure)).toEqual({ type: 'ModelError.Rejected' });
  });

  test('causes → summed up as well, a circle of them to an end', () => {
    const inner = new RangeError('inner');
    const outer = new Error('outer', { cause: inner });
    expect(errorSummary(outer)).toMatchObject({ type: 'Error', cause: { type: 'RangeError' } });
    inner.cause = outer;
    expect(JSON.stringify(errorSummary(outer)).match(/cause/g)).toHaveLength(5);
  });

  test.each([['text'], [42], [undefined], [null]])('%j thrown → what it is, not what it says', (thrown) => {
    expect(Object.keys(errorSummary(thrown))).toEqual(['type']);
  });

  test('a name, type or code that is a sentence → left out', () => {
    const error = Object.assign(new Error(''), {
      name: 'my secret name',
      type: 'a b',
      code: 'c d',
      stack: '',
    });
    expect(errorSummary(error)).toEqual({ type: 'Error' });
  });

  test('any message, also one that looks like a stack → no word of it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const error = new SyntaxError(`canary ${text}\n    at canary (canary.ts:1:1)`);
        return !JSON.stringify(errorSummary(error)).includes('canary');
      }),
    );
  });
});
