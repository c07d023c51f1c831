/** The issuer whose tokens are taken beside keys. */
import { z } from 'zod';
import { type Environment, readEnvironment, SettingsError } from '../../settings/environment.ts';
import { isLoopback } from '../http/origin/authority.ts';

export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  /** The claim that names the tenant. */
  readonly tenantClaim: string;
  /** The claim that lists the scopes. */
  readonly scopeClaim: string;
}

const schema = z.object({
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine((url) => isTrusted(url), 'must be https; http is for an issuer on this machine')
    .exactOptional(),
  OIDC_AUDIENCE: z.string().exactOptional(),
  OIDC_TENANT_CLAIM: z.string().default('tenant'),
  OIDC_SCOPE_CLAIM: z.string().default('scope'),
});

/** `undefined`: none is named. Throws `SettingsError`. */
export function oidcSettings(environment: Environment): OidcSettings | undefined {
  const env = readEnvironment(schema, environment);
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = env;
  if (issuer === undefined && audience === undefined) return undefined;
  if (issuer === undefined || audience === undefined)
    throw new SettingsError([
      'OIDC_ISSUER: goes with OIDC_AUDIENCE: a token for another service is none for this one',
    ]);
  return { issuer, audience, tenantClaim: env.OIDC_TENANT_CLAIM, scopeClaim: env.OIDC_SCOPE_CLAIM };
}

/** Whether nobody on the way can put other keys in the place of the issuer's. */
export function isTrusted(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
