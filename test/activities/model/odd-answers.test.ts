/** Answers of gateways and servers that do not send the stream that was asked for, over a real socket. */
import { describe, expect, test } from '@jest/globals';
import type { Reply } from '../../../scripted-model/reply.ts';
import { never, playProvider, REQUEST } from './played-provider.ts';

const provider = playProvider();
const APIS = ['responses', 'chat'] as const;
type Api = (typeof APIS)[number];

const PAGE = '<!DOCTYPE html><html><head><title>Bad gateway</title></head><body>x</body></html>';
const CALL = {
  type: 'function_call',
  id: 'fc_1',
  call_id: 'c1',
  name: 'shell',
  arguments: '{"command":"ls"}',
};
const USAGE = { input_tokens: 5, output_tokens: 1 };

const answer = (body: object | string, contentType = 'application/json', status = 200): Reply => ({
  fault: 'status',
  status,
  headers: { 'content-type': contentType },
  body,
});
const events = (...data: readonly (object | string)[]): Reply =>
  answer(
    data.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join(''),
    'text/event-stream',
  );

async function ask(api: Api, reply: Reply) {
  const client = await provider.client(() => reply, { api });
  return client.respond(REQUEST, never);
}

describe.each(APIS)('createModelClient, %s: no stream', (api) => {
  test.each(['text/html', 'text/plain', 'application/json', 'text/event-stream', ''])(
    'a web page that calls itself %j → an outage',
    async (contentType) => {
      expect(await ask(api, answer(PAGE, contentType))).toMatchObject({
        ok: false,
        failure: { kind: 'unavailable', reason: expect.stringContaining('a web page') },
      });
    },
  );

  test('a line of text → an outage', async () => {
    expect(await ask(api, answer('upstream connect error', 'text/plain'))).toMatchObject({
      failure: { kind: 'unavailable', refusal: { of: 'address' } },
    });
  });

  test.each<[string, object]>([
    ['server_error', { message: 'upstream timeout', type: 'server_error' }],
    ['502', { message: 'Provider returned error', code: 502 }],
    ['429', { message: 'rate-limited upstream', code: 429 }],
  ])('status 200 with an error that calls itself %s → an outage', async (_, error) => {
    expect(await ask(api, answer({ error }))).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });

  test('status 200 with an error that refuses the request → rejected', async () => {
    const error = { message: 'Incorrect API key provided.', code: 'invalid_api_key' };
    expect(await ask(api, answer({ error }))).toMatchObject({
      failure: { kind: 'rejected', refusal: { of: 'key' } },
    });
  });

  test('JSON that is cut → unreadable', async () => {
    expect(await ask(api, answer('{"id": "x", "out'))).toMatchObject({ failure: { kind: 'unreadable' } });
  });

  test('a stream that calls itself JSON → read as a stream', async () => {
    const done =
      api === 'chat'
        ? { id: 'x', choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: 'stop' }] }
        : {
            type: 'response.completed',
            response: { id: 'r', output: [{ type: 'message', content: 'Hi' }], status: 'completed' },
          };
    expect(await ask(api, answer(`data: ${JSON.stringify(done)}\n\n`))).toMatchObject({
      ok: true,
      reply: { output: [{ text: 'Hi' }] },
    });
  });
});

describe('createModelClient: servers that do not stream', () => {
  test('a whole response → the reply', async () => {
    const body = { id: 'r', object: 'response', status: 'completed', output: [CALL], usage: USAGE };
    expect(await ask('responses', answer(body))).toMatchObject({
      ok: true,
      reply: { output: [{ call_id: 'c1' }], usage: { inputTokens: 5 } },
    });
  });

  test('a whole response that failed → its error', async () => {
    const error = { code: 'server_error', message: 'had an error' };
    expect(await ask('responses', answer({ id: 'r', status: 'failed', output: [], error }))).toMatchObject({
      failure: { kind: 'unavailable', reason: expect.stringContaining('had an error') },
    });
  });

  test('a whole completion → the reply', async () => {
    const choice = { index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' };
    const body = { id: 'x', object: 'chat.completion', choices: [choice], usage: { prompt_tokens: 5 } };
    expect(await ask('chat', answer(body))).toMatchObject({
      ok: true,
      reply: { output: [{ text: 'Hello' }], usage: { inputTokens: 5 } },
    });
  });
});

test('createModelClient: items one by one, and none with the last event → the reply', async () => {
  const last = { id: 'r', status: 'completed', output: [], usage: USAGE };
  const reply = events(
    { type: 'response.created', response: { id: 'r' } },
    { type: 'response.output_item.done', output_index: 0, item: CALL },
    { type: 'response.completed', response: last },
  );
  expect(await ask('responses', reply)).toMatchObject({ ok: true, reply: { output: [{ call_id: 'c1' }] } });
});

test('createModelClient: text and `[DONE]` without a finish reason → the reply; text alone → none', async () => {
  const text = { id: 'x', choices: [{ index: 0, delta: { content: 'data: [DONE]' } }] };
  expect(await ask('chat', events(text, '[DONE]'))).toMatchObject({
    ok: true,
    reply: { output: [{ text: 'data: [DONE]' }] },
  });
  expect(await ask('chat', events(text))).toMatchObject({ failure: { kind: 'unreadable' } });
});
