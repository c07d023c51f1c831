/** A call over the Responses API, streamed; a reply counts only with its final event. */
import type OpenAI from 'openai';
import type {
  ResponseCreateParamsStreaming,
  ResponseInputItem,
  Tool,
} from 'openai/resources/responses/responses';
import { isReasoningModel } from '../../context/model-choice.ts';
import type { AddressedRequest, Exchange } from './exchange.ts';
import { billedUsage, parseReply } from './reply.ts';

export interface ResponsesSettings {
  /** How long the provider is asked to keep the beginning of requests; absent: its own default. */
  readonly promptCacheRetention?: 'in_memory' | '24h';
}

export const createResponsesExchange =
  (openai: OpenAI, { promptCacheRetention }: ResponsesSettings = {}): Exchange =>
  async (request, signal, watcher) => {
    const { data: stream, response } = await openai.responses
      .create(wireRequest(request, promptCacheRetention), { signal })
      .withResponse();
    let final: unknown;
    for await (const event of stream) {
      if (event.type === 'response.created') watcher?.onResponseId?.(event.response.id);
      if (event.type === 'response.output_text.delta') watcher?.onText?.(event.delta);
      if (event.type === 'response.completed' || event.type === 'response.incomplete') final = event.response;
      if (event.type === 'response.failed') {
        const { response: failed } = event;
        return { ok: false, error: failed.error ?? failed, usage: billedUsage(failed) };
      }
      if (event.type === 'error') return { ok: false, error: event };
    }
    if (final === undefined) return { ok: false, contentType: response.headers.get('content-type') };
    const parsed = parseReply(final);
    return parsed.ok ? parsed : { ...parsed, usage: billedUsage(final) };
  };

function wireRequest(
  request: AddressedRequest,
  retention: ResponsesSettings['promptCacheRetention'],
): ResponseCreateParamsStreaming {
  const { model, reasoningEffort, maxOutputTokens, serviceTier, format } = request;
  return {
    model,
    instructions: request.instructions,
    input: [...request.input] as unknown as ResponseInputItem[],
    tools: [...request.tools] as unknown as Tool[],
    tool_choice: request.mayCallTools ? 'auto' : 'none',
    parallel_tool_calls: true,
    ...(format === undefined
      ? {}
      : { text: { format: { type: 'json_schema' as const, strict: true, ...format } } }),
    ...(reasoningEffort === undefined ? {} : { reasoning: { effort: reasoningEffort } }),
    ...(maxOutputTokens === undefined ? {} : { max_output_tokens: maxOutputTokens }),
    ...(serviceTier === undefined ? {} : { service_tier: serviceTier }),
    prompt_cache_key: request.cacheKey,
    ...(retention === undefined ? {} : { prompt_cache_retention: retention }),
    ...(request.safetyIdentifier === undefined ? {} : { safety_identifier: request.safetyIdentifier }),
    store: false,
    stream: true,
    // The others refuse the option.
    ...(isReasoningModel(model) ? { include: ['reasoning.encrypted_content' as const] } : {}),
  };
}
