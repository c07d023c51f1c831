/** The response object of the OpenAI Responses API, as far as a text and function-calling model fills it. */
import { randomUUID } from 'node:crypto';
import type { ParsedRequest } from './parsed-request.ts';
import type { ReplyUsage, ScriptedReply, ScriptedToolCall } from './reply.ts';

export interface WireText {
  readonly type: 'output_text';
  readonly text: string;
  readonly annotations: never[];
  readonly logprobs: never[];
}

export interface WireMessage {
  readonly type: 'message';
  readonly id: string;
  readonly role: 'assistant';
  readonly status: 'in_progress' | 'completed';
  readonly content: WireText[];
}

export interface WireFunctionCall {
  readonly type: 'function_call';
  readonly id: string;
  readonly call_id: string;
  readonly name: string;
  readonly arguments: string;
  readonly status: 'in_progress' | 'completed';
}

export interface WireReasoning {
  readonly type: 'reasoning';
  readonly id: string;
  readonly summary: { type: 'summary_text'; text: string }[];
  /** What a caller that stores nothing at the provider has to send back. */
  readonly encrypted_content: string;
}

export type WireItem = WireMessage | WireFunctionCall | WireReasoning;

export interface WireUsage {
  readonly input_tokens: number;
  readonly input_tokens_details: { cached_tokens: number; cache_write_tokens: number };
  readonly output_tokens: number;
  readonly output_tokens_details: { reasoning_tokens: number };
  readonly total_tokens: number;
}

export type WireResponse = ReturnType<typeof createResponse>;

/** A fresh id, as a provider gives. */
export const idOf = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '')}`;

export const wireText = (text: string): WireText => ({
  type: 'output_text',
  text,
  annotations: [],
  logprobs: [],
});

const functionCall = (call: ScriptedToolCall): WireFunctionCall => ({
  type: 'function_call',
  id: idOf('fc'),
  call_id: call.callId ?? idOf('call'),
  name: call.name,
  arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
  status: 'completed',
});

function outputOf(reply: ScriptedReply): WireItem[] {
  // Items go out as a script wrote them: also what no wire type allows.
  if (reply.items !== undefined) return reply.items as unknown as WireItem[];
  const items: WireItem[] = [];
  if (reply.reasoning !== undefined) {
    const summary = [{ type: 'summary_text' as const, text: reply.reasoning }];
    const encrypted_content = Buffer.from(reply.reasoning).toString('base64');
    items.push({ type: 'reasoning', id: idOf('rs'), summary, encrypted_content });
  }
  if (reply.message !== undefined) {
    const content = [wireText(reply.message)];
    items.push({ type: 'message', id: idOf('msg'), role: 'assistant', status: 'completed', content });
  }
  return [...items, ...(reply.toolCalls ?? []).map(functionCall)];
}

/** The API counts them like this. */
export function wireUsage(usage: ReplyUsage): WireUsage {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: { cached_tokens: usage.cachedInputTokens, cache_write_tokens: 0 },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    total_tokens: usage.inputTokens + usage.outputTokens,
  };
}

/** Told to who asked for one: `auto` is the ordinary tier here. */
const servedTier = ({ body }: ParsedRequest): unknown =>
  body.service_tier === 'auto' ? 'default' : body.service_tier;

/** The finished response to `request`; its settings are echoed as the API does. */
export function createResponse(request: ParsedRequest, reply: ScriptedReply, usage: ReplyUsage) {
  return {
    id: idOf('resp'),
    object: 'response' as const,
    created_at: Math.floor(Date.now() / 1000),
    status: 'completed' as 'completed' | 'in_progress' | 'incomplete' | 'failed',
    error: null as null | { code: string; message: string },
    incomplete_details: null as null | { reason: 'max_output_tokens' | 'content_filter' },
    instructions: request.instructions,
    model: request.model,
    output: outputOf(reply),
    parallel_tool_calls: true,
    previous_response_id: null,
    prompt_cache_key: request.promptCacheKey ?? null,
    store: request.body.store !== false,
    temperature: 1,
    tool_choice: request.body.tool_choice ?? 'auto',
    tools: request.body.tools ?? [],
    ...(request.body.service_tier === undefined ? {} : { service_tier: servedTier(request) }),
    top_p: 1,
    truncation: 'disabled' as const,
    metadata: request.body.metadata ?? {},
    usage: wireUsage(usage) as WireUsage | null,
  };
}

/** The error body of the OpenAI API. */
export const errorBody = (
  message: string,
  type: string,
  code: string | null,
  param: string | null = null,
): object => ({
  error: { message, type, param, code },
});
