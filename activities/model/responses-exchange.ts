/** A call over the Responses API, streamed; a reply counts only with its final event. */
import type OpenAI from 'openai';
import type {
  ResponseCreateParamsStreaming,
  ResponseInputItem,
  Tool,
} from 'openai/resources/responses/responses';
import type { AddressedRequest, Exchange } from './exchange.ts';
import { isReasoningModel } from './model-choice.ts';
import { parseReply } from './reply.ts';

export const createResponsesExchange =
  (openai: OpenAI): Exchange =>
  async (request, signal) => {
    const stream = await openai.responses.create(wireRequest(request), { signal });
    let final: unknown;
    for await (const event of stream) {
      if (event.type === 'response.completed' || event.type === 'response.incomplete') final = event.response;
      if (event.type === 'response.failed')
        return { ok: false, error: event.response.error ?? event.response };
      if (event.type === 'error') return { ok: false, error: event };
    }
    return final === undefined ? undefined : parseReply(final);
  };

function wireRequest(request: AddressedRequest): ResponseCreateParamsStreaming {
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
    store: false,
    stream: true,
    // The others refuse the option.
    ...(isReasoningModel(model) ? { include: ['reasoning.encrypted_content' as const] } : {}),
  };
}
