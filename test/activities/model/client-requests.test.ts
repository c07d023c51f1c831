/** What a request is on the wire, in both protocols, as a real socket brought it. */
import { describe, expect, test } from '@jest/globals';
import type { ModelRequest } from '../../../context/request.ts';
import { never, playProvider, REQUEST } from './played-provider.ts';

const provider = playProvider();

const clientOf = (api: 'responses' | 'chat') =>
  provider.client(() => ({ message: 'ok', reasoning: 'hm' }), { api });

/** What was sent for each request, in order. */
async function bodiesOf(requests: readonly ModelRequest[], api: 'responses' | 'chat') {
  const client = await clientOf(api);
  for (const request of requests) expect(await client.respond(request, never)).toMatchObject({ ok: true });
  return provider.requests().map(({ request }) => request.body);
}

const CHOSEN = { reasoningEffort: 'high', maxOutputTokens: 4_000 } as const;
const FORMAT = {
  name: 'verdict',
  schema: { type: 'object', properties: {}, required: [], additionalProperties: false },
};

describe('createModelClient: the request over Responses', () => {
  test('streamed, stored nowhere, keyed; reasoning is asked for of models that have it', async () => {
    const [first, second] = await bodiesOf(
      [REQUEST, { ...REQUEST, model: 'local-7b', mayCallTools: false }],
      'responses',
    );
    const common = {
      instructions: 'Be brief.',
      input: REQUEST.input,
      stream: true,
      store: false,
      prompt_cache_key: 'thr_1',
    };
    const include = ['reasoning.encrypted_content'];
    expect(first).toMatchObject({ ...common, model: 'gpt-5', tool_choice: 'auto', include });
    expect(second).toMatchObject({ ...common, model: 'local-7b', tool_choice: 'none' });
    expect(second).not.toHaveProperty('include');
    expect(second?.tools).toEqual(first?.tools);
    for (const field of ['reasoning', 'max_output_tokens', 'service_tier', 'text'])
      expect(first).not.toHaveProperty(field);
  });

  test('a chosen effort, limit and format → sent', async () => {
    const [body] = await bodiesOf([{ ...REQUEST, ...CHOSEN, format: FORMAT }], 'responses');
    expect(body).toMatchObject({
      reasoning: { effort: 'high' },
      max_output_tokens: 4_000,
      text: { format: { type: 'json_schema', strict: true, ...FORMAT } },
    });
  });

  test('thoughts → kept in the reply, sealed, and sent back as they came', async () => {
    const client = await clientOf('responses');
    const result = await client.respond(REQUEST, never);
    const thought = result.ok ? result.reply.output[0] : undefined;
    expect(thought).toEqual({
      type: 'reasoning',
      id: expect.stringMatching(/^rs_/),
      summary: [{ type: 'summary_text', text: 'hm' }],
      encrypted_content: Buffer.from('hm').toString('base64'),
    });
    await client.respond(
      { ...REQUEST, input: [...REQUEST.input, { ...thought }, { role: 'assistant', content: 'Hi.' }] },
      never,
    );
    expect(provider.requests()[1]?.request.input[1]).toEqual(thought);
  });
});

describe('createModelClient: the request over Chat Completions', () => {
  test('streamed with usage, keyed; instructions are the first message, and tools keep their order', async () => {
    const [first, second] = await bodiesOf([REQUEST, { ...REQUEST, mayCallTools: false }], 'chat');
    expect(first).toMatchObject({
      model: 'gpt-5',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
      tool_choice: 'auto',
      parallel_tool_calls: true,
      prompt_cache_key: 'thr_1',
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(second).toEqual({ ...first, tool_choice: 'none' });
    const names = provider.requests()[0]?.request.tools;
    expect(names).toEqual(REQUEST.tools.map(({ name }) => name));
    for (const field of ['reasoning_effort', 'max_tokens', 'service_tier', 'response_format', 'store'])
      expect(first).not.toHaveProperty(field);
  });

  test('a chosen effort, limit and format → sent; the limit under the name that the model knows', async () => {
    const chosen = { ...REQUEST, ...CHOSEN, format: FORMAT };
    const [first, second] = await bodiesOf([chosen, { ...chosen, model: 'local-7b' }], 'chat');
    expect(first).toMatchObject({
      reasoning_effort: 'high',
      max_completion_tokens: 4_000,
      response_format: { type: 'json_schema', json_schema: { strict: true, ...FORMAT } },
    });
    expect(second).toMatchObject({ max_tokens: 4_000 });
    expect(second).not.toHaveProperty('max_completion_tokens');
  });

  test('no tools → no choice among them either', async () => {
    const [body] = await bodiesOf([{ ...REQUEST, tools: [] }], 'chat');
    for (const field of ['tools', 'tool_choice', 'parallel_tool_calls'])
      expect(body).not.toHaveProperty(field);
  });
});
