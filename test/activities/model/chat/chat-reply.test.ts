import { describe, expect, test } from '@jest/globals';
import { ChatReply } from '../../../../activities/model/chat/chat-reply.ts';
import { defined } from '../../../../objects/defined.ts';

const chunk = (delta: object, finish_reason: string | null = null) => ({
  id: 'chatcmpl-1',
  model: 'local-7b',
  choices: [{ index: 0, delta, finish_reason }],
});
const stop = chunk({}, 'stop');
const usage = (fields: object) => ({ id: 'chatcmpl-1', choices: [], usage: fields });
const callPart = (fields: object) => chunk({ tool_calls: [fields] });

function read(...chunks: unknown[]) {
  const reply = new ChatReply();
  for (const data of chunks) reply.add(data);
  return reply.end();
}

const outputOf = (...chunks: unknown[]) => {
  const parsed = read(...chunks);
  return parsed?.ok ? parsed.reply.output : parsed;
};

describe('ChatReply', () => {
  test('text in parts, then usage → one message, counted', () => {
    const counted = { prompt_tokens: 10, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 4 } };
    expect(read(chunk({ content: 'Hel' }), chunk({ content: 'lo' }), stop, usage(counted))).toEqual({
      ok: true,
      reply: {
        responseId: 'chatcmpl-1',
        model: 'local-7b',
        output: [{ type: 'message', text: 'Hello' }],
        usage: { inputTokens: 10, cachedInputTokens: 4, outputTokens: 2 },
      },
    });
  });

  test.each([
    ['OpenAI', { prompt_tokens_details: { cached_tokens: 4 } }],
    ['DeepSeek', { prompt_cache_hit_tokens: 4, prompt_cache_miss_tokens: 6 }],
    ['Kimi', { cached_tokens: 4 }],
    ['a server that says it twice', { prompt_tokens_details: { cached_tokens: 4 }, cached_tokens: 9 }],
  ])('what was cached, in the words of %s → counted as cached', (_, words) => {
    const counted = usage({ prompt_tokens: 10, completion_tokens: 2, ...words });
    expect(read(chunk({ content: 'Hi' }), stop, counted)).toMatchObject({
      reply: { usage: { inputTokens: 10, cachedInputTokens: 4, outputTokens: 2 } },
    });
  });

  test('calls whose parts arrive mixed → each put together by its index, in the order of their beginnings', () => {
    const output = outputOf(
      callPart({ index: 0, id: 'a', function: { name: 'shell', arguments: '' } }),
      callPart({ index: 1, id: 'b', function: { name: 'read_file', arguments: '{"pa' } }),
      callPart({ index: 0, function: { arguments: '{"command"' } }),
      callPart({ index: 1, function: { arguments: 'th":"x"}' } }),
      callPart({ index: 0, function: { arguments: ':"ls"}' } }),
      chunk({}, 'tool_calls'),
    );
    expect(output).toEqual([
      { type: 'function_call', call_id: 'a', name: 'shell', arguments: '{"command":"ls"}' },
      { type: 'function_call', call_id: 'b', name: 'read_file', arguments: '{"path":"x"}' },
    ]);
  });

  test('calls that are all numbered 0, or without a number, an id, or with the name in each part → told apart', () => {
    const whole = (id: string | undefined) => ({
      ...defined({ id }),
      function: { name: 'shell', arguments: '{}' },
    });
    const callIds = (...parts: object[]) => {
      const output = outputOf(...parts.map(callPart), stop);
      return Array.isArray(output) ? output.map((item) => [item.call_id, item.arguments]) : output;
    };
    expect(callIds({ index: 0, ...whole('a') }, { index: 0, ...whole('b') })).toEqual([
      ['a', '{}'],
      ['b', '{}'],
    ]);
    expect(callIds(whole('a'))).toEqual([['a', '{}']]);
    expect(callIds({ index: 0, ...whole(undefined) }, { index: 1, ...whole(undefined) })).toEqual([
      ['call_0', '{}'],
      ['call_1', '{}'],
    ]);
    const parts = ['{', '}'].map((text) => ({
      index: 0,
      id: 'a',
      function: { name: 'shell', arguments: text },
    }));
    expect(callIds(...parts)).toEqual([['a', '{}']]);
  });

  test('whole calls one by one, all numbered 0 and without ids, as Gemini sends them → told apart, signatures kept', () => {
    const extra_content = { google: { thought_signature: 'sig' } };
    const whole = (path: string, more: object = {}) =>
      callPart({
        index: 0,
        id: '',
        function: { name: 'read_file', arguments: `{"path":"${path}"}` },
        ...more,
      });
    expect(outputOf(whole('a', { extra_content }), whole('b'), whole('c'), chunk({}, 'stop'))).toEqual([
      {
        type: 'function_call',
        call_id: 'call_0',
        name: 'read_file',
        arguments: '{"path":"a"}',
        extra_content,
      },
      { type: 'function_call', call_id: 'call_1', name: 'read_file', arguments: '{"path":"b"}' },
      { type: 'function_call', call_id: 'call_2', name: 'read_file', arguments: '{"path":"c"}' },
    ]);
  });

  test.each(['reasoning_content', 'reasoning'])(
    'thoughts as %s → kept under that name, in front',
    (field) => {
      const output = outputOf(
        chunk({ [field]: 'Let me ' }),
        chunk({ [field]: 'see.' }),
        chunk({ content: 'Hi' }),
        stop,
      );
      expect(output).toEqual([
        { type: 'reasoning', field, text: 'Let me see.' },
        { type: 'message', text: 'Hi' },
      ]);
    },
  );

  test('the same thoughts under both names → kept once', () => {
    const both = (text: string) => chunk({ reasoning: text, reasoning_content: text });
    expect(outputOf(both('Let me '), both('see.'), chunk({ content: 'Hi' }), stop)).toEqual([
      { type: 'reasoning', field: 'reasoning_content', text: 'Let me see.' },
      { type: 'message', text: 'Hi' },
    ]);
  });

  test('thoughts and nothing else → an empty reply', () => {
    expect(read(chunk({ reasoning: 'Hm.' }), stop)).toMatchObject({
      ok: false,
      reason: 'the reply is empty',
    });
  });

  test('text as parts beside thoughts, as Mistral sends it → the text', () => {
    const thinking = chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] }] });
    const text = chunk({
      content: [
        { type: 'text', text: 'Hel' },
        { type: 'reference', reference_ids: [1] },
      ],
    });
    expect(outputOf(thinking, text, chunk({ content: 'lo' }), stop)).toEqual([
      { type: 'message', text: 'Hello' },
    ]);
  });

  test('a call without a number, its arguments as an object → as any call', () => {
    const call = { index: null, id: 'a', function: { name: 'shell', arguments: { command: 'ls' } } };
    expect(outputOf(callPart(call), stop)).toEqual([
      { type: 'function_call', call_id: 'a', name: 'shell', arguments: '{"command":"ls"}' },
    ]);
  });

  test('an empty finish reason in each part → none until there is one', () => {
    const part = chunk({ content: 'Hi' }, '');
    expect(read(part)).toBeUndefined();
    expect(outputOf(part, chunk({}, 'stop'), chunk({}, ''))).toEqual([{ type: 'message', text: 'Hi' }]);
  });

  test('a refusal → a message that says so', () => {
    expect(outputOf(chunk({ refusal: 'I can' }), chunk({ refusal: 'not.' }), stop)).toEqual([
      { type: 'message', text: 'I cannot.', isRefusal: true },
    ]);
  });

  test.each([
    ['length', 'max_output_tokens'],
    ['content_filter', 'content_filter'],
    ['error', 'error'],
  ])('finish reason %s → incomplete, %s', (reason, incomplete) => {
    expect(read(chunk({ content: 'Hel' }), chunk({}, reason))).toMatchObject({ reply: { incomplete } });
  });

  test.each(['stop', 'tool_calls', 'function_call'])('finish reason %s → whole', (reason) => {
    const parsed = read(chunk({ content: 'Hello' }), chunk({}, reason));
    expect(parsed?.ok && parsed.reply).not.toHaveProperty('incomplete');
  });

  test('no finish reason, whatever came before → no reply', () => {
    expect(read()).toBeUndefined();
    expect(
      read(chunk({ content: 'Hello' }), usage({ prompt_tokens: 1, completion_tokens: 1 })),
    ).toBeUndefined();
  });

  test('the tier that the server names → in the usage', () => {
    expect(read({ ...chunk({ content: 'Hi' }), service_tier: 'flex' }, stop)).toMatchObject({
      reply: { usage: { serviceTier: 'flex' } },
    });
  });

  test.each<[string, unknown[], string]>([
    ['nothing said', [stop], 'the reply is empty'],
    ['no choices', [{ id: 'x' }, stop], 'choices: '],
    ['text that is a number', [chunk({ content: 5 }), stop], 'content: '],
    ['no object', ['Hello', stop], 'body: '],
    [
      'negative usage',
      [chunk({ content: 'Hi' }), stop, usage({ prompt_tokens: -1, completion_tokens: 1 })],
      'prompt_tokens: ',
    ],
    ['a call without a name', [callPart({ index: 0, id: 'a' }), stop], 'output'],
  ])('%s → unreadable, and the field is named', (_, chunks, words) => {
    expect(read(...chunks)).toEqual({ ok: false, reason: expect.stringContaining(words) });
  });
});
