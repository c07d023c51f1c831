import { describe, expect, test } from '@jest/globals';
import { explainFailure } from '../../../../activities/model/failure/explain-failure.ts';
import type { ModelFailure } from '../../../../activities/model/failure/model-failure.ts';
import type { ProviderRefusal } from '../../../../activities/model/failure/provider-refusal.ts';
import type { ModelRequest } from '../../../../context/request.ts';

const REQUEST: ModelRequest = {
  instructions: '',
  tools: [],
  mayCallTools: true,
  input: [
    { role: 'user', content: 'a secret' },
    { type: 'function_call_output', call_id: 'call_1', output: 'a secret' },
    { type: 'reasoning' },
  ],
  cacheKey: 'thr_1',
};
const VARIABLES = { apiKey: 'AUDITOR_API_KEY', baseUrl: 'AUDITOR_BASE_URL', model: 'AUDITOR_MODEL' };
const SECRETS = { apiKey: 'sk-0123456789', variables: VARIABLES };

const explained = (failure: ModelFailure, request = REQUEST): string =>
  explainFailure(failure, request, SECRETS).reason;
const rejected = (refusal: ProviderRefusal): ModelFailure => ({
  kind: 'rejected',
  reason: 'refused',
  refusal,
});

describe('explainFailure: advice', () => {
  test.each<[ProviderRefusal, string]>([
    [{ of: 'key' }, 'AUDITOR_API_KEY'],
    [{ of: 'permission' }, 'AUDITOR_API_KEY'],
    [{ of: 'model' }, 'AUDITOR_MODEL'],
    [{ of: 'length' }, 'new thread'],
    [{ of: 'content' }, 'other words'],
    [{ of: 'request' }, 'AUDITOR_BASE_URL'],
  ])('%j → names what to change, and that the goal is to be resumed', (refusal, words) => {
    expect(explained(rejected(refusal))).toMatch(new RegExp(`^refused\\. .*${words}.* resume the goal\\.$`));
  });

  test('a web page → waited out, with the address to look at if that lasts', () => {
    const page = { kind: 'unavailable', reason: 'a web page', refusal: { of: 'address' } } as const;
    expect(explained(page)).toMatch(/^a web page\. .*asked again.*AUDITOR_BASE_URL/);
  });

  test.each([
    [0, 'input[0] (message of the user)'],
    [1, 'input[1] (function_call_output of call_1)'],
    [2, 'input[2] (reasoning)'],
    [9, 'input[9] (unknown item)'],
  ])('item %d → named without a word of what it holds', (index, name) => {
    const words = explained(rejected({ of: 'item', index }));
    expect(words).toContain(name);
    expect(words).not.toContain('secret');
  });

  test("the thread's own model → is named in place of the variable", () => {
    const request = { ...REQUEST, model: 'gpt-0' };
    expect(explained(rejected({ of: 'model' }), request)).toContain('the model (gpt-0)');
  });

  test('usage limit → advice only where no time is known to end it', () => {
    const limited = (usageLimit: object): ModelFailure => ({
      kind: 'usageLimited',
      reason: 'spent.',
      usageLimit,
    });
    expect(explained(limited({}))).toBe(
      'spent. Raise the limit or pay at the provider, then resume the goal.',
    );
    expect(explained(limited({ resetInMs: 5 }))).toBe('spent.');
  });

  test('a fault that passes → none', () => {
    expect(explained({ kind: 'unavailable', reason: '503 busy' })).toBe('503 busy');
  });
});

describe('explainFailure: the key', () => {
  test('the provider repeats it → taken out, each time', () => {
    const failure: ModelFailure = { kind: 'unavailable', reason: 'sk-0123456789? I know no sk-0123456789' };
    expect(explained(failure)).toBe('[key]? I know no [key]');
  });

  test('no key at all → nothing is taken out', () => {
    const failure: ModelFailure = { kind: 'unavailable', reason: 'none there' };
    expect(explainFailure(failure, REQUEST, { ...SECRETS, apiKey: 'none' }).reason).toBe('none there');
  });
});
