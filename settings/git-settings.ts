/** How repositories of callers are fetched, and with whose credentials: the operator's. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { defined } from '../objects/defined.ts';
import { type Environment, readEnvironment, wholeNumber } from './environment.ts';
import { hostList } from './host-list.ts';

const TIMEOUT_SECONDS = 600;

const schema = z.object({
  GIT_ALLOWED_HOSTS: hostList('git.example.org or 10.0.0.7:8443'),
  GIT_CA_FILE: z.string().exactOptional(),
  GIT_CREDENTIALS_FILE: z.string().exactOptional(),
  GIT_SSH_KEY_FILE: z.string().exactOptional(),
  GIT_SSH_KNOWN_HOSTS_FILE: z.string().exactOptional(),
  GIT_PUSH_AUTHOR: z
    .string()
    .regex(/^[^<>\n\0]+ <[^<>\s]+>$/, 'must be a name and an address, such as Goalkeeper <bot@example.org>')
    .exactOptional(),
  GIT_TIMEOUT_SECONDS: wholeNumber(1).max(7_200).default(TIMEOUT_SECONDS),
});

export interface GitSettings {
  /**
   * Hosts, each with a port if that is not the usual one, that may be asked wherever they are: in a private
   * network, or without TLS.
   */
  readonly allowedHosts: readonly string[];
  /** Certificates (PEM) of the authorities that may speak for a host. Absent: those of the system. */
  readonly caFile?: string;
  /** Lines as `git credential-store` writes them: `https://user:token@host`. */
  readonly credentialsFile?: string;
  readonly sshKeyFile?: string;
  readonly sshKnownHostsFile?: string;
  readonly timeoutMs: number;
  /** Whose name stands on pushed commits: `Name <address>`; absent: the service's. */
  readonly pushAuthor?: string;
}

export function gitSettings(environment: Environment): GitSettings {
  const env = readEnvironment(schema, environment);
  const file = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : resolve(path);
  return {
    allowedHosts: env.GIT_ALLOWED_HOSTS,
    ...defined({
      pushAuthor: env.GIT_PUSH_AUTHOR,
      caFile: file(env.GIT_CA_FILE),
      credentialsFile: file(env.GIT_CREDENTIALS_FILE),
      sshKeyFile: file(env.GIT_SSH_KEY_FILE),
      sshKnownHostsFile: file(env.GIT_SSH_KNOWN_HOSTS_FILE),
    }),
    timeoutMs: env.GIT_TIMEOUT_SECONDS * 1_000,
  };
}
