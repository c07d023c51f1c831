/** Where Prometheus may ask a process. */
import { z } from 'zod';
import { type Environment, readEnvironment, wholeNumber } from '../environment.ts';

const schema = z.object({
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: wholeNumber(0).max(65_535).exactOptional(),
});

export interface MetricsSettings {
  readonly host: string;
  readonly port: number;
}

/** `undefined`: there is no such port. */
export function metricsSettings(environment: Environment): MetricsSettings | undefined {
  const { METRICS_HOST: host, METRICS_PORT: port } = readEnvironment(schema, environment);
  return port === undefined ? undefined : { host, port };
}
