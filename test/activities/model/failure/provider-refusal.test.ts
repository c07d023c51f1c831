import { describe, expect, test } from '@jest/globals';
import {
  providerRefusal,
  type RefusalFields,
} from '../../../../activities/model/failure/provider-refusal.ts';

describe('refusalOf', () => {
  test.each<[string, RefusalFields, string, object]>([
    ['a wrong key', { status: 401 }, '', { of: 'key' }],
    ['a wrong key, told by its code', { status: 400, code: 'invalid_api_key' }, '', { of: 'key' }],
    ['a key without the right', { status: 403 }, '', { of: 'permission' }],
    ['no such address', { status: 404 }, '', { of: 'model' }],
    ['no such model, as a 400', { status: 400, code: 'model_not_found' }, '', { of: 'model' }],
    ['a long request, by its code', { code: 'context_length_exceeded' }, '', { of: 'length' }],
    ['a long request, by its status', { status: 413 }, '', { of: 'length' }],
    [
      'vLLM',
      { status: 400 },
      "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.",
      { of: 'length', saidTokens: 8192 },
    ],
    [
      'llama.cpp',
      { status: 400 },
      'the request exceeds the available context size (4096 tokens)',
      { of: 'length', saidTokens: 4096 },
    ],
    ['an older one', { status: 400 }, 'the request exceeds the available context size', { of: 'length' }],
    [
      'Anthropic',
      { status: 400 },
      'prompt is too long: 208310 tokens > 200000 maximum',
      { of: 'length', saidTokens: 200_000 },
    ],
    ['a content filter', { status: 400, code: 'content_filter' }, '', { of: 'content' }],
    [
      'an item, by its parameter',
      { status: 400, param: 'input[12].content[0]' },
      '',
      { of: 'item', index: 12 },
    ],
    ['an item, by the words', { status: 400 }, "Invalid value: 'input[3].id'.", { of: 'item', index: 3 }],
    ['a parameter that is no item', { status: 400, param: 'tools[0]' }, '', { of: 'request' }],
    ['a number beyond any item', { status: 400, param: 'input[99999999999]' }, '', { of: 'request' }],
    ['anything else', { status: 422, code: 7, param: null }, 'no', { of: 'request' }],
  ])('%s → what is refused', (_, fields, message, refusal) => {
    expect(providerRefusal(fields, message)).toEqual(refusal);
  });
});
