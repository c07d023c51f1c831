import { describe, expect, test } from '@jest/globals';
import { createModelClient, type ModelResult } from '../../../../activities/model/client.ts';
import type { Respond } from '../../../../scripted-model/model-server.ts';
import type { Reply } from '../../../../scripted-model/reply.ts';
import { never, playProvider, REQUEST } from '../played-provider.ts';

const provider = playProvider();

async function clientWith(respond: Respond, timeoutMs = 20_000) {
  const prices = { 'gpt-5': { input: 1, cachedInput: 0.1, output: 10 } };
  const client = await provider.client(respond, { timeoutMs, isBackground: true, prices });
  return { client, recorded: provider.requests };
}

/** Follows a call; `ids` as they are told, `text` as it comes. */
function watch(isStillWanted = false) {
  const ids: string[] = [];
  let text = '';
  return {
    ids,
    text: () => text,
    watcher: {
      onResponseId: (id: string) => void ids.push(id),
      onText: (delta: string) => {
        text += delta;
      },
      isStillWanted: () => isStillWanted,
    },
  };
}

const textOf = (result: ModelResult | undefined) =>
  result?.ok ? result.reply.output.map((part) => (part.type === 'message' ? part.text : part.type)) : result;
const LONG = 'A reply of many words, '.repeat(40);

describe('a call in the background', () => {
  test('→ stored at the provider, its id told while it runs, its text as it comes', async () => {
    const { client, recorded } = await clientWith(() => ({ message: LONG }));
    const { watcher, ids, text } = watch();
    expect(textOf(await client.respond(REQUEST, never, watcher))).toEqual([LONG]);
    expect(ids).toEqual([recorded()[0]?.responseId]);
    expect(text()).toBe(LONG);
    expect(recorded()[0]?.request.body).toMatchObject({ background: true, store: true, stream: true });
  });

  test('nobody remembers ids (an audit, a summary) → an ordinary call that stores nothing', async () => {
    const { client, recorded } = await clientWith(() => ({ message: 'Hi' }));
    await client.respond(REQUEST, never);
    expect(recorded()[0]?.request.body).toMatchObject({ store: false });
    expect(recorded()[0]?.request.body).not.toHaveProperty('background');
  });

  test.each(['cutStream', 'endStream'] as const)(
    'the connection fails in the middle (%s) → fetched by its id; asked once, paid once',
    async (fault) => {
      const { client, recorded } = await clientWith(() => ({ fault, reply: { message: LONG } }));
      const result = await client.respond(REQUEST, never, watch().watcher);
      expect(textOf(result)).toEqual([LONG]);
      expect(recorded()).toHaveLength(1);
      expect(recorded()[0]?.lookedUp).toBeGreaterThan(0);
      expect(provider.server().served.calls).toBe(1);
    },
  );

  test('the response fails → the failure that it would be without background', async () => {
    const { client } = await clientWith(() => ({ fault: 'failed' }));
    expect(await client.respond(REQUEST, never, watch().watcher)).toMatchObject({
      ...{ ok: false, failure: { kind: 'unavailable' } },
    });
  });

  test('the provider forgets the response while it runs → an outage, which refuses neither model nor address', async () => {
    const { client, recorded } = await clientWith(() => new Promise<Reply>(() => {}));
    const onResponseId = (id: string) =>
      void fetch(`${provider.server().baseUrl}/responses/${id}`, { method: 'DELETE' });
    const result = await client.respond(REQUEST, never, { ...watch().watcher, onResponseId });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(result).not.toHaveProperty('failure.refusal');
    expect(result).not.toHaveProperty('failure.refuses');
    expect(recorded()).toHaveLength(1);
  });

  test('refused before there is an id → as any call', async () => {
    const { client } = await clientWith(() => ({ message: 'x' }));
    await provider.server().stop();
    expect(await client.respond(REQUEST, never, watch().watcher)).toMatchObject({
      ...{ ok: false, failure: { kind: 'unavailable' } },
    });
  });

  test('stopped by who wants no reply any more → called off at the provider; else left alone', async () => {
    for (const isStillWanted of [false, true]) {
      const { client, recorded } = await clientWith(() => new Promise<Reply>(() => {}));
      const stop = new AbortController();
      const { watcher } = watch(isStillWanted);
      const call = client.respond(REQUEST, stop.signal, {
        ...watcher,
        onResponseId: () => stop.abort(new Error('stopped')),
      });
      await expect(call).rejects.toThrow('stopped');
      expect(recorded()[0]?.outcome).toBe(isStillWanted ? 'pending' : 'cancelled');
    }
  });

  test('no reply in time → called off, whatever else is wanted', async () => {
    const { client, recorded } = await clientWith(() => new Promise<Reply>(() => {}), 300);
    expect(await client.respond(REQUEST, never, watch(true).watcher)).toMatchObject({
      ...{ ok: false, failure: { kind: 'unavailable' } },
    });
    expect(recorded()[0]?.outcome).toBe('cancelled');
  });
});

describe('pickUp', () => {
  /** A call whose caller is lost once its id is known. */
  async function leave(respond: Respond) {
    const bench = await clientWith(respond);
    const stop = new AbortController();
    const { ids, watcher } = watch(true);
    const onResponseId = (id: string) => {
      ids.push(id);
      stop.abort(new Error('lost'));
    };
    await expect(bench.client.respond(REQUEST, stop.signal, { ...watcher, onResponseId })).rejects.toThrow(
      'lost',
    );
    return { ...bench, pending: { responseId: ids[0] ?? '', model: 'gpt-5' } };
  }

  test('→ the reply when it is there, priced by the model that was asked; no other call', async () => {
    let answer: (reply: Reply) => void = () => undefined;
    const reply = new Promise<Reply>((resolve) => {
      answer = resolve;
    });
    const { client, pending, recorded } = await leave(() => reply);
    const picked = client.pickUp?.(pending, never, watch().watcher);
    answer({ message: LONG });
    expect(await picked).toMatchObject({
      reply: { output: [{ type: 'message', text: LONG }], usage: { costUsd: expect.any(Number) } },
    });
    expect(recorded()).toHaveLength(1);
  });

  test('it has failed → nothing of use', async () => {
    const { client, pending } = await leave(() => ({ fault: 'failed' }));
    expect(await client.pickUp?.(pending, never, watch().watcher)).toEqual({});
  });

  test('it says nothing → nothing of use, but what it cost', async () => {
    const { client, pending } = await leave(() => ({
      usage: { inputTokens: 1_000_000, outputTokens: 100_000 },
    }));
    expect(await client.pickUp?.(pending, never, watch().watcher)).toEqual({
      usage: { inputTokens: 1_000_000, cachedInputTokens: 0, outputTokens: 100_000, costUsd: 2 },
    });
  });

  test('an id that the provider does not know (any more) → nothing of use', async () => {
    const { client } = await clientWith(() => ({ message: 'x' }));
    const pending = { responseId: 'resp_gone', model: 'gpt-5' };
    expect(await client.pickUp?.(pending, never, watch().watcher)).toEqual({});
  });

  test('without background mode → not there', async () => {
    const client = createModelClient({ apiKey: 'x', model: 'm', timeoutMs: 1, maxReplyBytes: 1 });
    expect(client.pickUp).toBeUndefined();
  });
});
