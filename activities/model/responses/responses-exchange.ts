/** A call over the Responses API, streamed; a reply counts only with its final event. */
import type OpenAI from 'openai';
import type {
  ResponseCreateParamsStreaming,
  ResponseInputItem,
  ResponseStreamEvent,
  Tool,
} from 'openai/resources/responses/responses';
import { isReasoningModel } from '../../../context/model-choice.ts';
import { defined } from '../../../objects/defined.ts';
import { openEvents, typeOfAnswer } from '../exchange/event-stream.ts';
import type { AddressedRequest, Exchange } from '../exchange/exchange.ts';
import { responsesInput } from './responses-input.ts';
import { readResponseStream } from './responses-stream.ts';

export interface ResponsesSettings {
  /** How long the provider is asked to keep the beginning of requests; absent: its own default. */
  readonly promptCacheRetention?: 'in_memory' | '24h';
}

export const createResponsesExchange =
  (openai: OpenAI, { promptCacheRetention }: ResponsesSettings = {}): Exchange =>
  async (request, signal, watcher) => {
    const body = wireRequest(request, promptCacheRetention);
    const answer = await openEvents<ResponseStreamEvent>(
      openai,
      (options) => openai.responses.create(body, options),
      signal,
    );
    const read = await readResponseStream(answer, watcher);
    return read ?? { ok: false, contentType: typeOfAnswer(answer) };
  };

/** The body of a call that is streamed. */
export function wireRequest(
  request: AddressedRequest,
  retention: ResponsesSettings['promptCacheRetention'],
): ResponseCreateParamsStreaming {
  const { model, reasoningEffort, maxOutputTokens, serviceTier, format } = request;
  return {
    model,
    instructions: request.instructions,
    input: responsesInput(request.input) as unknown as ResponseInputItem[],
    tools: [...request.tools] as unknown as Tool[],
    tool_choice: request.mayCallTools ? 'auto' : 'none',
    parallel_tool_calls: true,
    ...(format === undefined
      ? {}
      : { text: { format: { type: 'json_schema' as const, strict: true, ...format } } }),
    ...(reasoningEffort === undefined ? {} : { reasoning: { effort: reasoningEffort } }),
    ...defined({ max_output_tokens: maxOutputTokens, service_tier: serviceTier }),
    prompt_cache_key: request.cacheKey,
    ...defined({ prompt_cache_retention: retention, safety_identifier: request.safetyIdentifier }),
    store: false,
    stream: true,
    // The others refuse the option.
    ...(isReasoningModel(model) ? { include: ['reasoning.encrypted_content' as const] } : {}),
  };
}
