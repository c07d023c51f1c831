/** The rehearsal model over Chat Completions, as the real client sees it. */
import { afterEach, describe, expect, test } from '@jest/globals';
import OpenAI from 'openai';
import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { ModelServer, Respond } from '../../scripted-model/model-server.ts';
import { startModelServer } from '../../scripted-model/model-server.ts';

let server: ModelServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function chatOf(respond: Respond) {
  server = await startModelServer({ respond });
  return new OpenAI({ baseURL: server.baseUrl, apiKey: 'x', maxRetries: 0, logLevel: 'off' }).chat
    .completions;
}

const USER: ChatCompletionMessageParam = { role: 'user', content: 'Hi' };
const asked = {
  id: 'a',
  type: 'function',
  function: { name: 'shell', arguments: '{"command":"ls"}' },
} as const;
const CALL: ChatCompletionMessageParam = { role: 'assistant', content: 'Looking.', tool_calls: [asked] };
const OUTPUT: ChatCompletionMessageParam = { role: 'tool', tool_call_id: 'a', content: 'exit code 0' };
const TOOL = { type: 'function', function: { name: 'shell', parameters: { type: 'object' } } } as const;

describe('POST /v1/chat/completions', () => {
  test('plain request → message, calls, finish reason and usage', async () => {
    const chat = await chatOf(() => ({
      message: 'Hello.',
      toolCalls: [{ name: 'shell', arguments: { command: 'ls' }, callId: 'call_1' }],
      usage: { inputTokens: 10, cachedInputTokens: 4, outputTokens: 2 },
    }));
    expect(await chat.create({ model: 'm', messages: [USER] })).toMatchObject({
      object: 'chat.completion',
      model: 'm',
      choices: [
        {
          finish_reason: 'tool_calls',
          message: {
            role: 'assistant',
            content: 'Hello.',
            tool_calls: [{ id: 'call_1', function: { name: 'shell', arguments: '{"command":"ls"}' } }],
          },
        },
      ],
      usage: { prompt_tokens: 10, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 4 } },
    });
  });

  test('streamed request → the same through the own accumulator of the client', async () => {
    const message = 'Grüße 👋 '.repeat(20);
    const toolCalls = ['one', 'two'].map((command) => ({ name: 'shell', arguments: { command } }));
    const chat = await chatOf(() => ({ message, toolCalls }));
    const { choices } = await chat.stream({ model: 'm', messages: [USER] }).finalChatCompletion();
    expect(choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: message } });
    const made = choices[0]?.message.tool_calls?.map((call) => call.type === 'function' && call.function);
    expect(made).toMatchObject(
      toolCalls.map(({ name, arguments: args }) => ({ name, arguments: JSON.stringify(args) })),
    );
  });

  test.each([
    [{}, 0],
    [{ stream_options: { include_usage: true } }, 1],
  ])('streamed with %j → %d chunks with usage, behind the finish reason', async (options, count) => {
    const chat = await chatOf(() => ({ message: 'ok' }));
    const chunks: ChatCompletionChunk[] = [];
    const stream = await chat.create({ model: 'm', messages: [USER], stream: true, ...options });
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks.filter(({ usage }) => usage)).toHaveLength(count);
    expect(chunks.at(-1 - count)?.choices[0]?.finish_reason).toBe('stop');
  });

  test('script → sees what it would see over the Responses API', async () => {
    const seen: unknown[] = [];
    const chat = await chatOf(
      ({ instructions, transcript, tools, callsSinceMessage, format, promptCacheKey }) => {
        seen.push({
          instructions,
          transcript,
          tools,
          outputs: callsSinceMessage.map(({ output }) => output),
        });
        seen.push({ format, promptCacheKey });
        return { message: '{}' };
      },
    );
    const schema = { type: 'object', properties: {}, required: [], additionalProperties: false };
    await chat.create({
      model: 'm',
      messages: [
        { role: 'system', content: 'Be brief.' },
        USER,
        CALL,
        OUTPUT,
        { role: 'user', content: 'State.' },
      ],
      tools: [TOOL],
      prompt_cache_key: 'thr_1',
      response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } },
    });
    const call = {
      kind: 'call',
      callId: 'a',
      name: 'shell',
      arguments: { command: 'ls' },
      output: 'exit code 0',
    };
    expect(seen).toMatchObject([
      {
        instructions: 'Be brief.',
        transcript: [
          { kind: 'message', role: 'user', text: 'Hi' },
          { kind: 'message', role: 'assistant', text: 'Looking.' },
          call,
          { kind: 'message', role: 'user', text: 'State.' },
        ],
        tools: ['shell'],
        outputs: ['exit code 0'],
      },
      { format: { name: 'verdict', schema }, promptCacheKey: 'thr_1' },
    ]);
  });

  test.each<[string, ChatCompletionMessageParam[], string]>([
    ['a call without output', [USER, CALL], 'No tool output found'],
    ['an output without call', [USER, OUTPUT], 'No tool call found'],
    ['a message between a call and its output', [CALL, USER, OUTPUT], 'No tool output found'],
  ])('%s → 400, as the real API answers', async (_, messages, words) => {
    const chat = await chatOf(() => ({ message: 'ok' }));
    await expect(chat.create({ model: 'm', messages })).rejects.toThrow(words);
    expect(server?.served.calls).toBe(0);
  });

  test('no messages, or a schema that is not strict → 400 that names the place', async () => {
    const chat = await chatOf(() => ({ message: 'ok' }));
    const json_schema = { name: 'v', strict: true, schema: { type: 'object' } };
    const format = { response_format: { type: 'json_schema', json_schema } } as const;
    await expect(chat.create({ model: 'm', messages: [USER], ...format })).rejects.toMatchObject({
      status: 400,
      param: 'response_format',
    });
    const response = await fetch(`${server?.baseUrl}/chat/completions`, {
      method: 'POST',
      body: '{"model":"m"}',
    });
    expect([response.status, await response.json()]).toMatchObject([400, { error: { param: 'messages' } }]);
  });

  test('no tools on offer by tool_choice → the script sees none; the tier that was asked for → told', async () => {
    const chat = await chatOf(({ tools }) => ({ message: `${tools.length}` }));
    const request: ChatCompletionCreateParamsNonStreaming = {
      model: 'm',
      messages: [USER],
      tools: [TOOL],
      tool_choice: 'none',
    };
    expect(await chat.create({ ...request, service_tier: 'flex' })).toMatchObject({
      service_tier: 'flex',
      choices: [{ message: { content: '0' }, finish_reason: 'stop' }],
    });
    expect(await chat.create(request)).not.toHaveProperty('service_tier');
  });
});
