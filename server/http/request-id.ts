/**
 * The id under which a request is remembered: the caller's `Idempotency-Key` or `requestId`, or a fresh one.
 */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { text } from '../../contracts/schema/text.ts';
import { invalid } from './problem.ts';

const MAX_CHARACTERS = 128;

export const idempotencyHeaders = z.object({
  'idempotency-key': z.string().min(1).max(MAX_CHARACTERS).exactOptional(),
});

/** The same, for callers that set no headers. */
export const requestIdField = text.min(1).max(MAX_CHARACTERS);

interface Given {
  readonly 'idempotency-key'?: string;
}

/**
 * Keys live in one space for all requests of a tenant: what was asked under one before is known to be the
 * same request (`idempotency/`).
 */
export function requestIdOf(headers: Given, body: { readonly requestId?: string } = {}): string {
  const key = headers['idempotency-key'];
  const { requestId } = body;
  if (key !== undefined && requestId !== undefined && key !== requestId)
    throw invalid([{ field: 'requestId', message: 'is not the Idempotency-Key of the same request' }]);
  return key ?? requestId ?? uuidv7();
}

/**
 * A message's id is that of its request, so that a repeated one cannot leave a second message
 * behind.
 */
export const messageIdOf = (requestId: string): string => `msg_${requestId}`;

/** Where the outcome of a request can be asked for. */
export const requestLocation = (threadId: string, requestId: string): string =>
  `/v1/threads/${threadId}/requests/${encodeURIComponent(requestId)}`;
