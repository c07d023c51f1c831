/**
 * Secrets leave the environment of the process as soon as they are read: whatever it starts would inherit
 * them.
 */
import type { Environment } from './environment.ts';

const SECRETS = [
  'OPENAI_API_KEY',
  'AUDITOR_API_KEY',
  'TEMPORAL_API_KEY',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'DATABASE_URL',
];

/** The environment as it was, for the settings; the secrets are taken out of `own`. */
export function takeEnvironment(own: NodeJS.ProcessEnv): Environment {
  const taken = Object.freeze({ ...own });
  for (const name of SECRETS) delete own[name];
  return taken;
}
