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
import type { ModelUsage } from '../../workflows/activities.ts';
import type { VariableNames } from './advice.ts';
import { createBoundedFetch } from './bounded-fetch.ts';
import { explainFailure } from './explain-failure.ts';
import { classifyError, endless, type ModelFailure, unanswered, unreadable } from './model-failure.ts';
import { costUsd, type PriceTable } from './price.ts';
import { billedUsage, type ModelReply, parseReply } from './reply.ts';
import type { ModelRequest } from './request.ts';

export interface ModelSettings {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model: string;
  /** For headers and body together: a body that drips is ended by it as well. */
  readonly timeoutMs: number;
  readonly maxReplyBytes: number;
  /** Default: no model has a price. */
  readonly prices?: PriceTable;
  /** Where key, address and model were read from: failures name them. Default: those of the working model. */
  readonly variables?: VariableNames;
}

const VARIABLES: VariableNames = {
  apiKey: 'OPENAI_API_KEY',
  baseUrl: 'OPENAI_BASE_URL',
  model: 'OPENAI_MODEL',
};

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
  const withCost = (usage: ModelUsage, model: string): ModelUsage => {
    const price = priceOf(model);
    return price === undefined ? usage : { ...usage, costUsd: costUsd(usage, price) };
  };
  const explained = { apiKey: settings.apiKey, variables: settings.variables ?? VARIABLES };

  async function ask(request: ModelRequest, signal: AbortSignal): Promise<ModelResult> {
    const deadline = AbortSignal.timeout(settings.timeoutMs);
    try {
      const { data: stream, response } = await openai.responses
        .create(wireRequest(request, settings.model), { signal: AbortSignal.any([signal, deadline]) })
        .withResponse();
      let final: unknown;
      for await (const event of stream) {
        if (event.type === 'response.completed' || event.type === 'response.incomplete')
          final = event.response;
        if (event.type === 'response.failed') return failed(event.response);
        if (event.type === 'error') return { ok: false, failure: classifyError(event) };
      }
      // A reply that is there is paid for, also when the call was cancelled in its last moment.
      if (final !== undefined) return readReply(final);
      // The SDK ends an aborted stream quietly.
      signal.throwIfAborted();
      deadline.throwIfAborted();
      return { ok: false, failure: endless(response.headers.get('content-type')) };
    } catch (error) {
      signal.throwIfAborted();
      return {
        ok: false,
        failure: deadline.aborted ? unanswered(settings.timeoutMs) : classifyError(error),
      };
    }
  }

  return {
    pricedModel: (model = settings.model) => ({ model, hasPrice: priceOf(model) !== undefined }),
    async respond(request, signal) {
      const result = await ask(request, signal);
      const model = request.model ?? settings.model;
      if (result.ok) {
        const usage = withCost(result.reply.usage, model);
        return { ok: true, reply: { ...result.reply, usage } };
      }
      const failure = explainFailure(result.failure, request, explained);
      if (failure.usage === undefined) return { ok: false, failure };
      return { ok: false, failure: { ...failure, usage: withCost(failure.usage, model) } };
    },
  };
}

function readReply(response: unknown): ModelResult {
  const parsed = parseReply(response);
  return parsed.ok ? parsed : { ok: false, failure: unreadable(parsed.reason, billedUsage(response)) };
}

function failed(response: { readonly error: unknown }): ModelResult {
  const usage = billedUsage(response);
  const failure = classifyError(response.error ?? response);
  return { ok: false, failure: usage === undefined ? failure : { ...failure, usage } };
}

function wireRequest(request: ModelRequest, defaultModel: string): ResponseCreateParamsStreaming {
  const model = request.model ?? defaultModel;
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
    store: false,
    stream: true,
    ...(isReasoningModel(model) ? { include: ['reasoning.encrypted_content' as const] } : {}),
  };
}

/** Models that think in items of their own, which have to be sent back (the others refuse the option). */
const isReasoningModel = (model: string): boolean => /^(o\d|gpt-5)/.test(model);
