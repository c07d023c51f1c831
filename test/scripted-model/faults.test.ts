import { afterEach, describe, expect, test } from '@jest/globals';
import OpenAI from 'openai';
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import type { ModelServer } from '../../scripted-model/model-server.ts';
import { startModelServer } from '../../scripted-model/model-server.ts';
import type { FaultReply, PlainFaultName } from '../../scripted-model/reply.ts';

let server: ModelServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** What the real client makes of a fault: an error's class, or what it returned without complaint. */
interface Seen {
  readonly error?: string;
  readonly status?: number | undefined;
  readonly value?: unknown;
  readonly lastEvent?: string | undefined;
}

async function startClient(fault: FaultReply): Promise<OpenAI> {
  server = await startModelServer({ respond: () => fault });
  return new OpenAI({ baseURL: server.baseUrl, apiKey: 'x', maxRetries: 0, logLevel: 'off' });
}

/** Errors of `fetch` come from outside Jest's realm, so that `instanceof Error` would not know them. */
function errorSeen(error: unknown): Seen {
  const thrown = error as { constructor: { name: string }; status?: number };
  return { error: thrown.constructor.name, status: thrown.status };
}

async function plain(fault: FaultReply, signal?: AbortSignal): Promise<Seen> {
  const client = await startClient(fault);
  try {
    return { value: await client.responses.create({ model: 'm', input: 'Hi' }, signal ? { signal } : {}) };
  } catch (error) {
    return errorSeen(error);
  }
}

async function streamed(
  fault: FaultReply,
  onEvent: () => void = () => undefined,
  signal?: AbortSignal,
): Promise<Seen> {
  const client = await startClient(fault);
  const events: ResponseStreamEvent[] = [];
  try {
    const stream = await client.responses.create(
      { model: 'm', input: 'Hi', stream: true },
      signal ? { signal } : {},
    );
    for await (const event of stream) {
      events.push(event);
      onEvent();
    }
  } catch (error) {
    return { ...errorSeen(error), lastEvent: events.at(-1)?.type };
  }
  const last = events.at(-1);
  return { value: last && 'response' in last ? last.response : last, lastEvent: last?.type };
}

const COMPLETED = 'response.completed';

const PLAIN_CASES: [PlainFaultName, object][] = [
  // The client adds `output_text` to whatever came, and trips over what is no response.
  ['html200', { error: 'TypeError', status: undefined }],
  ['empty200', { error: 'TypeError', status: undefined }],
  ['cutJson', { error: 'SyntaxError' }],
  ['endStream', { error: 'SyntaxError' }],
  ['emptyOutput', { value: expect.objectContaining({ output: [] }) }],
  ['missingOutput', { error: 'TypeError', status: undefined }],
  ['missingUsage', { value: expect.objectContaining({ usage: null }) }],
  [
    'negativeUsage',
    { value: expect.objectContaining({ usage: expect.objectContaining({ input_tokens: -5000 }) }) },
  ],
  ['incomplete', { value: expect.objectContaining({ incomplete_details: { reason: 'max_output_tokens' } }) }],
  ['filtered', { value: expect.objectContaining({ incomplete_details: { reason: 'content_filter' } }) }],
  ['failed', { value: expect.objectContaining({ status: 'failed' }) }],
  ['errorEvent', { error: 'InternalServerError', status: 500 }],
  ['reset', { error: 'APIConnectionError', status: undefined }],
  ['noSuchHost', { error: 'APIConnectionError', status: undefined }],
  ['badTls', { error: 'APIConnectionError', status: undefined }],
  ['cutStream', { error: expect.stringMatching(/TypeError|APIConnectionError/) }],
];

const STREAM_CASES: [PlainFaultName, object][] = [
  ['html200', { lastEvent: undefined }],
  ['empty200', { lastEvent: undefined }],
  ['cutJson', { error: 'SyntaxError' }],
  ['endStream', { lastEvent: 'response.output_item.done' }],
  ['emptyOutput', { value: expect.objectContaining({ output: [] }), lastEvent: COMPLETED }],
  [
    'missingOutput',
    { value: expect.not.objectContaining({ output: expect.any(Array) }), lastEvent: COMPLETED },
  ],
  ['missingUsage', { value: expect.objectContaining({ usage: null }), lastEvent: COMPLETED }],
  ['negativeUsage', { lastEvent: COMPLETED }],
  ['incomplete', { lastEvent: 'response.incomplete' }],
  ['filtered', { lastEvent: 'response.incomplete' }],
  ['failed', { lastEvent: 'response.failed' }],
  ['errorEvent', { error: 'APIError' }],
  ['reset', { error: 'APIConnectionError', status: undefined }],
  ['noSuchHost', { error: 'APIConnectionError', status: undefined }],
  ['badTls', { error: 'APIConnectionError', status: undefined }],
  ['cutStream', { error: expect.stringMatching(/TypeError|APIConnectionError|APIError/) }],
];

describe('faults', () => {
  test.each(PLAIN_CASES)('plain request: %s → seen by the client', async (fault, seen) => {
    expect(await plain({ fault })).toMatchObject(seen);
    expect(server?.served.calls).toBe(0);
  });

  test.each(STREAM_CASES)('streamed request: %s → seen by the client', async (fault, seen) => {
    expect(await streamed({ fault })).toMatchObject(seen);
    expect(server?.served.calls).toBe(0);
  });

  test('failedWith → the response fails in these words', async () => {
    const seen = await streamed({ fault: 'failedWith', code: 'invalid_prompt', message: 'flagged' });
    const error = { code: 'invalid_prompt', message: 'flagged' };
    expect(seen).toMatchObject({ lastEvent: 'response.failed', value: { status: 'failed', error } });
  });

  test('status with headers and body → error class, header and code arrive', async () => {
    const client = await startClient({
      fault: 'status',
      status: 429,
      headers: { 'retry-after': '7' },
      body: {
        error: { message: 'slow down', type: 'rate_limit_error', code: 'rate_limit_exceeded', param: null },
      },
    });
    const error = await client.responses
      .create({ model: 'm', input: 'Hi' })
      .catch((caught: unknown) => caught);
    if (!(error instanceof OpenAI.RateLimitError)) throw error;
    expect(error.headers?.get('retry-after')).toBe('7');
    expect(error.code).toBe('rate_limit_exceeded');
  });

  test('hang → nothing arrives until the caller gives up, and stop() ends the connection', async () => {
    const abort = new AbortController();
    const outcome = plain({ fault: 'hang' }, abort.signal);
    while (server?.requests[0]?.outcome !== 'faulted') await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    expect(await outcome).toMatchObject({ error: 'APIUserAbortError' });
  });

  test('hangStream → the first events arrive, the end never does', async () => {
    const abort = new AbortController();
    const seen = await streamed({ fault: 'hangStream' }, () => abort.abort(), abort.signal);
    expect(seen.lastEvent).not.toBe(COMPLETED);
  });

  test('drip → bytes arrive, events never do', async () => {
    server = await startModelServer({ respond: () => ({ fault: 'drip' }) });
    const body = JSON.stringify({ model: 'm', input: 'Hi', stream: true });
    const response = await fetch(`${server.baseUrl}/responses`, { method: 'POST', body });
    const reader = response.body?.getReader();
    const read = async (): Promise<string> => new TextDecoder().decode((await reader?.read())?.value);
    expect([await read(), await read(), await read()].join('')).toMatch(/^(: \n)+$/);
    await reader?.cancel();
  });

  test('huge → a valid reply of that length, counted as served', async () => {
    const seen = await streamed({ fault: 'huge', bytes: 1_000_000 });
    expect(seen.lastEvent).toBe(COMPLETED);
    expect(server?.served.outputTokens).toBe(250_000);
  });
});
