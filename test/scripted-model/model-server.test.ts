import { afterEach, describe, expect, test } from '@jest/globals';
import OpenAI from 'openai';
import type { Response, ResponseStreamEvent } from 'openai/resources/responses/responses';
import type { ModelServer, Respond } from '../../scripted-model/model-server.ts';
import { startModelServer } from '../../scripted-model/model-server.ts';

let server: ModelServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function clientOf(respond: Respond): Promise<{ client: OpenAI; server: ModelServer }> {
  server = await startModelServer({ respond });
  return { client: new OpenAI({ baseURL: server.baseUrl, apiKey: 'x', maxRetries: 0 }), server };
}

async function eventsOf(stream: AsyncIterable<ResponseStreamEvent>): Promise<ResponseStreamEvent[]> {
  const events: ResponseStreamEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

const finalOf = (events: ResponseStreamEvent[]): Response => {
  const last = events.at(-1);
  if (last?.type !== 'response.completed') throw new Error(`the stream ended with ${last?.type}`);
  return last.response;
};

const TOOL = { type: 'function', name: 'shell', parameters: { type: 'object' }, strict: false } as const;

describe('startModelServer', () => {
  test('plain request: text reply → the client reads text, status and usage', async () => {
    const { client } = await clientOf(() => ({ message: 'Hello.', usage: { reasoningTokens: 3 } }));
    const response = await client.responses.create({ model: 'rehearsal', input: 'Hi', stream: false });
    expect(response.output_text).toBe('Hello.');
    expect(response.status).toBe('completed');
    expect(response.usage?.output_tokens_details.reasoning_tokens).toBe(3);
  });

  test('streamed request: text and tool call → the events of the Responses API in order, numbered from 0', async () => {
    const message = 'Grüße 👋 '.repeat(20);
    const { client } = await clientOf(() => ({
      message,
      toolCalls: [{ name: 'shell', arguments: { command: 'x'.repeat(60) }, callId: 'call_1' }],
    }));
    const events = await eventsOf(
      await client.responses.create({ model: 'rehearsal', input: 'Hi', tools: [TOOL], stream: true }),
    );
    const types = events.map((event) => event.type);
    expect(types.filter((type, index) => type !== types[index - 1])).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.output_item.added',
      'response.function_call_arguments.delta',
      'response.function_call_arguments.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
    const deltas = events.flatMap((event) =>
      event.type === 'response.output_text.delta' ? [event.delta] : [],
    );
    expect(deltas.length).toBeGreaterThan(1);
    expect(deltas.join('')).toBe(message);
    expect(finalOf(events).output.map((item) => item.type)).toEqual(['message', 'function_call']);
  });

  test("streamed request through the client's own accumulator → the same final response", async () => {
    const { client } = await clientOf(() => ({
      message: 'Done.',
      toolCalls: [{ name: 'shell', arguments: {} }],
    }));
    const final = await client.responses
      .stream({ model: 'rehearsal', input: 'Hi', tools: [TOOL] })
      .finalResponse();
    expect(final.output_text).toBe('Done.');
    expect(final.output[1]).toMatchObject({ type: 'function_call', name: 'shell', arguments: '{}' });
  });

  test('tool call with raw arguments → broken JSON arrives untouched', async () => {
    const { client } = await clientOf(() => ({
      toolCalls: [{ name: 'shell', arguments: '{"command": "ls' }],
    }));
    const response = await client.responses.create({ model: 'rehearsal', input: 'Hi' });
    expect(response.output).toMatchObject([
      { type: 'function_call', name: 'shell', arguments: '{"command": "ls' },
    ]);
  });

  test('second request of a cache key → the shared prefix is counted as cached, and served adds up', async () => {
    const { client, server } = await clientOf(() => ({ message: 'ok' }));
    const first = { role: 'user', content: 'a'.repeat(4000) } as const;
    const ask = (input: OpenAI.Responses.ResponseInput, key: string) =>
      client.responses.create({ model: 'rehearsal', input, prompt_cache_key: key });
    const usages = [
      (await ask([first], 'thread-1')).usage,
      (await ask([first, { role: 'user', content: 'more' }], 'thread-1')).usage,
      (await ask([first], 'thread-2')).usage,
    ];
    expect(usages.map((usage) => usage?.input_tokens_details.cached_tokens)).toEqual([
      0,
      expect.any(Number),
      0,
    ]);
    expect(usages[1]?.input_tokens_details.cached_tokens).toBeGreaterThan(1000);
    expect(usages[1]?.input_tokens).toBeGreaterThan(usages[1]?.input_tokens_details.cached_tokens ?? 0);
    const sum = (pick: (usage: OpenAI.Responses.ResponseUsage) => number): number =>
      usages.reduce((total, usage) => total + (usage ? pick(usage) : Number.NaN), 0);
    expect(server.served).toEqual({
      calls: 3,
      inputTokens: sum((usage) => usage.input_tokens),
      cachedInputTokens: sum((usage) => usage.input_tokens_details.cached_tokens),
      outputTokens: sum((usage) => usage.output_tokens),
    });
  });

  test('script that looks at tool outputs → it sees calls joined with outputs, and the tools on offer', async () => {
    const seen: unknown[] = [];
    const { client, server } = await clientOf((request, index) => {
      seen.push({ index, tools: request.tools, calls: request.callsSinceMessage.map((call) => call.output) });
      return { message: 'ok' };
    });
    await client.responses.create({
      model: 'rehearsal',
      tools: [TOOL],
      input: [
        { role: 'user', content: 'go' },
        { type: 'function_call', call_id: 'a', name: 'shell', arguments: '{"command":"ls"}' },
        { type: 'function_call_output', call_id: 'a', output: 'exit code 0' },
        { role: 'user', content: '<goal_contract>' },
      ],
    });
    expect(seen).toEqual([{ index: 0, tools: ['shell'], calls: ['exit code 0'] }]);
    expect(server.requests[0]).toMatchObject({ outcome: 'answered', authorization: 'Bearer x' });
    expect(server.requests[0]?.request.transcript[1]).toMatchObject({ arguments: { command: 'ls' } });
  });

  test('tool_choice none → the script sees no tools', async () => {
    const { client } = await clientOf((request) => ({ message: String(request.tools.length) }));
    const response = await client.responses.create({
      model: 'm',
      input: 'Hi',
      tools: [TOOL],
      tool_choice: 'none',
    });
    expect(response.output_text).toBe('0');
  });

  test('call without output, or output without call → 400, as the real API answers', async () => {
    const { client, server } = await clientOf(() => ({ message: 'ok' }));
    const call = { type: 'function_call', call_id: 'a', name: 'shell', arguments: '{}' } as const;
    const output = { type: 'function_call_output', call_id: 'b', output: '' } as const;
    await expect(client.responses.create({ model: 'm', input: [call] })).rejects.toThrow(
      'No tool output found',
    );
    await expect(client.responses.create({ model: 'm', input: [output] })).rejects.toThrow(
      'No tool call found',
    );
    expect(server.served.calls).toBe(0);
  });

  test('structured output → the script sees its name and schema; one that the real API refuses → 400', async () => {
    const seen: unknown[] = [];
    const { client } = await clientOf((request) => {
      seen.push(request.format);
      return { message: '{}' };
    });
    const schema = { type: 'object', properties: {}, required: [], additionalProperties: false };
    const ask = (given: Record<string, unknown>) =>
      client.responses.create({
        model: 'm',
        input: 'Hi',
        text: { format: { type: 'json_schema', name: 'verdict', strict: true, schema: given } },
      });
    await ask(schema);
    await client.responses.create({ model: 'm', input: 'Hi' });
    expect(seen).toEqual([{ name: 'verdict', schema }, undefined]);
    await expect(ask({ ...schema, additionalProperties: true })).rejects.toThrow('Invalid schema');
    await expect(ask({ ...schema, properties: { a: { type: 'string' } } })).rejects.toThrow('Invalid schema');
  });

  test('script that throws → the caller sees a 500 with its message, and the record says so', async () => {
    const { client, server } = await clientOf(() => {
      throw new Error('lost the plot');
    });
    await expect(client.responses.create({ model: 'm', input: 'Hi' })).rejects.toThrow('lost the plot');
    expect(server.requests[0]?.outcome).toBe('scriptFailed');
  });

  test('keepRequests → only the newest are kept, all are counted', async () => {
    server = await startModelServer({ respond: () => ({ message: 'ok' }), keepRequests: 2 });
    const client = new OpenAI({ baseURL: server.baseUrl, apiKey: 'x' });
    for (let i = 0; i < 3; i += 1) await client.responses.create({ model: 'm', input: `${i}` });
    expect(server.requests.map((entry) => entry.index)).toEqual([1, 2]);
    expect(server.served.calls).toBe(3);
  });
});
