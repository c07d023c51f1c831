import { describe, expect, test } from '@jest/globals';
import { refusedPart } from '../../../../activities/model/failure/refused-part.ts';

describe('refusedPart', () => {
  test.each<[string, object]>([
    ['OpenAI', { status: 404, code: 'model_not_found', message: '404 The model `x` does not exist' }],
    [
      'OpenAI, of a project without access',
      { status: 403, code: 'model_not_found', message: '403 No access' },
    ],
    ['a local server', { status: 404, message: '404 model "x" not found, try pulling it first' }],
    ['a model that was retired', { status: 410, message: '410 This model is no longer served.' }],
  ])('no such model, in the words of %s → model', (_, error) => {
    expect(refusedPart(error)).toBe('model');
  });

  test.each<[string, unknown]>([
    ['a wrong address', { status: 404, message: '404 Unknown request URL: POST /v2/responses.' }],
    ['a wrong key', { status: 401, message: '401 Incorrect API key for this model' }],
    ['a rate limit', { status: 429, code: 'rate_limit_exceeded', message: '429 Rate limit reached' }],
    ['an outage that speaks of resources', { status: 503, message: '503 resource unavailable' }],
    ['a bad request', { status: 400, param: 'input', message: '400 Invalid input' }],
    ['a broken connection', new TypeError('fetch failed')],
    ['no object', 'model_not_found'],
    ['nothing', undefined],
  ])('%s → nothing that could be left out', (_, error) => {
    expect(refusedPart(error)).toBeUndefined();
  });

  test('an unknown tier, named by the parameter or in words → tier', () => {
    expect(refusedPart({ status: 400, param: 'service_tier', message: '400 Invalid value' })).toBe('tier');
    expect(refusedPart({ status: 400, message: '400 Unsupported service_tier: flex' })).toBe('tier');
  });
});
