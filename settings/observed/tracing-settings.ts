/** Where traces are sent, by OpenTelemetry's own variables. */
import { z } from 'zod';
import { type Environment, readEnvironment } from '../environment.ts';
import { httpAddress } from '../http-address.ts';

/** `name=value,name=value`; values may be escaped as in URLs. */
const headers = z.string().transform((text, refine): Record<string, string> => {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  try {
    return Object.fromEntries(
      pairs.map((pair) => {
        const at = pair.indexOf('=');
        if (at < 1) throw new Error('no name');
        return [pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())];
      }),
    );
  } catch {
    refine.addIssue({ code: 'custom', message: 'must be a list such as name=value,name=value' });
    return z.NEVER;
  }
});

const schema = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: httpAddress.exactOptional(),
  OTEL_EXPORTER_OTLP_HEADERS: headers.exactOptional(),
  OTEL_SERVICE_NAME: z.string().default('goalkeeper'),
});

export interface TracingSettings {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
}

/** `undefined`: no traces are made. */
export function tracingSettings(environment: Environment): TracingSettings | undefined {
  const env = readEnvironment(schema, environment);
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return undefined;
  return {
    endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    headers: env.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    serviceName: env.OTEL_SERVICE_NAME,
  };
}
