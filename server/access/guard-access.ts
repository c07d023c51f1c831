/** Lets nobody in whose key does not reach for what is asked. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem.ts';
import type { Authenticate, CredentialProblem } from './credential.ts';
import { ANYBODY, admitPrincipals, noteHolding } from './principal.ts';
import { createRateLimit } from './rate/limit-rates.ts';
import type { RateSettings } from './rate/rate-settings.ts';
import { noteRefusedBearer } from './refused-bearer.ts';
import { type RouteScope, scopeOfOperation } from './route-scopes.ts';
import { holdsScope, type Scope } from './scopes.ts';

const PROBLEMS: Readonly<Record<CredentialProblem, { readonly title: string; readonly detail: string }>> = {
  keyMissing: {
    title: 'The request has no key',
    detail: 'Send it as `authorization: Bearer gk_…`.',
  },
  keyMalformed: {
    title: 'This is not a key of the service',
    detail:
      'A key is `gk_` and 49 letters and digits, sent as `authorization: Bearer gk_…`; this one is cut or mistyped.',
  },
  keyUnknown: {
    title: 'The key is not known',
    detail: 'It was revoked, or belongs to another service.',
  },
  keyExpired: {
    title: 'The key has expired',
    detail: 'Somebody with the scope admin can make another one: POST /v1/keys.',
  },
  tokenInvalid: {
    title: 'The token is not one for this service',
    detail: 'Its signature, issuer, audience or algorithm is not right.',
  },
  tokenExpired: {
    title: 'The token has expired',
    detail: 'Ask its issuer for another one.',
  },
  tokenIncomplete: {
    title: 'The token does not say what it allows',
    detail: 'It has to name its bearer, a tenant, and a scope of this service: read, write or admin.',
  },
};

/**
 * It is called before any route is there. The credential is looked at before the body is read, and after the
 * page that may have sent it. `open`: whoever reaches the service is let in.
 */
export function guardAccess(
  app: FastifyInstance,
  authenticate: Authenticate | 'open',
  rates: RateSettings,
): void {
  if (authenticate === 'open') {
    admitPrincipals(app, async () => ANYBODY);
    return;
  }
  const limitRate = createRateLimit(rates);
  admitPrincipals(app, async (request, reply) => {
    const needed = neededScope(request);
    if (needed === 'open') return undefined;
    const credential = await authenticate(request.headers.authorization);
    if (!credential.ok) {
      if (credential.bearer !== undefined) noteRefusedBearer(request, credential.bearer);
      throw unauthenticated(reply, credential.problem);
    }
    const { principal } = credential;
    // What is refused for its scope, or not found, counts as well: otherwise ids could be tried at any rate.
    limitRate(principal, reply);
    if (!holdsScope(principal.scopes, needed)) {
      noteRefusedBearer(request, principal);
      throw insufficient(reply, needed, principal.scopes);
    }
    noteHolding(request, async () => {
      const now = await authenticate(request.headers.authorization);
      return (
        now.ok && now.principal.tenantId === principal.tenantId && holdsScope(now.principal.scopes, needed)
      );
    });
    return principal;
  });
}

/** What is refused anyway, e.g. a path that is not served, is told to everybody with a key. */
const neededScope = ({ is404, routeOptions: { config, schema } }: FastifyRequest): RouteScope =>
  is404 || config?.refusesMethod === true ? 'read' : scopeOfOperation(schema?.operationId);

/** The challenge is RFC 6750's: without an error when nothing was shown. */
function unauthenticated(reply: FastifyReply, code: CredentialProblem): ProblemError {
  const error = code === 'keyMissing' ? '' : `, error="invalid_token", error_description="${code}"`;
  challenge(reply, error);
  return new ProblemError({ status: 401, code, ...PROBLEMS[code] });
}

function insufficient(reply: FastifyReply, scope: Scope, scopes: readonly Scope[]): ProblemError {
  challenge(reply, `, error="insufficient_scope", scope="${scope}"`);
  return new ProblemError({
    status: 403,
    code: 'insufficientScope',
    title: `The key lacks the scope ${scope}`,
    detail: `It has: ${scopes.join(', ')}.`,
    scope,
  });
}

const challenge = (reply: FastifyReply, rest: string): void =>
  void reply.header('www-authenticate', `Bearer realm="goalkeeper"${rest}`);
