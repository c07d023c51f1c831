/** Refuses what comes too fast, and tells with every reply how much may still come. */
import type { FastifyReply } from 'fastify';
import { ProblemError } from '../../http/problem.ts';
import type { Principal } from '../principal.ts';
import { createRatePolicies } from './rate-policies.ts';
import type { RateSettings } from './rate-settings.ts';

const OF = { key: 'This key', tenant: 'The tenant, with all its keys,' } as const;

/** Throws a 429 with `retry-after`. */
export function createRateLimit(settings: RateSettings): (principal: Principal, reply: FastifyReply) => void {
  const take = createRatePolicies(settings);
  return (principal, reply) => {
    const { refusedBy, nextInSeconds, policyField, limitField } = take(principal);
    if (policyField === '') return;
    reply.header('ratelimit-policy', policyField).header('ratelimit', limitField);
    if (refusedBy === undefined) return;
    throw new ProblemError({
      status: 429,
      code: 'rateLimited',
      title: `${OF[refusedBy]} has asked too often`,
      detail: `The next request may come in ${nextInSeconds} s.`,
      policy: refusedBy,
      retryAfterSeconds: nextInSeconds,
    });
  };
}
