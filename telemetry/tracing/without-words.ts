/**
 * Spans as they may leave the service: an error is its kind. Its words may repeat a prompt, a reply or a key.
 */
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

const WORDS = ['exception.message', 'exception.stacktrace'];

export const withoutWords = (exporter: SpanExporter): SpanExporter => ({
  export: (spans, done) => exporter.export(spans.map(wordless), done),
  shutdown: () => exporter.shutdown(),
  forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
});

function wordless(span: ReadableSpan): ReadableSpan {
  const events = span.events.map(({ attributes = {}, ...event }) => ({
    ...event,
    attributes: Object.fromEntries(Object.entries(attributes).filter(([name]) => !WORDS.includes(name))),
  }));
  return Object.create(span, {
    events: { value: events, enumerable: true },
    status: { value: { code: span.status.code }, enumerable: true },
  }) as ReadableSpan;
}
