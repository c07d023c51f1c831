import { describe, expect, test } from '@jest/globals';
import type { ModelClient, ModelResult } from '../../../activities/model/client.ts';
import type { ModelFailure } from '../../../activities/model/failure/model-failure.ts';
import type { PlainFaultName, Reply } from '../../../scripted-model/reply.ts';
import { never, playProvider, REQUEST } from './played-provider.ts';

const provider = playProvider();

interface Options {
  readonly api?: 'responses' | 'chat';
  readonly timeoutMs?: number;
  readonly maxReplyBytes?: number;
  readonly promptCacheRetention?: '24h';
}

const APIS = ['responses', 'chat'] as const;

const clientOf = (reply: Reply, options?: Options): Promise<ModelClient> =>
  provider.client(() => reply, options);

async function failureOf(reply: Reply, options?: Options): Promise<ModelFailure> {
  const result = await (await clientOf(reply, options)).respond(REQUEST, never);
  if (result.ok) throw new Error('the fault went unnoticed');
  return result.failure;
}

const status = (code: number, headers: Record<string, string> = {}): Reply => ({
  fault: 'status',
  status: code,
  headers,
});

const FAULTS: [PlainFaultName, ModelFailure['kind'], string][] = [
  ['html200', 'unavailable', 'a web page'],
  ['empty200', 'unreadable', 'final event'],
  ['cutJson', 'unreadable', 'malformed'],
  ['endStream', 'unreadable', 'final event'],
  ['emptyOutput', 'unreadable', 'empty'],
  ['cutStream', 'unavailable', 'terminated'],
  ['reset', 'unavailable', 'Connection error'],
  ['failed', 'unavailable', 'had an error'],
  ['errorEvent', 'unavailable', 'had an error'],
];

describe.each(APIS)('createModelClient: failures over a real socket, %s', (api) => {
  test.each(FAULTS)('%s → %s', async (fault, kind, words) => {
    expect(await failureOf({ fault }, { api })).toMatchObject({
      kind,
      reason: expect.stringContaining(words),
    });
  });

  test('missingOutput → unreadable, and what is missing is named', async () => {
    const field = api === 'chat' ? 'final event' : 'output: ';
    expect(await failureOf({ fault: 'missingOutput' }, { api })).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining(field),
    });
  });

  test.each([500, 502, 503, 529, 408, 409, 425, 429])('status %d → unavailable', async (code) => {
    expect(await failureOf(status(code), { api })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining(`${code}`),
    });
  });

  test.each([400, 401, 403, 404, 413, 422])('status %d → rejected, asked once', async (code) => {
    const failure = await failureOf(status(code, { 'retry-after': '3' }), { api });
    expect(failure).toMatchObject({
      kind: 'rejected',
      reason: expect.stringMatching(`Scripted status ${code}.* resume the goal`),
    });
    expect(failure).not.toHaveProperty('retryAfterMs');
    expect(provider.requests()).toHaveLength(1);
  });

  test.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after-ms': '1500', 'retry-after': '7' }, 1_500],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': '1m30s' }, 90_000],
    [{ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('429 with %j → waits %s ms', async (headers, retryAfterMs) => {
    expect((await failureOf(status(429, headers), { api })).retryAfterMs).toBe(retryAfterMs);
  });

  test('429 with a date to come → waits until then', async () => {
    const date = new Date(Date.now() + 540_000).toUTCString();
    const { retryAfterMs } = await failureOf(status(429, { 'retry-after': date }), { api });
    expect(retryAfterMs).toBeGreaterThan(300_000);
    expect(retryAfterMs).toBeLessThanOrEqual(540_000);
  });

  test.each<PlainFaultName>(['hang', 'hangStream', 'drip'])('%s → ended by the deadline', async (fault) => {
    expect((await failureOf({ fault }, { api, timeoutMs: 150 })).kind).toBe('unavailable');
  });

  test('huge reply → unreadable, and no more than the cap is read', async () => {
    const huge: Reply = { fault: 'huge', bytes: 2_000_000 };
    expect(await failureOf(huge, { api, maxReplyBytes: 10_000 })).toEqual({
      kind: 'unreadable',
      reason: expect.stringContaining('larger than 10000 bytes'),
    });
    expect(await (await clientOf({ ...huge, bytes: 2_000 }, { api })).respond(REQUEST, never)).toMatchObject({
      ok: true,
    });
  });

  test('nobody listens → unavailable', async () => {
    const client = await clientOf({ message: 'unheard' }, { api });
    await provider.server().stop();
    expect(await client.respond(REQUEST, never)).toMatchObject({
      ok: false,
      failure: { kind: 'unavailable', reason: expect.stringContaining('Connection error') },
    });
  });
});

describe.each(APIS)('createModelClient, %s', (api) => {
  test('text and calls → the reply, with usage', async () => {
    const client = await clientOf(
      {
        message: 'Looking.',
        toolCalls: [
          { name: 'shell', arguments: { command: `ls ${'long '.repeat(40)}` }, callId: 'call_1' },
          { name: 'read_file', arguments: '{"path": "a', callId: 'call_2' },
        ],
        usage: { inputTokens: 100, cachedInputTokens: 60, outputTokens: 9 },
      },
      { api },
    );
    expect(await client.respond(REQUEST, never)).toEqual({
      ok: true,
      reply: {
        responseId: expect.stringMatching(/^(resp|chatcmpl)_/),
        model: 'gpt-5',
        output: [
          { type: 'message', text: 'Looking.' },
          {
            type: 'function_call',
            call_id: 'call_1',
            name: 'shell',
            arguments: JSON.stringify({ command: `ls ${'long '.repeat(40)}` }),
          },
          { type: 'function_call', call_id: 'call_2', name: 'read_file', arguments: '{"path": "a' },
        ],
        usage: { inputTokens: 100, cachedInputTokens: 60, outputTokens: 9 },
      },
    });
  });

  test('cut at the output limit → a reply, marked incomplete', async () => {
    const result = await (await clientOf({ fault: 'incomplete' }, { api })).respond(REQUEST, never);
    expect(result).toMatchObject({ ok: true, reply: { incomplete: 'max_output_tokens' } });
  });

  test('a server that counts nothing → a reply all the same, that costs nothing', async () => {
    const result = await (await clientOf({ fault: 'missingUsage' }, { api })).respond(REQUEST, never);
    expect(result).toMatchObject({ ok: true, reply: { usage: { inputTokens: 0, outputTokens: 0 } } });
  });

  test('tenant and cache retention → named as far as they are known, else left to the provider', async () => {
    await (await clientOf({ message: 'ok' })).respond(REQUEST, never);
    const plain = provider.requests()[0]?.request.body;
    expect(plain).not.toHaveProperty('prompt_cache_retention');
    expect(plain).not.toHaveProperty('safety_identifier');
    const client = await clientOf({ message: 'ok' }, { promptCacheRetention: '24h' });
    await client.respond({ ...REQUEST, safetyIdentifier: 'abc' }, never);
    expect(provider.requests()[0]?.request.body).toMatchObject({
      prompt_cache_retention: '24h',
      safety_identifier: 'abc',
    });
  });

  test.each<PlainFaultName>(['hang', 'hangStream'])(
    'abort during %s → rejects with its reason',
    async (fault) => {
      const abort = new AbortController();
      const reason = new Error('cancelled by the workflow');
      const client = await clientOf({ fault }, { api });
      const answer: Promise<ModelResult> = client.respond(REQUEST, abort.signal);
      while (provider.requests()[0]?.outcome !== 'faulted') await new Promise(setImmediate);
      abort.abort(reason);
      await expect(answer).rejects.toBe(reason);
    },
  );
});
