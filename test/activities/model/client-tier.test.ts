import { describe, expect, test } from '@jest/globals';
import type { Respond } from '../../../scripted-model/model-server.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { never, playProvider, REQUEST } from './played-provider.ts';

const provider = playProvider();

const ORDINARY = { input: 2, cachedInput: 1, output: 10 };
const PRICES = { 'gpt-5': { ...ORDINARY, flex: { input: 1, cachedInput: 0.5, output: 5 } } };
const REPLY = { message: 'ok', usage: { inputTokens: 1_000, cachedInputTokens: 0, outputTokens: 100 } };

/** Asks in the flex tier; returns the result, and the tier of each request that was made. */
async function askFlex(api: 'responses' | 'chat', respond: Respond) {
  const client = await provider.client(respond, { api, prices: PRICES });
  const result = await client.respond({ ...REQUEST, serviceTier: 'flex' }, never);
  return { result, tiers: provider.requests().map(({ request }) => request.body.service_tier) };
}

const refusal = (status: number, error: object): Reply => ({ fault: 'status', status, body: { error } });

/** No room in the flex tier; all others are served. */
const without =
  (refused: Reply): Respond =>
  ({ body }) =>
    body.service_tier === 'flex' ? refused : REPLY;

describe.each(['responses', 'chat'] as const)('createModelClient: flex tier, %s', (api) => {
  test('room for it → asked once, the tier in the usage, and its price', async () => {
    const { result, tiers } = await askFlex(api, () => REPLY);
    expect(tiers).toEqual(['flex']);
    expect(result).toMatchObject({ ok: true, reply: { usage: { serviceTier: 'flex', costUsd: 0.0015 } } });
  });

  test.each<[string, Reply]>([
    ['no room, by code', refusal(429, { code: 'resource_unavailable', message: 'Later.' })],
    ['no room, by words', refusal(429, { code: null, message: 'Resource Unavailable' })],
    ['a model without it', refusal(400, { param: 'service_tier', message: 'Unsupported value.' })],
  ])('%s → asked again at once in the ordinary tier, at its price', async (_, refused) => {
    const { result, tiers } = await askFlex(api, without(refused));
    expect(tiers).toEqual(['flex', 'default']);
    expect(result).toMatchObject({ ok: true, reply: { usage: { serviceTier: 'default', costUsd: 0.003 } } });
  });

  test.each<[string, Reply]>([
    ['a rate limit', refusal(429, { code: 'rate_limit_exceeded', message: 'slow down' })],
    ['an outage', refusal(503, { message: 'overloaded' })],
  ])('%s → waited out, and not paid in the dearer tier', async (_, refused) => {
    const { result, tiers } = await askFlex(api, without(refused));
    expect(tiers).toEqual(['flex']);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });

  test('no room anywhere → the failure of the ordinary tier, after two calls', async () => {
    const full = refusal(429, { code: 'resource_unavailable', message: 'Later.' });
    const { result, tiers } = await askFlex(api, () => full);
    expect(tiers).toEqual(['flex', 'default']);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });
});
