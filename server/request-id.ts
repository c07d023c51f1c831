/** The id under which a request is remembered: the caller's `Idempotency-Key`, or a fresh one. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';

export const idempotencyHeaders = z.object({ 'idempotency-key': z.string().min(1).max(255).exactOptional() });

/**
 * Keys live in one space for all kinds of requests of a thread, so a key that is used for two different requests gets the
 * first one's answer.
 */
export const requestIdOf = (headers: z.infer<typeof idempotencyHeaders>): string =>
  headers['idempotency-key'] ?? uuidv7();
