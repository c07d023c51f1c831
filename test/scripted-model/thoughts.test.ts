import { afterEach, expect, test } from '@jest/globals';
import { type ModelServer, startModelServer } from '../../scripted-model/model-server.ts';

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const USER = { role: 'user', content: 'Hi' };
const calling = (fields: object = {}, text = '{}') => ({
  ...{ role: 'assistant', content: null, ...fields },
  tool_calls: [{ id: 'a', type: 'function', function: { name: 'shell', arguments: text } }],
});
const OUTPUT = { role: 'tool', tool_call_id: 'a', content: 'ok' };

async function post(messages: object[], key = 'thr_1') {
  server ??= await startModelServer({ respond: () => ({ reasoning: 'Hm.', message: 'Hello' }) });
  const reply = await fetch(`${server.baseUrl}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'm', messages, prompt_cache_key: key }),
  });
  const { choices, error } = (await reply.json()) as {
    choices?: { message: object }[];
    error?: { message: string };
  };
  return choices?.[0]?.message ?? error?.message;
}

test('thoughts over Chat Completions → beside the text; from then on missed where a call has none, and only in that conversation', async () => {
  const without = [USER, calling(), OUTPUT];
  expect(await post(without)).toMatchObject({ content: 'Hello', reasoning_content: 'Hm.' });
  expect(await post(without)).toContain('must be passed back');
  expect(await post([USER, calling({ reasoning_content: '' }), OUTPUT])).toContain('must be passed back');
  expect(await post([USER, calling({ reasoning_content: 'Hm.' }), OUTPUT])).toMatchObject({
    content: 'Hello',
  });
  expect(await post(without, 'thr_2')).toMatchObject({ content: 'Hello' });
});

test('arguments of an earlier call that are no object → refused, as by servers that read them', async () => {
  for (const text of ['', '{"command', '[]'])
    expect(await post([USER, calling({}, text), OUTPUT])).toContain('Expecting value');
});
