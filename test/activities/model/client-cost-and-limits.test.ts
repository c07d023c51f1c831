import { describe, expect, test } from '@jest/globals';
import type { PriceTable } from '../../../activities/model/exchange/price.ts';
import { defined } from '../../../objects/defined.ts';
import type { FaultReply, Reply } from '../../../scripted-model/reply.ts';
import { never, playProvider, REQUEST } from './played-provider.ts';

const provider = playProvider();

type Api = 'responses' | 'chat';
const APIS: readonly Api[] = ['responses', 'chat'];

const clientOf = (reply: Reply, api: Api, prices: PriceTable = {}) =>
  provider.client(() => reply, { api, prices });

const respond = async (reply: Reply, api: Api, prices?: PriceTable, model?: string) =>
  (await clientOf(reply, api, prices)).respond({ ...REQUEST, ...defined({ model }) }, never);

const refusal = (
  error: object,
  headers: Record<string, string> = {},
  status = 429,
): Extract<FaultReply, { fault: 'status' }> => ({ fault: 'status', status, headers, body: { error } });

/** An answer that begins well and then says, as an event, that it fails. */
const inStream = (event: Record<string, unknown>): Reply => ({
  fault: 'status',
  status: 200,
  headers: { 'content-type': 'text/event-stream' },
  body: `data: ${JSON.stringify(event)}\n\n`,
});

const NO_QUOTA = { code: 'insufficient_quota', message: 'quota' };
/** They have the protocol's own form. */
const QUOTA_IN_STREAM: Record<Api, readonly Reply[]> = {
  responses: [
    inStream({ type: 'response.failed', response: { id: 'r', error: NO_QUOTA } }),
    inStream({ type: 'error', ...NO_QUOTA }),
  ],
  chat: [inStream({ error: NO_QUOTA })],
};

describe.each(APIS)('createModelClient: usage limits over a real socket, %s', (api) => {
  test.each<[string, Reply, object]>([
    ['a spent quota', refusal({ message: 'Out of quota', code: 'insufficient_quota' }), {}],
    [
      'a plan limit until a time',
      refusal({ message: 'limit', type: 'usage_limit_reached', resets_at: 1_800_000_000 }),
      { resetAtMs: 1_800_000_000_000 },
    ],
    [
      'a plan limit for a span',
      refusal({ message: 'limit', type: 'usage_limit_reached', resets_in_seconds: 5_400 }),
      { resetInMs: 5_400_000 },
    ],
    [
      'a 429 that asks for two hours',
      refusal({ message: 'later' }, { 'retry-after': '7200' }),
      { resetInMs: 7_200_000 },
    ],
    [
      'an account that is not paid, as a 403',
      refusal({ message: 'pay', code: 'billing_not_active' }, {}, 403),
      {},
    ],
  ])('%s → usageLimited, with what is known of its end', async (_, reply, usageLimit) => {
    expect(await respond(reply, api)).toEqual({
      ok: false,
      failure: { kind: 'usageLimited', reason: expect.stringMatching(/^model call failed: /), usageLimit },
    });
    expect(provider.requests()).toHaveLength(1);
  });

  test('a stream that ends for the quota → usageLimited', async () => {
    for (const reply of QUOTA_IN_STREAM[api]) {
      const result = await respond(reply, api);
      expect(result).toMatchObject({ ok: false, failure: { kind: 'usageLimited', usageLimit: {} } });
    }
  });

  test.each<[string, Reply]>([
    [
      'a busy provider',
      refusal({ message: 'slow down', code: 'rate_limit_exceeded' }, { 'retry-after': '20' }),
    ],
    ['an overloaded one that asks for an hour', refusal({ message: 'busy' }, { 'retry-after': '3600' }, 503)],
  ])('%s → unavailable, tried again', async (_, reply) => {
    expect(await respond(reply, api)).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });
});

describe.each(APIS)('createModelClient: cost, %s', (api) => {
  const PRICES = {
    'gpt-5': { input: 1.25, cachedInput: 0.125, output: 10 },
    'local-7b': { input: 0, cachedInput: 0, output: 0 },
  };
  const reply: Reply = {
    message: 'ok',
    usage: { inputTokens: 3_000, cachedInputTokens: 1_000, outputTokens: 200 },
  };

  test.each([
    ['the default model', undefined, 0.004625],
    ['the model of the thread', 'local-7b', 0],
  ])('a price for %s → in the usage, cached input apart', async (_, model, costUsd) => {
    expect(await respond(reply, api, PRICES, model)).toMatchObject({
      ok: true,
      reply: { usage: { costUsd } },
    });
  });

  test.each([
    ['a table without the model', PRICES, 'gpt-6'],
    ['no table', undefined, undefined],
    ['a model named like a part of every object', PRICES, 'constructor'],
  ])('%s → no cost, rather than a cost of 0', async (_, prices, model) => {
    const result = await respond(reply, api, prices, model);
    expect(result).toMatchObject({ ok: true, reply: { usage: { inputTokens: 3_000 } } });
    expect(result.ok && result.reply.usage).not.toHaveProperty('costUsd');
  });

  test('pricedModel → by the name that is sent; without one, the default model', async () => {
    const client = await clientOf(reply, api, PRICES);
    expect(client.pricedModel(undefined)).toEqual({ model: 'gpt-5', hasPrice: true });
    expect(client.pricedModel('local-7b')).toEqual({ model: 'local-7b', hasPrice: true });
    for (const model of ['gpt-6', 'toString', '__proto__'])
      expect(client.pricedModel(model)).toEqual({ model, hasPrice: false });
  });
});
