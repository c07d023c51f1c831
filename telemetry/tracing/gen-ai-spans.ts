/** Spans of model calls and tools, named as OpenTelemetry's conventions for generative AI have it. */
import { type Attributes, type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions';
import {
  ATTR_GEN_AI_CONVERSATION_ID,
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_MODEL,
  ATTR_GEN_AI_RESPONSE_MODEL,
  ATTR_GEN_AI_TOOL_CALL_ID,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_OUTPUT_TOKENS,
  GEN_AI_OPERATION_NAME_VALUE_CHAT,
  GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
  GEN_AI_PROVIDER_NAME_VALUE_OPENAI,
} from '@opentelemetry/semantic-conventions/incubating';
import { tracer } from './tracer.ts';

/** What of a model call's end a span tells. */
export interface ModelCallEnd {
  readonly failure?: string;
  readonly model?: string;
  readonly usage?: {
    readonly inputTokens: number;
    readonly cachedInputTokens: number;
    readonly outputTokens: number;
  };
}

/** Runs one call of a model; prompts and replies are not told. */
export const inModelSpan = <T>(
  model: string,
  call: () => Promise<T>,
  endOf: (result: T) => ModelCallEnd,
): Promise<T> =>
  inSpan(
    `${GEN_AI_OPERATION_NAME_VALUE_CHAT} ${model}`,
    SpanKind.CLIENT,
    {
      [ATTR_GEN_AI_OPERATION_NAME]: GEN_AI_OPERATION_NAME_VALUE_CHAT,
      [ATTR_GEN_AI_PROVIDER_NAME]: GEN_AI_PROVIDER_NAME_VALUE_OPENAI,
      [ATTR_GEN_AI_REQUEST_MODEL]: model,
    },
    call,
    (span, result) => {
      const { failure, model: answered, usage } = endOf(result);
      if (failure !== undefined) fail(span, failure);
      if (answered !== undefined) span.setAttribute(ATTR_GEN_AI_RESPONSE_MODEL, answered);
      if (usage === undefined) return;
      span.setAttributes({
        [ATTR_GEN_AI_USAGE_INPUT_TOKENS]: usage.inputTokens,
        [ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS]: usage.cachedInputTokens,
        [ATTR_GEN_AI_USAGE_OUTPUT_TOKENS]: usage.outputTokens,
      });
    },
  );

/** Runs one call of a tool; arguments and output are not told. */
export const inToolSpan = <T extends { readonly ok: boolean }>(
  { name, callId, threadId }: { readonly name: string; readonly callId: string; readonly threadId: string },
  run: () => Promise<T>,
): Promise<T> =>
  inSpan(
    `${GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL} ${name}`,
    SpanKind.INTERNAL,
    {
      [ATTR_GEN_AI_OPERATION_NAME]: GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
      [ATTR_GEN_AI_TOOL_NAME]: name,
      [ATTR_GEN_AI_TOOL_CALL_ID]: callId,
      [ATTR_GEN_AI_CONVERSATION_ID]: threadId,
    },
    run,
    (span, { ok }) => {
      if (!ok) fail(span, 'notOk');
    },
  );

const inSpan = <T>(
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  work: () => Promise<T>,
  note: (span: Span, result: T) => void,
): Promise<T> =>
  tracer().startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      const result = await work();
      note(span, result);
      return result;
    } catch (error) {
      fail(span, error instanceof Error ? error.name : 'unknown');
      throw error;
    } finally {
      span.end();
    }
  });

function fail(span: Span, type: string): void {
  span.setAttribute(ATTR_ERROR_TYPE, type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
