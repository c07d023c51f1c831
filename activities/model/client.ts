/**
 * The model provider, over the Responses API. The only file that imports `openai`. Replies are streamed, so that a long
 * one keeps the connection alive, and count only with their final event: a stream that just ends proves nothing.
 */
import OpenAI from 'openai';
import type {
  ResponseCreateParamsStreaming,
  ResponseInputItem,
  Tool,
} from 'openai/resources/responses/responses';
import type { ModelReply } from '../../context/model-reply.ts';
import type { ModelRequest } from '../../context/request.ts';
import { createBoundedFetch } from './bounded-fetch.ts';
import { classifyError, type ModelFailure, unreadable } from './model-failure.ts';
import { costUsd, type PriceTable } from './price.ts';
import { parseReply } from './reply.ts';

export interface ModelSettings {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model: string;
  /** For headers and body together: a body that drips is ended by it as well. */
  readonly timeoutMs: number;
  readonly maxReplyBytes: number;
  /** How long the provider keeps a request's prefix; absent: its own default. */
  readonly promptCacheRetention?: 'in_memory' | '24h';
  /** Default: no model has a price. */
  readonly prices?: PriceTable;
}

export type ModelResult =
  | { readonly ok: true; readonly reply: ModelReply }
  | { readonly ok: false; readonly failure: ModelFailure };

export interface ModelClient {
  /** Never throws, but for an abort through `signal`. */
  respond(request: ModelRequest, signal: AbortSignal): Promise<ModelResult>;
  /** The model's name if it has a price; `undefined` stands for the default model. */
  pricedModel(model: string | undefined): { readonly model: string; readonly hasPrice: boolean };
}

export function createModelClient(settings: ModelSettings): ModelClient {
  const openai = new OpenAI({
    apiKey: settings.apiKey,
    ...(settings.baseUrl === undefined ? {} : { baseURL: settings.baseUrl }),
    // Retries are Temporal's business: they must survive the worker, and be seen.
    maxRetries: 0,
    // Failures are returned; the library would print them as well.
    logLevel: 'off',
    timeout: settings.timeoutMs,
    fetch: createBoundedFetch(settings.maxReplyBytes),
  });
  const prices = settings.prices ?? {};
  const priceOf = (model: string) => (Object.hasOwn(prices, model) ? prices[model] : undefined);
  const withCost = (reply: ModelReply, model: string): ModelReply => {
    const price = priceOf(model);
    return price === undefined
      ? reply
      : { ...reply, usage: { ...reply.usage, costUsd: costUsd(reply.usage, price) } };
  };
  return {
    pricedModel: (model = settings.model) => ({ model, hasPrice: priceOf(model) !== undefined }),
    async respond(request, signal) {
      const deadline = AbortSignal.timeout(settings.timeoutMs);
      try {
        const stream = await openai.responses.create(wireRequest(request, settings), {
          signal: AbortSignal.any([signal, deadline]),
        });
        let final: unknown;
        for await (const event of stream) {
          if (event.type === 'response.completed' || event.type === 'response.incomplete')
            final = event.response;
          if (event.type === 'response.failed')
            return { ok: false, failure: classifyError(event.response.error ?? event.response) };
          if (event.type === 'error') return { ok: false, failure: classifyError(event) };
        }
        // A reply that is there is paid for, also when the call was cancelled in its last moment.
        if (final !== undefined) {
          const parsed = parseReply(final);
          return parsed.ok
            ? { ok: true, reply: withCost(parsed.reply, request.model ?? settings.model) }
            : { ok: false, failure: unreadable(parsed.reason) };
        }
        // The SDK ends an aborted stream quietly.
        signal.throwIfAborted();
        deadline.throwIfAborted();
        return { ok: false, failure: unreadable('the stream ended without a final event') };
      } catch (error) {
        signal.throwIfAborted();
        return { ok: false, failure: classifyError(deadline.aborted ? deadline.reason : error) };
      }
    },
  };
}

function wireRequest(request: ModelRequest, settings: ModelSettings): ResponseCreateParamsStreaming {
  const model = request.model ?? settings.model;
  const { promptCacheRetention: retention } = settings;
  return {
    model,
    instructions: request.instructions,
    input: [...request.input] as unknown as ResponseInputItem[],
    tools: [...request.tools] as unknown as Tool[],
    tool_choice: request.mayCallTools ? 'auto' : 'none',
    parallel_tool_calls: true,
    ...(request.format === undefined
      ? {}
      : { text: { format: { type: 'json_schema' as const, strict: true, ...request.format } } }),
    prompt_cache_key: request.cacheKey,
    ...(retention === undefined ? {} : { prompt_cache_retention: retention }),
    ...(request.safetyIdentifier === undefined ? {} : { safety_identifier: request.safetyIdentifier }),
    store: false,
    stream: true,
    ...(isReasoningModel(model) ? { include: ['reasoning.encrypted_content' as const] } : {}),
  };
}

/** Models that think in items of their own, which have to be sent back (the others refuse the option). */
const isReasoningModel = (model: string): boolean => /^(o\d|gpt-5)/.test(model);
