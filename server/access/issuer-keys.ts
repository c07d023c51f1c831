/** The keys of an issuer: found by its discovery document, cached, and asked for again with pauses. */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { isTrusted } from './oidc-settings.ts';

/** Nobody can have the issuer asked more often, whatever tokens are shown. */
const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 5_000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** The issuer cannot say which keys are its own: tokens can be neither taken nor refused. */
export class IssuerAwayError extends Error {
  override readonly name = 'IssuerAwayError';
}

/** Throws `IssuerAwayError`. */
export function createIssuerKeys(issuer: string, nowMs: () => number): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  let failedAtMs = Number.NEGATIVE_INFINITY;
  const find = (): Promise<JWTVerifyGetKey> => {
    if (nowMs() - failedAtMs < COOLDOWN_MS) throw new IssuerAwayError('the issuer was away a moment ago');
    found ??= discover(issuer).catch((cause: unknown) => {
      found = undefined;
      failedAtMs = nowMs();
      throw new IssuerAwayError('the issuer cannot be asked for its keys', { cause });
    });
    return found;
  };
  return async (header, token) => {
    const keys = await find();
    try {
      return await keys(header, token);
    } catch (error) {
      // Everything else that is wrong with a key is wrong with the token.
      if (
        error instanceof errors.JOSEError &&
        !(error instanceof errors.JWKSTimeout) &&
        !isFetchFailure(error)
      )
        throw error;
      throw new IssuerAwayError('the issuer does not give its keys', { cause: error });
    }
  };
}

/** What jose throws for a reply that is no set of keys has no kind of its own. */
const isFetchFailure = (error: errors.JOSEError): boolean =>
  error.code === 'ERR_JOSE_GENERIC' || error instanceof errors.JWKSInvalid;

/** OpenID Connect Discovery 1.0, 4: the document has to name the very issuer that was asked. */
async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const reply = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!reply.ok) throw new Error(`${reply.status}`);
  const document = discovery.parse(await reply.json());
  if (document.issuer !== issuer) throw new Error('the document is of another issuer');
  if (!isTrusted(document.jwks_uri)) throw new Error('the keys would come without TLS');
  return createRemoteJWKSet(new URL(document.jwks_uri), {
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: TIMEOUT_MS,
  });
}
