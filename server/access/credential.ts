/** What somebody shows with a request, and what is wrong with it. Pure. */
import type { Principal } from './principal.ts';
import type { Bearer } from './refused-bearer.ts';

export type CredentialProblem =
  /** Nothing was shown. */
  | 'keyMissing'
  /** It is no key: cut short, mistyped, or something else. */
  | 'keyMalformed'
  /** Nobody has made it, or it was revoked. */
  | 'keyUnknown'
  | 'keyExpired'
  /** Its signature, issuer, audience or form is not right. */
  | 'tokenInvalid'
  | 'tokenExpired'
  /** It names no tenant, or no scope of this service. */
  | 'tokenIncomplete';

export type Authentication =
  | { readonly ok: true; readonly principal: Principal }
  /** `bearer`: whose key it was, where it is known and over. */
  | { readonly ok: false; readonly problem: CredentialProblem; readonly bearer?: Bearer };

/** Says who shows this header. Rejects when nobody can be asked. */
export type Authenticate = (authorization: string | undefined) => Promise<Authentication>;

export type BearerToken =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly problem: 'keyMissing' | 'keyMalformed' };

/** Longer than any token that is taken. */
const MAX_CHARACTERS = 8_192;
/** RFC 6750, 2.1: one scheme, one token. */
const BEARER = /^bearer +([\w~+/.=-]+) *$/i;

export function bearerToken(authorization: string | undefined): BearerToken {
  if (authorization === undefined || authorization.trim() === '') return { ok: false, problem: 'keyMissing' };
  if (authorization.length > MAX_CHARACTERS) return { ok: false, problem: 'keyMalformed' };
  const token = BEARER.exec(authorization)?.[1];
  return token === undefined ? { ok: false, problem: 'keyMalformed' } : { ok: true, token };
}
