import { expect, test } from '@jest/globals';
import type { ModelClient, ModelResult } from '../../../activities/model/client.ts';
import { meteredCompaction, meteredModel } from '../../../activities/model/metered-model.ts';
import type { ModelRequest } from '../../../context/request.ts';
import type { SpentFigure } from '../../../journal/rows/usage-figures.ts';

const usage = { inputTokens: 5, cachedInputTokens: 2, outputTokens: 1, costUsd: 0.5 };
const reply = { ok: true, reply: { responseId: 'resp_1', output: [], usage } } as ModelResult;
const request = { cacheKey: 'thr_1/auditor' } as ModelRequest;
const signal = new AbortController().signal;

function metered(result: ModelResult, parts: Partial<ModelClient> = {}) {
  const figures: SpentFigure[] = [];
  const client: ModelClient = {
    respond: async () => result,
    pricedModel: (model = 'own') => ({ model, hasPrice: true }),
    ...parts,
  };
  const journal = { countSpent: async (figure: SpentFigure) => void figures.push(figure) };
  return { client: meteredModel(client, journal), figures, journal };
}

test('an answer → counted for its thread and model, and passed on; each for itself, though named alike', async () => {
  const { client, figures } = metered(reply);
  expect(await client.respond(request, signal)).toBe(reply);
  await client.respond({ ...request, model: 'other' }, signal);
  expect(figures).toMatchObject([
    { threadId: 'thr_1', model: 'own', ...usage },
    { threadId: 'thr_1', model: 'other', ...usage },
  ]);
  expect(figures[0]?.usageId).not.toBe(figures[1]?.usageId);
});

test('a failure that was paid for → counted; one that was not → not', async () => {
  const paid = metered({ ok: false, failure: { usage } } as unknown as ModelResult);
  await paid.client.respond(request, signal);
  expect(paid.figures).toMatchObject([usage]);
  const free = metered({ ok: false, failure: {} } as unknown as ModelResult);
  await free.client.respond(request, signal);
  expect(free.figures).toEqual([]);
});

test('an answer that is made in the background and picked up later → counted under one name', async () => {
  const pickUp = async () => ({ usage });
  const { client, figures } = metered(reply, { pickUp } as Partial<ModelClient>);
  await client.respond(request, signal);
  await client.pickUp?.({ responseId: 'resp_1', model: 'own', threadId: 'thr_1' }, signal, {} as never);
  expect(new Set(figures.map(({ usageId }) => usageId)).size).toBe(1);
});

test('a summary of the provider → counted', async () => {
  const { figures, journal } = metered(reply);
  const compact = meteredCompaction(async () => ({ ok: true, items: [], usage }), 'own', journal);
  await compact(request, signal);
  expect(figures).toMatchObject([{ threadId: 'thr_1', model: 'own', ...usage }]);
});
