/** Who asks: the tenant whose things are meant, and what may be done with them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Scope } from './scopes.ts';

export interface Principal {
  readonly tenantId: string;
  /** The key that was shown; it is no secret. */
  readonly keyId: string;
  readonly scopes: readonly Scope[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** `principalOf` says the same. */
    readonly principal: Principal;
  }
}

/** The tenant of whoever asks where no keys are. */
export const DEFAULT_TENANT = 'default';

/** Whoever reaches a service that asks for no key. */
export const ANYBODY: Principal = {
  tenantId: DEFAULT_TENANT,
  keyId: 'none',
  scopes: ['read', 'write', 'admin'],
};

/**
 * Whether the request would be let in now: keys are revoked, tokens end. Rejects when nobody can be asked.
 */
type StillHolds = () => Promise<boolean>;

const holding = new WeakMap<FastifyRequest, StillHolds>();

/**
 * What answers for long asks it again and again; where nobody is asked for a key, a request holds for ever.
 */
export const stillHolds = (request: FastifyRequest): Promise<boolean> =>
  holding.get(request)?.() ?? Promise.resolve(true);

export const noteHolding = (request: FastifyRequest, holds: StillHolds): void =>
  void holding.set(request, holds);

const principals = new WeakMap<FastifyRequest, Principal>();

/**
 * Throws for a request that nobody has authenticated: a route that is open to all has no tenant whose things
 * it could show.
 */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request);
  if (principal === undefined) throw new Error('the request was not authenticated');
  return principal;
}

/** `undefined`: the request was not let in, or its route is open to all. */
export const admittedPrincipal = (request: FastifyRequest): Principal | undefined => principals.get(request);

/** Asks `authenticate` of every request before its body is read; `undefined`: the route is open to all. */
export function admitPrincipals(
  app: FastifyInstance,
  authenticate: (request: FastifyRequest, reply: FastifyReply) => Promise<Principal | undefined>,
): void {
  app.decorateRequest('principal', {
    getter() {
      return principalOf(this);
    },
  });
  app.addHook('onRequest', async (request, reply) => {
    const principal = await authenticate(request, reply);
    if (principal !== undefined) principals.set(request, principal);
  });
}
