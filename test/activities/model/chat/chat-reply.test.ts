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
const FIGURES = { prompt_tokens: 10, completion_tokens: 2 };
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
    ['an empty object first', ['{}', '{"command":"ls"}']],
    ['all of it once more at the end', ['{"comm', 'and":"ls"}', '{"command":"ls"}']],
    ['with each part what came before', ['{"comm', '{"command":', '{"command":"ls"}']],
  ])('arguments, %s → one object', (_, parts) => {
    const [first, ...more] = parts.map((text) => ({ index: 0, function: { arguments: text } }));
    const named = { ...first, id: 'c1', function: { name: 'shell', ...first?.function } };
    expect(outputOf(...[named, ...more].map(callPart), stop)).toEqual([
      { type: 'function_call', call_id: 'c1', name: 'shell', arguments: '{"command":"ls"}' },
    ]);
  });

  test('arguments that are no object however they are read → as they came', () => {
    const parts = [{ index: 0, id: 'c1', function: { name: 'shell', arguments: '{"a":1}{"b"' } }];
    expect(outputOf(...parts.map(callPart), stop)).toMatchObject([{ arguments: '{"a":1}{"b"' }]);
  });

  test('the whole message once more at the end → said once', () => {
    const last = {
      id: 'chatcmpl-1',
      choices: [{ index: 0, message: { content: 'Hello' }, finish_reason: 'stop' }],
    };
    expect(outputOf(chunk({ content: 'Hel' }), chunk({ content: 'lo' }), last)).toEqual([
      { type: 'message', text: 'Hello' },
    ]);
  });

  test.each([
    ['with the choice', { choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage: FIGURES }] }],
    ['as Groq says it', { choices: [], x_groq: { usage: FIGURES } }],
  ])('usage %s, and zeros behind it → the figures', (_, last) => {
    const zeros = usage({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 });
    expect(read(chunk({ content: 'Hi' }), stop, last, zeros)).toMatchObject({
      reply: { usage: { inputTokens: 10, outputTokens: 2 } },
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
    ['max_tokens', 'max_output_tokens'],
    ['model_length', 'max_output_tokens'],
    ['MAX_TOKENS', 'max_output_tokens'],
    ['SAFETY', 'content_filter'],
    ['recitation', 'content_filter'],
  ])('finish reason %s → incomplete, %s', (reason, incomplete) => {
    expect(read(chunk({ content: 'Hel' }), chunk({}, reason))).toMatchObject({ reply: { incomplete } });
  });

  test.each([
    ...['stop', 'tool_calls', 'function_call', 'STOP', 'eos', 'eos_token', 'end_turn', 'tool_use'],
    ...['tool_call', 'stop_sequence', 'a word of its own'],
  ])('finish reason %s → whole', (reason) => {
    const parsed = read(chunk({ content: 'Hello' }), chunk({}, reason));
    expect(parsed?.ok && parsed.reply).not.toHaveProperty('incomplete');
  });

  test.each(['error', 'network_error', 'insufficient_system_resource', 'abort'])(
    'finish reason %s → broken off by the provider, which may be asked again; what it cost is told',
    (reason) => {
      const counted = usage({ prompt_tokens: 3, completion_tokens: 1 });
      expect(read(chunk({ content: 'Hel' }), chunk({}, reason), counted)).toEqual({
        ok: false,
        error: { code: 'server_error', message: expect.stringContaining(reason) },
        usage: { inputTokens: 3, cachedInputTokens: 0, outputTokens: 1 },
      });
    },
  );

  test('an error in the place of an end → the error', () => {
    const error = { code: 502, message: 'Provider returned error' };
    const broken = { id: 'x', choices: [{ index: 0, delta: {}, finish_reason: 'error', error }] };
    expect(read(chunk({ content: 'Hel' }), broken)).toMatchObject({ ok: false, error });
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

  test('no finish reason, but the server says that it is over → what came is the reply; nothing, none', () => {
    const ended = (...chunks: unknown[]) => {
      const reply = new ChatReply();
      for (const data of chunks) reply.add(data);
      return reply.end(true);
    };
    expect(ended(chunk({ content: 'Hello' }))).toMatchObject({
      ok: true,
      reply: { output: [{ text: 'Hello' }] },
    });
    expect(ended(chunk({}))).toBeUndefined();
  });

  test('nothing said, to its end → an empty reply', () => {
    expect(read(stop)).toEqual({ ok: false, reason: 'the reply is empty' });
  });

  test.each<[string, unknown]>([
    ['no choices', { id: 'x' }],
    ['choices that are null', { id: 'x', choices: null }],
    ['nothing at all', {}],
    ['no object', 'Hello'],
    ['a choice that is null', { choices: [null] }],
    ['another choice than the first', { choices: [{ index: 1, delta: { content: 'B' } }] }],
  ])('a chunk with %s → passed over, and the reply stays', (_, odd) => {
    expect(outputOf(odd, chunk({ content: 'Hi' }), odd, stop, odd)).toEqual([
      { type: 'message', text: 'Hi' },
    ]);
  });

  test('the usage beside no choices at all → counted', () => {
    const counted = { id: 'x', usage: { prompt_tokens: 5, completion_tokens: 2 } };
    expect(read(chunk({ content: 'Hi' }), stop, counted)).toMatchObject({
      reply: { usage: { inputTokens: 5, outputTokens: 2 } },
    });
  });

  test.each<[string, object, object]>([
    ['nothing in it', {}, { inputTokens: 0, outputTokens: 0 }],
    ['half of it', { prompt_tokens: 5 }, { inputTokens: 5, outputTokens: 0 }],
    ['a negative figure', { prompt_tokens: -1, completion_tokens: 1 }, { inputTokens: 0, outputTokens: 1 }],
  ])('usage with %s → what is there is counted', (_, fields, counted) => {
    expect(read(chunk({ content: 'Hi' }), stop, usage(fields))).toMatchObject({ reply: { usage: counted } });
  });

  test('a whole message in the place of parts → the reply', () => {
    const message = {
      role: 'assistant',
      content: 'Hi',
      tool_calls: [{ id: 'a', function: { name: 'shell' } }],
    };
    expect(outputOf({ id: 'x', choices: [{ index: 0, message, finish_reason: 'stop' }] })).toEqual([
      { type: 'message', text: 'Hi' },
      { type: 'function_call', call_id: 'a', name: 'shell', arguments: '' },
    ]);
  });
});

describe('ChatReply: parts of a call in an odd order', () => {
  const whole = { type: 'function_call', call_id: 'a', name: 'shell', arguments: '{"command":"ls"}' };
  const named = (name: string, text?: string) => ({ function: { name, ...defined({ arguments: text }) } });
  const args = (text: string) => ({ function: { arguments: text } });

  test.each<[string, readonly object[]]>([
    ['arguments before id and name', [args('{"comm'), { id: 'a', ...named('shell', 'and":"ls"}') }]],
    ['the name before the id', [named('shell', ''), { id: 'a', ...args('{"command":"ls"}') }]],
    ['the id, the name, the arguments', [{ id: 'a' }, named('shell'), args('{"command":"ls"}')]],
    ['a name in pieces', [{ id: 'a', ...named('sh') }, named('ell'), args('{"command":"ls"}')]],
    ['a name that grows', [{ id: 'a', ...named('sh') }, named('shell'), args('{"command":"ls"}')]],
    ['a name in each part', [{ id: 'a', ...named('shell', '{"comm') }, named('shell', 'and":"ls"}')]],
    [
      'another id in each part',
      [
        { id: 'a', ...named('shell', '{"comm') },
        { id: 'b', ...args('and":"ls"}') },
      ],
    ],
    ['the number as text', [{ index: '0', id: 'a', ...named('shell', '{"command":"ls"}') }]],
  ])('%s → one call', (_, parts) => {
    const chunks = parts.map((part) => callPart({ index: 0, ...part }));
    expect(outputOf(...chunks, chunk({}, 'tool_calls'))).toEqual([whole]);
  });

  test('one call in the place of a list, a number for an id, the older form → calls all the same', () => {
    const one = { id: 'a', function: { name: 'shell', arguments: '{"command":"ls"}' } };
    expect(outputOf(chunk({ tool_calls: one }, 'tool_calls'))).toEqual([whole]);
    expect(outputOf(chunk({ tool_calls: [{ ...one, id: 7 }] }, 'stop'))).toEqual([
      { ...whole, call_id: '7' },
    ]);
    expect(outputOf(chunk({ function_call: one.function }, 'function_call'))).toEqual([
      { ...whole, call_id: 'call_0' },
    ]);
  });

  test.each([[{ id: 'a' }], [{ id: 'a', function: { name: '', arguments: '{}' } }]])(
    'a call without a name %j → a call that is answered',
    (part) => {
      expect(outputOf(callPart({ index: 0, ...part }), stop)).toMatchObject([{ call_id: 'a', name: '' }]);
    },
  );
});
