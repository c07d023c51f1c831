import { afterEach, describe, expect, test } from '@jest/globals';
import { createModelClient, type ModelClient, type ModelResult } from '../../../activities/model/client.ts';
import type { ModelFailure } from '../../../activities/model/model-failure.ts';
import type { ModelRequest } from '../../../activities/model/request.ts';
import { functionTools } from '../../../activities/tools/registry.ts';
import { type ModelServer, startModelServer } from '../../../rehearsal/model-server.ts';
import type { PlainFaultName, Reply } from '../../../rehearsal/reply.ts';

let server: ModelServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const REQUEST: ModelRequest = {
  instructions: 'Be brief.',
  tools: functionTools(),
  mayCallTools: true,
  input: [{ role: 'user', content: 'Hi' }],
  cacheKey: 'thr_1',
};

interface Limits {
  readonly timeoutMs?: number;
  readonly maxReplyBytes?: number;
}

async function clientOf(reply: Reply, limits: Limits = {}): Promise<ModelClient> {
  server = await startModelServer({ respond: () => reply });
  return createModelClient({
    apiKey: 'sk-test',
    baseUrl: server.baseUrl,
    model: 'gpt-5',
    timeoutMs: 30_000,
    maxReplyBytes: 1_000_000,
    ...limits,
  });
}

const never = new AbortController().signal;

async function failureOf(reply: Reply, limits?: Limits): Promise<ModelFailure> {
  const result = await (await clientOf(reply, limits)).respond(REQUEST, never);
  if (result.ok) throw new Error('the fault went unnoticed');
  return result.failure;
}

const status = (code: number, headers: Record<string, string> = {}): Reply => ({
  fault: 'status',
  status: code,
  headers,
});

const FAULTS: [PlainFaultName, ModelFailure['kind'], string][] = [
  ['html200', 'unreadable', 'final event'],
  ['empty200', 'unreadable', 'final event'],
  ['cutJson', 'unreadable', 'malformed'],
  ['endStream', 'unreadable', 'final event'],
  ['emptyOutput', 'unreadable', 'empty'],
  ['missingOutput', 'unreadable', 'output'],
  ['negativeUsage', 'unreadable', 'usage'],
  ['cutStream', 'unavailable', 'terminated'],
  ['reset', 'unavailable', 'Connection error'],
  ['failed', 'unavailable', 'had an error'],
  ['errorEvent', 'unavailable', 'had an error'],
];

describe('createModelClient: failures over a real socket', () => {
  test.each(FAULTS)('%s → %s', async (fault, kind, words) => {
    expect(await failureOf({ fault })).toMatchObject({ kind, reason: expect.stringContaining(words) });
  });

  test.each([500, 502, 503, 529, 408, 409, 425, 429])('status %d → unavailable', async (code) => {
    expect(await failureOf(status(code))).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining(`${code}`),
    });
  });

  test.each([400, 401, 403, 404, 413, 422])('status %d → rejected, asked once', async (code) => {
    const failure = await failureOf(status(code, { 'retry-after': '3' }));
    expect(failure).toMatchObject({
      kind: 'rejected',
      reason: expect.stringMatching(`Scripted status ${code}.* resume the goal`),
    });
    expect(failure).not.toHaveProperty('retryAfterMs');
    expect(server?.requests).toHaveLength(1);
  });

  test.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after-ms': '1500', 'retry-after': '7' }, 1_500],
    [{ 'retry-after': '-5' }, 0],
    [{ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('429 with %j → waits %s ms', async (headers, retryAfterMs) => {
    expect((await failureOf(status(429, headers))).retryAfterMs).toBe(retryAfterMs);
  });

  test('429 with a date to come → waits until then', async () => {
    const date = new Date(Date.now() + 540_000).toUTCString();
    const { retryAfterMs } = await failureOf(status(429, { 'retry-after': date }));
    expect(retryAfterMs).toBeGreaterThan(300_000);
    expect(retryAfterMs).toBeLessThanOrEqual(540_000);
  });

  test.each<PlainFaultName>(['hang', 'hangStream', 'drip'])('%s → ended by the deadline', async (fault) => {
    expect((await failureOf({ fault }, { timeoutMs: 150 })).kind).toBe('unavailable');
  });

  test('huge reply → unreadable, and no more than the cap is read', async () => {
    const huge: Reply = { fault: 'huge', bytes: 2_000_000 };
    expect(await failureOf(huge, { maxReplyBytes: 10_000 })).toEqual({
      kind: 'unreadable',
      reason: expect.stringContaining('larger than 10000 bytes'),
    });
    await server?.stop();
    expect(await (await clientOf({ ...huge, bytes: 2_000 })).respond(REQUEST, never)).toMatchObject({
      ok: true,
    });
  });

  test('nobody listens → unavailable', async () => {
    const client = await clientOf({ message: 'unheard' });
    await server?.stop();
    expect(await client.respond(REQUEST, never)).toMatchObject({
      ok: false,
      failure: { kind: 'unavailable', reason: expect.stringContaining('Connection error') },
    });
  });
});

describe('createModelClient', () => {
  test('text and calls → the reply, with usage', async () => {
    const client = await clientOf({
      message: 'Looking.',
      reasoning: 'hm',
      toolCalls: [{ name: 'shell', arguments: { command: 'ls' }, callId: 'call_1' }],
      usage: { inputTokens: 100, cachedInputTokens: 60, outputTokens: 9 },
    });
    const result = await client.respond(REQUEST, never);
    expect(result).toMatchObject({
      ok: true,
      reply: {
        output: [{ type: 'reasoning' }, { type: 'message', text: 'Looking.' }, { call_id: 'call_1' }],
        usage: { inputTokens: 100, cachedInputTokens: 60, outputTokens: 9 },
      },
    });
  });

  test('cut at the output limit → a reply, marked incomplete', async () => {
    const result = await (await clientOf({ fault: 'incomplete' })).respond(REQUEST, never);
    expect(result).toMatchObject({ ok: true, reply: { incomplete: 'max_output_tokens' } });
  });

  test('request → streamed, stored nowhere, keyed; reasoning is asked for of models that have it', async () => {
    const client = await clientOf({ message: 'ok' });
    await client.respond(REQUEST, never);
    await client.respond({ ...REQUEST, model: 'local-7b', mayCallTools: false }, never);
    const [first, second] = (server?.requests ?? []).map(({ request }) => request.body);
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
  });

  test.each<PlainFaultName>(['hang', 'hangStream'])(
    'abort during %s → rejects with its reason',
    async (fault) => {
      const abort = new AbortController();
      const reason = new Error('cancelled by the workflow');
      const answer: Promise<ModelResult> = (await clientOf({ fault })).respond(REQUEST, abort.signal);
      while (server?.requests[0]?.outcome !== 'faulted') await new Promise(setImmediate);
      abort.abort(reason);
      await expect(answer).rejects.toBe(reason);
    },
  );
});
