/**
 * The provider's own compaction (`POST /responses/compact`): takes a transcript, gives back sealed items that
 * only its models can read. What it gives back of messages is left out: the record has them.
 */
import type { ResponseInputItem } from 'openai/resources/responses/responses';
import { z } from 'zod';
import type { ModelRequest } from '../../../context/request.ts';
import type { InputItem } from '../../../context/transcript/input-item.ts';
import type { ModelUsage } from '../../../workflows/budget/usage.ts';
import { billedUsage } from '../exchange/billed-usage.ts';
import { createOpenAi, type ProviderSettings } from '../exchange/openai-client.ts';
import { type PriceTable, withCost } from '../exchange/price.ts';
import { firstIssue } from '../exchange/reply.ts';
import { classifyError, type ModelFailure, unanswered, unreadable } from '../failure/model-failure.ts';
import { responsesInput } from './responses-input.ts';

export type Sealed =
  | { readonly ok: true; readonly items: readonly InputItem[]; readonly usage: ModelUsage }
  | { readonly ok: false; readonly failure: ModelFailure };

/** Never throws, but for an abort through `signal`. */
export type ProviderCompaction = (request: ModelRequest, signal: AbortSignal) => Promise<Sealed>;

/** A compaction that is larger has saved nothing. */
const MAX_SEALED_CHARACTERS = 1_000_000;

const sealedItem = z.object({
  type: z.literal('compaction'),
  id: z.string().optional(),
  encrypted_content: z.string().min(1).max(MAX_SEALED_CHARACTERS),
});
const compactedResponse = z.object({
  object: z.literal('response.compaction'),
  output: z.array(z.union([sealedItem, z.object({ type: z.string() })])),
});

export function createProviderCompaction(
  settings: ProviderSettings & { readonly model: string; readonly prices?: PriceTable },
): ProviderCompaction {
  const openai = createOpenAi(settings);
  return async (request, signal) => {
    const model = request.model ?? settings.model;
    const deadline = AbortSignal.timeout(settings.timeoutMs);
    try {
      const body = await openai.responses.compact(
        {
          model,
          instructions: request.instructions,
          input: responsesInput(request.input) as unknown as ResponseInputItem[],
          prompt_cache_key: request.cacheKey,
        },
        { signal: AbortSignal.any([signal, deadline]) },
      );
      const usage = billedUsage(body) ?? { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
      return sealedIn(body, withCost(settings.prices ?? {}, usage, model));
    } catch (error) {
      signal.throwIfAborted();
      return { ok: false, failure: deadline.aborted ? unanswered(settings.timeoutMs) : classifyError(error) };
    }
  };
}

function sealedIn(body: unknown, usage: ModelUsage): Sealed {
  const parsed = compactedResponse.safeParse(body);
  if (!parsed.success) {
    const reason = `the provider's compaction has not the shape that it should: ${firstIssue(parsed.error)}`;
    return { ok: false, failure: unreadable(reason, usage) };
  }
  const items = parsed.data.output.filter((item) => sealedItem.safeParse(item).success);
  return items.length === 0
    ? { ok: false, failure: unreadable("the provider's compaction holds nothing", usage) }
    : { ok: true, items, usage };
}
