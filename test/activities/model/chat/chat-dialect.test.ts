import { describe, expect, test } from '@jest/globals';
import { adapted, type ChatDialect, FULL_DIALECT } from '../../../../activities/model/chat/chat-dialect.ts';

const refused = (error: unknown) => adapted(FULL_DIALECT, error);
const bad = (message: string, fields: object = {}) => ({ status: 400, message: `400 ${message}`, ...fields });

describe('adapted', () => {
  test.each<[string, object, object]>([
    ['in words', bad('Unknown parameter: prompt_cache_key'), { omits: ['prompt_cache_key'] }],
    ['as the parameter', bad('No.', { param: 'parallel_tool_calls' }), { omits: ['parallel_tool_calls'] }],
    [
      'several at once, as Mistral does',
      {
        status: 422,
        message:
          '422 {"detail":[{"type":"extra_forbidden","loc":["body","stream_options","include_usage"],"msg":"Extra inputs are not permitted"},{"type":"extra_forbidden","loc":["body","prompt_cache_key"]}]}',
      },
      { omits: ['prompt_cache_key', 'stream_options'] },
    ],
  ])('a field that changes no answer is refused %s → left out', (_, error, changed) => {
    expect(refused(error)).toEqual({ ...FULL_DIALECT, ...changed });
  });

  test.each([
    ['DeepSeek', 'The `reasoning_content` in the thinking mode must be passed back to the API.'],
    ['DeepSeek, earlier', 'Missing `reasoning_content` field in the assistant message at message index 2.'],
    [
      'Kimi',
      'thinking is enabled but reasoning_content is missing in assistant tool call message at index 2',
    ],
  ])('thoughts are missed, in the words of %s → in every message', (_, words) => {
    expect(refused(bad(words))).toEqual({ ...FULL_DIALECT, thoughts: 'reasoning_content' });
  });

  test('thoughts are missed under the other name → under that one', () => {
    const error = bad("'messages.2.reasoning' is required");
    expect(refused(error)).toEqual({ ...FULL_DIALECT, thoughts: 'reasoning' });
  });

  test('signatures are missed, in the words of Gemini → with every message that calls, once', () => {
    const error = bad(
      '[{"error":{"message":"Function call is missing a thought_signature in functionCall parts."}}]',
    );
    const signing = refused(error);
    expect(signing).toEqual({ ...FULL_DIALECT, signatures: 'always' });
    expect(adapted(signing ?? FULL_DIALECT, error)).toBeUndefined();
  });

  test.each([
    ['DeepSeek', 'This response_format type is unavailable now'],
    ['Gemini, beside tools', "Function calling with a response mime type: 'application/json' is unsupported"],
  ])('a schema is refused, in the words of %s → JSON without one, then none', (_, words) => {
    const first = refused(bad(words));
    expect(first).toEqual({ ...FULL_DIALECT, format: 'object' });
    const second = adapted(first ?? FULL_DIALECT, bad(words));
    expect(second).toEqual({ ...FULL_DIALECT, format: 'words' });
    expect(adapted(second ?? FULL_DIALECT, bad(words))).toBeUndefined();
  });

  test('thoughts are refused → left out', () => {
    const error = bad("'messages.2' : for 'role:assistant' the property 'reasoning_content' is unsupported");
    expect(refused(error)).toEqual({ ...FULL_DIALECT, thoughts: 'leftOut' });
  });

  test('one after the other → what was found out before holds', () => {
    const first = refused(bad('unknown field stream_options'));
    expect(adapted(first ?? FULL_DIALECT, bad('reasoning_content must be passed back'))).toEqual({
      ...FULL_DIALECT,
      ...{ omits: ['stream_options'], thoughts: 'reasoning_content' },
    });
  });

  test.each<[string, unknown, ChatDialect]>([
    ['another reason', bad('messages: too long'), FULL_DIALECT],
    ['no reason', { status: 422, message: '422 status code (no body)' }, FULL_DIALECT],
    ['the effort of thinking', bad('reasoning_effort: must be one of low, high'), FULL_DIALECT],
    ['no bad request', { status: 500, message: '500 prompt_cache_key' }, FULL_DIALECT],
    ['no error', null, FULL_DIALECT],
    ['what is left out already', bad('prompt_cache_key'), { ...FULL_DIALECT, omits: ['prompt_cache_key'] }],
    ['thoughts, all the same', bad('reasoning_content must be'), { ...FULL_DIALECT, thoughts: 'leftOut' }],
    ['thoughts, though there are', bad('reasoning must be'), { ...FULL_DIALECT, thoughts: 'reasoning' }],
  ])('%s → nothing to change', (_, error, dialect) => {
    expect(adapted(dialect, error)).toBeUndefined();
  });
});
