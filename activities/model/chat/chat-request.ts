/** A request as the body of a Chat Completions call. Pure. */
import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { isReasoningModel } from '../../../context/model-choice.ts';
import type { TextFormat } from '../../../context/request.ts';
import type { FunctionTool } from '../../../context/tools/tool-declaration.ts';
import { defined } from '../../../objects/defined.ts';
import type { AddressedRequest } from '../exchange/exchange.ts';
import type { ChatDialect } from './chat-dialect.ts';
import { chatMessages } from './chat-messages.ts';

export function chatRequest(
  request: AddressedRequest,
  dialect: ChatDialect,
): ChatCompletionCreateParamsStreaming {
  const { model, tools, format, reasoningEffort, serviceTier } = request;
  const { omits } = dialect;
  return {
    model,
    messages: chatMessages(
      instructionsOf(request, dialect),
      request.input,
      dialect,
    ) as ChatCompletionMessageParam[],
    // A choice among tools is refused where there are none.
    ...(tools.length === 0 ? {} : toolFields(request, dialect)),
    ...(format === undefined ? {} : formatField(format, dialect)),
    ...defined({ reasoning_effort: reasoningEffort }),
    ...outputLimit(request),
    ...defined({ service_tier: serviceTier }),
    ...(omits.includes('prompt_cache_key') ? {} : { prompt_cache_key: request.cacheKey }),
    stream: true,
    // A server that refuses it either counts without being asked (Mistral does), or does not count.
    ...(omits.includes('stream_options') ? {} : { stream_options: { include_usage: true } }),
  };
}

function formatField(format: TextFormat, dialect: ChatDialect) {
  switch (dialect.format) {
    case 'schema':
      return {
        response_format: { type: 'json_schema' as const, json_schema: { ...format, strict: true } },
      };
    case 'object':
      return { response_format: { type: 'json_object' as const } };
    case 'words':
      return {};
  }
}

/**
 * A schema that the server does not take is the model's to keep; who reads the reply judges it all the same.
 */
function instructionsOf({ instructions, format }: AddressedRequest, dialect: ChatDialect): string {
  if (format === undefined || dialect.format === 'schema') return instructions;
  return `${instructions}\n\nThe response format: one JSON object and nothing else, without a fence around it, by this JSON schema:\n${JSON.stringify(format.schema)}`;
}

const toolFields = ({ tools, mayCallTools }: AddressedRequest, { omits }: ChatDialect) => ({
  tools: tools.map(chatTool),
  tool_choice: mayCallTools ? ('auto' as const) : ('none' as const),
  ...(omits.includes('parallel_tool_calls') ? {} : { parallel_tool_calls: true }),
});

const chatTool = ({ type, name, description, parameters, strict }: FunctionTool) => ({
  type,
  function: { name, description, parameters: { ...parameters }, strict },
});

/** OpenAI's reasoning models refuse the old name, and most other servers know no other. */
function outputLimit({ model, maxOutputTokens }: AddressedRequest) {
  if (maxOutputTokens === undefined) return {};
  return isReasoningModel(model)
    ? { max_completion_tokens: maxOutputTokens }
    : { max_tokens: maxOutputTokens };
}
