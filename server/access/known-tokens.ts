/** Says whose token this is: signed by the issuer's key, for this service, and not over. */
import { errors, jwtVerify } from 'jose';
import { unavailable } from '../http/problem.ts';
import type { Authentication } from './credential.ts';
import { createIssuerKeys, IssuerAwayError } from './issuer-keys.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { principalOfClaims } from './token-claims.ts';

/** Asymmetric ones alone: with a shared secret, the issuer's public key would be the secret. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const CLOCK_TOLERANCE_SECONDS = 30;

/** Throws a 503 when the issuer cannot be asked for its keys. */
export function createKnownTokens(
  settings: OidcSettings,
  nowMs: () => number = Date.now,
): (token: string) => Promise<Authentication> {
  const keys = createIssuerKeys(settings.issuer, nowMs);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: settings.issuer,
        audience: settings.audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(nowMs()),
      });
      const principal = principalOfClaims(payload, settings);
      return principal === undefined ? { ok: false, problem: 'tokenIncomplete' } : { ok: true, principal };
    } catch (error) {
      if (error instanceof IssuerAwayError)
        throw unavailable('the issuer of the token cannot be asked; repeat the request');
      if (error instanceof errors.JWTExpired) return { ok: false, problem: 'tokenExpired' };
      if (error instanceof errors.JOSEError) return { ok: false, problem: 'tokenInvalid' };
      throw error;
    }
  };
}
