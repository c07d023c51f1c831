/** What the claims of a verified token say of its bearer. Pure. */
import { createHash } from 'node:crypto';
import { TENANT_FORM } from './configured-keys.ts';
import type { OidcSettings } from './oidc-settings.ts';
import type { Principal } from './principal.ts';
import { SCOPES } from './scopes.ts';

/** Issuers that serve many may want scopes with the name of the service in front. */
const PREFIX = 'goalkeeper:';
const KEY_ID_DIGITS = 24;

/** `undefined`: it names no tenant, no bearer, or no scope of this service. */
export function principalOfClaims(
  claims: Readonly<Record<string, unknown>>,
  { issuer, tenantClaim, scopeClaim }: OidcSettings,
): Principal | undefined {
  const { sub } = claims;
  const tenantId = claims[tenantClaim];
  const named = listed(claims[scopeClaim]);
  const scopes = SCOPES.filter((scope) => named.includes(scope) || named.includes(`${PREFIX}${scope}`));
  if (typeof tenantId !== 'string' || !TENANT_FORM.test(tenantId)) return undefined;
  if (typeof sub !== 'string' || sub === '' || scopes.length === 0) return undefined;
  // A subject may be somebody's address: what is kept of it tells bearers apart, and no more.
  const digest = createHash('sha256')
    .update(JSON.stringify([issuer, sub]))
    .digest('hex');
  return { tenantId, keyId: `oidc_${digest.slice(0, KEY_ID_DIGITS)}`, scopes };
}

/** RFC 8693 has names with spaces, many issuers a list. */
function listed(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(' ');
  return Array.isArray(claim) ? claim.filter((each) => typeof each === 'string') : [];
}
