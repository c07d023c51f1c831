import { describe, expect, test } from '@jest/globals';
import { isRefusingCode, providerRefusal } from '../../../../activities/model/failure/provider-refusal.ts';

describe('providerRefusal', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string, object]>([
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
    ['an item behind a dot', { status: 400, param: 'input.3.name' }, 'bad', { of: 'item', index: 3 }],
    [
      'a message of Chat Completions',
      { status: 400, param: 'messages[3].tool_calls[0].id' },
      '',
      { of: 'item', index: 3, list: 'messages' },
    ],
    [
      'a message, by the words of Anthropic',
      { status: 400 },
      'messages.5.content.0: `tool_use` ids must be unique',
      { of: 'item', index: 5, list: 'messages' },
    ],
    [
      'an item that is not stored, with a 404',
      { status: 404, param: 'input' },
      "Item with id 'rs_1' not found. Items are not persisted when `store` is set to false.",
      { of: 'request' },
    ],
    ['a policy', { code: 'cyber_policy' }, '', { of: 'content' }],
    ['a parameter that is no item', { status: 400, param: 'tools[0]' }, '', { of: 'request' }],
    ['a number beyond any item', { status: 400, param: 'input[99999999999]' }, '', { of: 'request' }],
    ['anything else', { status: 422, code: 7, param: null }, 'no', { of: 'request' }],
  ])('%s → what is refused', (_, fields, message, refusal) => {
    expect(providerRefusal(fields, message)).toEqual(refusal);
  });
});

test.each([
  ...[
    'invalid_prompt',
    'invalid_request_error',
    'model_not_found',
    'context_length_exceeded',
    'cyber_policy',
  ],
  ...['unsupported_value', 'string_above_max_length', 'authentication_error', 'image_too_large'],
])('isRefusingCode: %s → refuses the request', (code) => {
  expect(isRefusingCode({ code })).toBe(true);
  expect(isRefusingCode({ code: null, type: code })).toBe(true);
});

test.each([
  ...['too_many_requests', 'rate_limit_error', 'rate_limit_exceeded', 'timeout', 'request_timeout'],
  ...['processing_error', 'unknown_error', 'internal_failure', 'model_overloaded', 'a_word_of_its_own', 502],
])('isRefusingCode: %s → does not', (code) => {
  expect(isRefusingCode({ code })).toBe(false);
});
