/** Spans of model calls and tools, as they leave the process. */
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { inModelSpan, inToolSpan } from '../../../telemetry/tracing/gen-ai-spans.ts';
import { tracer } from '../../../telemetry/tracing/tracer.ts';
import { openTracing } from '../../../telemetry/tracing/tracing.ts';
import { withoutWords } from '../../../telemetry/tracing/without-words.ts';

const kept = new InMemorySpanExporter();
const tracing = openTracing({ endpoint: 'http://127.0.0.1:9', headers: {}, serviceName: 'test' }, kept);
beforeEach(() => kept.reset());
afterAll(() => tracing.stop());

const spans = async (): Promise<readonly ReadableSpan[]> => {
  await tracing.flush();
  return kept.getFinishedSpans();
};
const usage = { inputTokens: 10, cachedInputTokens: 4, outputTokens: 2 };

test('a model call that is answered → its model and tokens, by the names of the conventions', async () => {
  await inModelSpan(
    'gpt-5',
    async () => 'words',
    () => ({ model: 'gpt-5-2026', usage }),
  );
  const [span] = await spans();
  expect(span?.name).toBe('chat gpt-5');
  expect(span?.attributes).toEqual({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-5',
    'gen_ai.response.model': 'gpt-5-2026',
    'gen_ai.usage.input_tokens': 10,
    'gen_ai.usage.cache_read.input_tokens': 4,
    'gen_ai.usage.output_tokens': 2,
  });
});

test('a model call that fails → the kind of the error; it is thrown on', async () => {
  const failing = inModelSpan(
    'gpt-5',
    () => Promise.reject(new TypeError('sk-secret')),
    () => ({}),
  );
  await expect(failing).rejects.toThrow('sk-secret');
  const [span] = await spans();
  expect([span?.attributes['error.type'], span?.status.code]).toEqual(['TypeError', 2]);
  expect(JSON.stringify([span?.events, span?.status, span?.attributes])).not.toContain('secret');
});

test('a tool that is not content → said; what runs in it is below it', async () => {
  const call = { name: 'shell', callId: '3-0', threadId: 'thr_1' };
  await inToolSpan(call, async () => {
    tracer().startSpan('inner').end();
    return { ok: false };
  });
  const [inner, tool] = await spans();
  expect(inner?.parentSpanId).toBe(tool?.spanContext().spanId);
  expect(tool?.attributes).toMatchObject({ 'gen_ai.tool.name': 'shell', 'error.type': 'notOk' });
});

describe('withoutWords', () => {
  test('what others record of an error → its kind alone', async () => {
    const span = tracer().startSpan('of the SDK', { attributes: { run_id: 'r' } });
    span.recordException(new RangeError('prompt'));
    span.setStatus({ code: 2, message: 'prompt' });
    span.end();
    await tracing.flush();
    const [left] = kept.getFinishedSpans();
    expect(left?.events[0]?.attributes).toEqual({ 'exception.type': 'RangeError' });
    expect(left?.status).toEqual({ code: 2 });
    expect([left?.name, left?.attributes.run_id]).toEqual(['of the SDK', 'r']);
  });

  test('an exporter without a flush → is taken as flushed', async () => {
    const { forceFlush: _forceFlush, ...bare } = {
      export: () => {},
      shutdown: async () => {},
      forceFlush: 0,
    };
    await withoutWords(bare).forceFlush?.();
  });
});
