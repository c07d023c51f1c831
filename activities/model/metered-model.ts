/**
 * A model whose answers are counted in the journal, each once, whatever becomes of it afterwards. A journal
 * that is away is waited for a while; an answer is not given up for its figures.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { threadOfCacheKey } from '../../context/request.ts';
import type { Journal } from '../../journal/journal.ts';
import type { SpentFigure } from '../../journal/rows/usage-figures.ts';
import { defined } from '../../objects/defined.ts';
import type { ModelUsage } from '../../workflows/budget/usage.ts';
import type { ModelClient } from './client.ts';
import type { ProviderCompaction } from './responses/provider-compaction.ts';

type Counter = Pick<Journal, 'countSpent'>;

const MAX_ATTEMPTS = 5;
const AGAIN_AFTER_MS = 2_000;

type Count = (key: string, model: string, usage: ModelUsage, usageId?: string) => Promise<void>;

const counting =
  (journal: Counter): Count =>
  async (cacheKey, model, usage, usageId = randomUUID()) => {
    const { inputTokens, cachedInputTokens, outputTokens, costUsd } = usage;
    const counts = { inputTokens, cachedInputTokens, outputTokens, ...defined({ costUsd }) };
    await countAgain(journal, { usageId, threadId: threadOfCacheKey(cacheKey), model, ...counts });
  };

export function meteredModel(client: ModelClient, journal: Counter): ModelClient {
  const { respond, pickUp } = client;
  const count = counting(journal);
  // An answer that may be picked up once more has a name; others are seen once, and some servers name all
  // alike.
  const nameOf = (responseId: string) => (pickUp === undefined ? undefined : `answer ${responseId}`);
  return {
    ...client,
    async respond(request, signal, watcher) {
      const result = await respond(request, signal, watcher);
      const { model } = client.pricedModel(request.model);
      const { cacheKey } = request;
      if (result.ok) await count(cacheKey, model, result.reply.usage, nameOf(result.reply.responseId));
      else if (result.failure.usage !== undefined) await count(cacheKey, model, result.failure.usage);
      return result;
    },
    ...(pickUp === undefined
      ? {}
      : {
          async pickUp(response, signal, watcher) {
            const found = await pickUp(response, signal, watcher);
            const { threadId, model, responseId } = response;
            const usage = found.reply?.usage ?? found.usage;
            if (usage !== undefined && threadId !== undefined)
              await count(threadId, model, usage, nameOf(responseId));
            return found;
          },
        }),
  };
}

/** A provider may sum up transcripts by itself; `ownModel` is asked where a request names none. */
export const meteredCompaction =
  (compact: ProviderCompaction, ownModel: string, journal: Counter): ProviderCompaction =>
  async (request, signal) => {
    const sealed = await compact(request, signal);
    if (sealed.ok) await counting(journal)(request.cacheKey, request.model ?? ownModel, sealed.usage);
    return sealed;
  };

async function countAgain(journal: Counter, figure: SpentFigure): Promise<void> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1)
    try {
      return await journal.countSpent(figure);
    } catch {
      await sleep(AGAIN_AFTER_MS * attempt);
    }
}
