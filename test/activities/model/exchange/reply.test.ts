import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { billedUsage } from '../../../../activities/model/exchange/billed-usage.ts';
import { parseReply } from '../../../../activities/model/exchange/reply.ts';

const message = (text: string) => ({ type: 'message', content: [{ type: 'output_text', text }] });
const call = (call_id: string, fields: object = {}) => ({
  type: 'function_call',
  call_id,
  name: 'shell',
  arguments: '{"command":"ls"}',
  ...fields,
});
/** The form that comes over the wire: what is `undefined` is not there. */
const asJson = (value: object): unknown => JSON.parse(JSON.stringify(value));
const USAGE = { input_tokens: 90, output_tokens: 7, input_tokens_details: { cached_tokens: 64 } };
const response = (fields: object = {}) => ({
  id: 'resp_1',
  status: 'completed',
  output: [message('Hello.')],
  usage: USAGE,
  ...fields,
});

function outputOf(...output: readonly unknown[]) {
  const parsed = parseReply(response({ output }));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.reply.output;
}

describe('parseReply', () => {
  test('text reply → text, usage and the response id, nothing else', () => {
    expect(parseReply(response({ temperature: 1, output: [{ ...message('Hello.'), id: 'msg_1' }] }))).toEqual(
      {
        ok: true,
        reply: {
          responseId: 'resp_1',
          output: [{ type: 'message', text: 'Hello.' }],
          usage: { inputTokens: 90, cachedInputTokens: 64, outputTokens: 7 },
        },
      },
    );
  });

  test('several text parts and a refusal → one text in their order; unknown parts are left out', () => {
    const content = [
      { type: 'output_text', text: 'a' },
      { type: 'output_audio', data: 'x' },
      { type: 'refusal', refusal: 'I cannot.' },
    ];
    expect(outputOf({ type: 'message', content })).toEqual([
      { type: 'message', text: 'aI cannot.', isRefusal: true },
    ]);
  });

  test('call → id, name and arguments as written, also broken JSON', () => {
    expect(outputOf(call('call_1', { id: 'fc_1', status: 'completed', arguments: '{"comm' }))).toEqual([
      { type: 'function_call', call_id: 'call_1', name: 'shell', arguments: '{"comm' },
    ]);
  });

  test('the same call id several times → each call has an id of its own, and the first keeps its id', () => {
    const ids = outputOf(call('a'), call('a'), call('a_2'), call('a')).map(
      (item) => 'call_id' in item && item.call_id,
    );
    expect(ids[0]).toBe('a');
    expect(new Set(ids).size).toBe(4);
  });

  test('reasoning that a server shows instead of sealing it → kept as text', () => {
    const shown = (text: string) => ({
      ...{ type: 'reasoning', id: 'rs_1', summary: [] },
      content: [{ type: 'reasoning_text', text }, { type: 'something_else' }],
    });
    expect(outputOf(shown('Let me see.'), message('Hi'))).toEqual([
      { type: 'reasoning', field: 'reasoning_text', id: 'rs_1', text: 'Let me see.' },
      { type: 'message', text: 'Hi' },
    ]);
    expect(outputOf(shown(''), message('Hi'))).toEqual([{ type: 'message', text: 'Hi' }]);
  });

  test('reasoning with encrypted content → kept with its summary; without → left out', () => {
    const summary = [{ type: 'summary_text', text: 'hm' }];
    const kept = { type: 'reasoning', id: 'rs_1', summary, encrypted_content: 'gAAA' };
    const bare = { type: 'reasoning', id: 'rs_2', summary, encrypted_content: null };
    expect(outputOf({ ...kept, status: 'completed' }, bare, message('Hi'))).toEqual([
      kept,
      { type: 'message', text: 'Hi' },
    ]);
  });

  test('items of unknown types → left out', () => {
    expect(outputOf({ type: 'web_search_call', id: 'ws' }, message('Hi'))).toHaveLength(1);
  });

  test('incomplete → kept, with the reason', () => {
    const cut = { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } };
    expect(parseReply(response(cut))).toMatchObject({ ok: true, reply: { incomplete: 'max_output_tokens' } });
    expect(parseReply(response({ status: 'incomplete' }))).toMatchObject({
      reply: { incomplete: 'unknown' },
    });
  });

  test('the tier that the call was served in → in the usage; none, or one that is no text → absent', () => {
    const usageWith = (service_tier: unknown) => {
      const parsed = parseReply(response({ service_tier }));
      return parsed.ok ? parsed.reply.usage : parsed;
    };
    expect(usageWith('flex')).toMatchObject({ serviceTier: 'flex' });
    for (const tier of [undefined, null, '', 5, 'x'.repeat(65)])
      expect(usageWith(tier)).not.toHaveProperty('serviceTier');
  });

  test.each<[string, readonly unknown[]]>([
    ['before a word', []],
    ['among its thoughts', [{ type: 'reasoning', id: 'rs', summary: [], encrypted_content: 'gAAA' }]],
  ])('incomplete %s → a reply that says nothing, with what it cost', (_, output) => {
    expect(parseReply(response({ status: 'incomplete', output }))).toMatchObject({
      ok: true,
      reply: { output: [], incomplete: 'unknown', usage: { inputTokens: 90 } },
    });
  });

  test('half a surrogate pair → U+FFFD in its place, wherever it stands', () => {
    const summary = [{ type: 'summary_text', text: 'h\ud800m' }];
    const thought = { type: 'reasoning', id: 'rs_1', summary, encrypted_content: 'gAAA' };
    const output = outputOf(thought, message('a\udc00b'), call('c\ud800', { arguments: '{"\udfff":1}' }));
    expect(output).toMatchObject([
      { summary: [{ type: 'summary_text', text: 'h\ufffdm' }] },
      { text: 'a\ufffdb' },
      { call_id: 'c\ufffd', arguments: '{"\ufffd":1}' },
    ]);
  });

  test('more text than any model writes → refused; just as much → kept', () => {
    const most = 'x'.repeat(4_000_000);
    expect(parseReply(response({ output: [message(most)] }))).toMatchObject({ ok: true });
    expect(parseReply(response({ output: [message(most), call('a')] }))).toEqual({
      ok: false,
      reason: 'the reply holds more than 4000000 characters',
    });
  });

  test('no usage → counted as 0', () => {
    const none = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
    for (const usage of [undefined, null, {}, 'x', { input_tokens: null }])
      expect(parseReply(response({ usage }))).toMatchObject({ ok: true, reply: { usage: none } });
  });

  test.each<[string, unknown, string]>([
    ['no object', 'Bad gateway', 'body'],
    ['nothing', undefined, 'body'],
    ['no output', response({ output: undefined }), 'output'],
    ['a failed response', response({ status: 'failed' }), 'status'],
  ])('%s → refused, naming the place', (_, body, place) => {
    expect(parseReply(body)).toEqual({ ok: false, reason: expect.stringContaining(place) });
  });

  test.each<[string, object, readonly [string, string, string]]>([
    ['an empty id', { call_id: '' }, ['call_0', 'shell', '{"command":"ls"}']],
    ['no id', { call_id: undefined }, ['call_0', 'shell', '{"command":"ls"}']],
    ['null for an id', { call_id: null }, ['call_0', 'shell', '{"command":"ls"}']],
    ['a number for an id', { call_id: 7 }, ['7', 'shell', '{"command":"ls"}']],
    ['an empty name', { name: '' }, ['call_1', '', '{"command":"ls"}']],
    ['no name', { name: undefined }, ['call_1', '', '{"command":"ls"}']],
    ['null for a name', { name: null }, ['call_1', '', '{"command":"ls"}']],
    ['arguments as an object', { arguments: { command: 'ls' } }, ['call_1', 'shell', '{"command":"ls"}']],
    ['no arguments', { arguments: undefined }, ['call_1', 'shell', '']],
    ['arguments that are null', { arguments: null }, ['call_1', 'shell', '']],
  ])('a call with %s → a call all the same, which is run or answered', (_, fields, [call_id, name, text]) => {
    expect(outputOf(asJson(call('call_1', fields)))).toEqual([
      { type: 'function_call', call_id, name, arguments: text },
    ]);
  });

  test('calls without ids → each has one', () => {
    const ids = outputOf(call(''), call(''), call('call_0')).map((item) => 'call_id' in item && item.call_id);
    expect(ids).not.toContain('');
    expect(new Set(ids).size).toBe(3);
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'x'],
    ['something without a type', { id: 'z' }],
    ['a message without content', { type: 'message' }],
    ['a message whose content is null', { type: 'message', content: null }],
    ['a message with an empty text', { type: 'message', content: [{ type: 'output_text', text: null }] }],
    ['thoughts without an id', { type: 'reasoning', id: null, encrypted_content: 'gAAA' }],
  ])('%s beside a call → left out, and the call stays', (_, item) => {
    expect(outputOf(item, call('a'))).toMatchObject([{ type: 'function_call', call_id: 'a' }]);
  });

  test('a message whose content is its text → the text', () => {
    expect(outputOf({ type: 'message', content: 'Hello' })).toEqual([{ type: 'message', text: 'Hello' }]);
    expect(outputOf({ type: 'message', content: ['Hel', { type: 'text', text: 'lo' }] })).toEqual([
      { type: 'message', text: 'Hello' },
    ]);
  });

  test('thoughts whose summary is null → kept', () => {
    const thought = { type: 'reasoning', id: 'rs', summary: null, encrypted_content: 'gAAA' };
    expect(outputOf(thought, message('Hi'))).toMatchObject([{ summary: [], encrypted_content: 'gAAA' }, {}]);
  });

  test.each(['custom_tool_call', 'local_shell_call', 'shell_call', 'apply_patch_call', 'computer_call'])(
    '%s, which waits for an answer → a call of that name, which no tool has',
    (type) => {
      expect(
        outputOf(message('Hi'), { type, id: 'z', call_id: 'c', status: 'completed', input: 'ls' }),
      ).toEqual([
        { type: 'message', text: 'Hi' },
        { type: 'function_call', call_id: 'c', name: type, arguments: '{"input":"ls"}' },
      ]);
    },
  );

  test.each(['web_search_call', 'mcp_call', 'image_generation_call', 'mcp_approval_request'])(
    '%s, which the provider runs by itself → left out beside words; alone, a call that is answered',
    (type) => {
      const item = { type, id: 'z', status: 'completed', query: 'q' };
      expect(outputOf(item, message('Hi'))).toEqual([{ type: 'message', text: 'Hi' }]);
      expect(outputOf(item)).toEqual([
        { type: 'function_call', call_id: 'call_0', name: type, arguments: '{"query":"q"}' },
      ]);
    },
  );

  test.each<[string, object]>([
    ['no id', { id: undefined }],
    ['no status', { status: undefined }],
    ['a status that should be over', { status: 'in_progress' }],
    ['no model', { model: null }],
  ])('%s → a reply all the same', (_, fields) => {
    expect(parseReply(asJson(response(fields)))).toMatchObject({
      ok: true,
      reply: { output: [{ text: 'Hello.' }] },
    });
  });

  test.each<[string, readonly unknown[]]>([
    ['no items', []],
    ['an empty text', [message('')]],
    ['reasoning alone', [{ type: 'reasoning', id: 'rs', summary: [], encrypted_content: 'gAAA' }]],
    ['only unknown items', [{ type: 'something_else' }, null, 'x', { id: 'z' }]],
  ])('%s → empty, refused', (_, output) => {
    expect(parseReply(response({ output }))).toEqual({ ok: false, reason: 'the reply is empty' });
  });

  test('anything at all → never throws', () => {
    const body = fc.oneof(
      fc.anything({ withNullPrototype: true, withBigInt: true }),
      fc.record({ id: fc.string(), status: fc.constant('completed'), output: fc.array(fc.anything()) }),
      fc.jsonValue().map((output) => response({ output: [output] })),
    );
    fc.assert(fc.property(body, (value) => typeof parseReply(value).ok === 'boolean'));
  });
});

describe('billedUsage', () => {
  test('a response that is no reply → what it has cost all the same', () => {
    expect(billedUsage({ status: 'failed', usage: USAGE })).toEqual({
      inputTokens: 90,
      cachedInputTokens: 64,
      outputTokens: 7,
    });
  });

  test.each<[string, object, readonly [number, number, number]]>([
    ['a negative figure', { ...USAGE, input_tokens: -1 }, [0, 0, 7]],
    ['a fraction', { ...USAGE, output_tokens: 1.5 }, [90, 64, 2]],
    ['a figure as text', { ...USAGE, output_tokens: '7' }, [90, 64, 7]],
    ['half of it', { input_tokens: 5 }, [5, 0, 0]],
    ['a sum', { input_tokens: 5, total_tokens: 9 }, [5, 0, 4]],
    ['the names of Chat Completions', { prompt_tokens: 5, completion_tokens: 1 }, [5, 0, 1]],
    ['null beside a figure', { prompt_tokens: null, completion_tokens: 3 }, [0, 0, 3]],
    ['a negative cache', { ...USAGE, input_tokens_details: { cached_tokens: -1 } }, [90, 0, 7]],
    ['more from the cache than there was', { ...USAGE, input_tokens: 5 }, [5, 5, 7]],
  ])('%s → what is there is counted', (_, usage, [inputTokens, cachedInputTokens, outputTokens]) => {
    const counted = { inputTokens, cachedInputTokens, outputTokens };
    expect(billedUsage({ usage })).toEqual(counted);
    expect(parseReply(response({ usage }))).toMatchObject({ ok: true, reply: { usage: counted } });
  });

  test.each([[{}], [{ usage: null }], [{ usage: {} }], ['<html>'], [undefined]])('%j → not known', (body) => {
    expect(billedUsage(body)).toBeUndefined();
  });
});
