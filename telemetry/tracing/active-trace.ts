import { trace } from '@opentelemetry/api';

/** `undefined` while traces are off, and outside of any. */
export const activeTraceId = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;
