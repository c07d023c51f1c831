/** Whose key was shown with a request that nobody was let in for, as far as the key is known. */
import type { FastifyRequest } from 'fastify';
import type { Principal } from './principal.ts';

/** A key that is over has no scopes any more. */
export type Bearer = Pick<Principal, 'tenantId' | 'keyId'>;

const refused = new WeakMap<FastifyRequest, Bearer>();

export const noteRefusedBearer = (request: FastifyRequest, { tenantId, keyId }: Bearer): void => {
  refused.set(request, { tenantId, keyId });
};

export const refusedBearerOf = (request: FastifyRequest): Bearer | undefined => refused.get(request);
