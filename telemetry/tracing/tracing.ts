/** Traces of a process, sent by OTLP. */
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { Resource } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';
import { withoutWords } from './without-words.ts';

export interface TracingOptions {
  /** E.g. `http://127.0.0.1:4318`; `/v1/traces` is added. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
}

export interface Tracing {
  /** Sends what there is. */
  flush(): Promise<void>;
  /** Sends what is left. */
  stop(): Promise<void>;
}

/** One per process: the tracer is global from here on. `exporter`: in place of OTLP, for tests. */
export function openTracing(
  { endpoint, headers, serviceName }: TracingOptions,
  exporter?: SpanExporter,
): Tracing {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const processor = new BatchSpanProcessor(
    withoutWords(exporter ?? new OTLPTraceExporter({ url, headers: { ...headers } })),
  );
  const resource = new Resource({ [ATTR_SERVICE_NAME]: serviceName });
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
  provider.register({
    contextManager: new AsyncLocalStorageContextManager().enable(),
    propagator: new W3CTraceContextPropagator(),
  });
  return { flush: () => provider.forceFlush(), stop: () => provider.shutdown() };
}
