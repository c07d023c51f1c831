import { describe, expect, test } from '@jest/globals';
import { createProviderCompaction } from '../../../../activities/model/responses/provider-compaction.ts';
import type { Respond } from '../../../../scripted-model/model-server.ts';
import { never, playProvider } from '../played-provider.ts';

const provider = playProvider();

const MESSAGES = [
  { role: 'user', content: 'Hi' },
  { role: 'assistant', content: 'Hello' },
];
const REQUEST = {
  ...{ instructions: 'Be brief.', tools: [], mayCallTools: false, cacheKey: 'thr_1' },
  // It comes from a server of Chat Completions: the Responses API would refuse it.
  input: [...MESSAGES, { type: 'reasoning', field: 'reasoning_content', text: 'Hm.' }],
};

async function compact(respond: Respond, signal = never) {
  const { baseUrl } = await provider.start({ respond: () => ({ message: 'never' }), compact: respond });
  const compactAtProvider = createProviderCompaction({
    ...{ apiKey: 'sk', baseUrl, model: 'gpt-5', timeoutMs: 2_000, maxReplyBytes: 100_000 },
    prices: { 'gpt-5': { input: 1, cachedInput: 0.1, output: 10 } },
  });
  return compactAtProvider(REQUEST, signal);
}

describe('createProviderCompaction', () => {
  test('→ the sealed items alone, and what they cost by the price of the model', async () => {
    const result = await compact(() => ({ message: 'a lot' }));
    expect(result).toMatchObject({
      ok: true,
      items: [{ type: 'compaction', encrypted_content: expect.any(String) }],
      usage: { inputTokens: expect.any(Number), costUsd: expect.any(Number) },
    });
    expect(provider.requests()[0]?.request.body).toMatchObject({
      ...{ model: 'gpt-5', instructions: 'Be brief.', prompt_cache_key: 'thr_1' },
      input: MESSAGES,
    });
  });

  test.each([
    ['an outage', { fault: 'status', status: 503 }, 'unavailable'],
    ['a server that knows no such path', { fault: 'status', status: 404 }, 'rejected'],
    [
      'something else with status 200',
      { fault: 'status', status: 200, body: { object: 'response' } },
      'unreadable',
    ],
    [
      'nothing sealed',
      { fault: 'status', status: 200, body: { object: 'response.compaction', output: [] } },
      'unreadable',
    ],
    ['no answer in time', { fault: 'hang' }, 'unavailable'],
  ] as const)('%s → a failure of its kind', async (_, reply, kind) => {
    expect(await compact(() => reply)).toMatchObject({ ok: false, failure: { kind } });
  });

  test('stopped from outside → throws', async () => {
    await expect(compact(() => ({ fault: 'hang' }), AbortSignal.abort(new Error('stop')))).rejects.toThrow(
      'stop',
    );
  });
});
