/** Which Temporal cluster to use; the same for server and worker. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { defined } from '../objects/defined.ts';
import { type Environment, flag, readEnvironment, SettingsError } from './environment.ts';

const schema = z.object({
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^/\s]+:\d+$/, 'must be host:port, without a scheme, e.g. 127.0.0.1:7233')
    .refine((text) => isPort(text.slice(text.lastIndexOf(':') + 1)), 'has a port that is none: 1 to 65535')
    .exactOptional(),
  TEMPORAL_NAMESPACE: z
    .string()
    .regex(/^[\w.-]+$/, 'must be the name of a namespace: letters, digits, dots, hyphens')
    .default('default'),
  TEMPORAL_API_KEY: z.string().exactOptional(),
  TEMPORAL_TLS: flag.exactOptional(),
  TEMPORAL_TLS_CERT_FILE: z.string().exactOptional(),
  TEMPORAL_TLS_KEY_FILE: z.string().exactOptional(),
  TEMPORAL_TLS_CA_FILE: z.string().exactOptional(),
});

const isPort = (digits: string): boolean => Number(digits) >= 1 && Number(digits) <= 65_535;

export interface TemporalSettings {
  /** Absent: nothing is configured, and the embedded start brings its own server. */
  readonly address?: string;
  readonly namespace: string;
  /** Options for both connections of the SDK (client and worker). */
  readonly connection: {
    readonly apiKey?: string;
    readonly tls?:
      | boolean
      | { clientCertPair?: { crt: Buffer; key: Buffer }; serverRootCACertificate?: Buffer };
  };
}

/** An API key or a certificate switches TLS on, as in Temporal's own tools. */
export function temporalSettings(environment: Environment): TemporalSettings {
  const env = readEnvironment(schema, environment);
  const { TEMPORAL_TLS_CERT_FILE: cert, TEMPORAL_TLS_KEY_FILE: key, TEMPORAL_TLS_CA_FILE: ca } = env;
  const problems =
    (cert === undefined) === (key === undefined)
      ? []
      : ['TEMPORAL_TLS_CERT_FILE and TEMPORAL_TLS_KEY_FILE go together: only one of them is set'];
  const read = (variable: string, path: string | undefined): Buffer | undefined => {
    try {
      return path === undefined ? undefined : readFileSync(path);
    } catch {
      problems.push(`${variable}: ${path} cannot be read`);
      return undefined;
    }
  };
  const [crt, privateKey, serverRootCACertificate] = [
    read('TEMPORAL_TLS_CERT_FILE', cert),
    read('TEMPORAL_TLS_KEY_FILE', key),
    read('TEMPORAL_TLS_CA_FILE', ca),
  ];
  if (problems.length > 0) throw new SettingsError(problems);
  const files = {
    ...(crt && privateKey ? { clientCertPair: { crt, key: privateKey } } : {}),
    ...defined({ serverRootCACertificate }),
  };
  const tls = env.TEMPORAL_TLS === false ? false : Object.keys(files).length > 0 ? files : env.TEMPORAL_TLS;
  return {
    ...defined({ address: env.TEMPORAL_ADDRESS }),
    namespace: env.TEMPORAL_NAMESPACE,
    connection: defined({ apiKey: env.TEMPORAL_API_KEY, tls }),
  };
}
