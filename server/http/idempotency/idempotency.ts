/**
 * Requests that change something and carry a key (`Idempotency-Key`, or `requestId` in the body) are made
 * once: the first answer is given again for a day, byte for byte. The thread remembers its last requests as
 * well, so that an attempt that is made again acts once.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  KEY_REMEMBERED_MS,
  type KeptReply,
  type KeyedRequests,
  type RequestKey,
} from '../../../journal/rows/keyed-request.ts';
import { defined } from '../../../objects/defined.ts';
import { digestOfStreamed, digestOfUnread, isStreamed } from '../bodies/stream-body.ts';
import { withRequestIds } from '../named-outage.ts';
import { DecidedProblem, ProblemError, UndecidedProblem } from '../problem.ts';
import { fateOf } from './fate.ts';
import { fingerprintOf } from './fingerprint.ts';
import { createKeyLimit, replyNotKept, TOO_MANY_KEYS, withinBounds } from './kept-limits.ts';
import { digestOfKey, openBody, type SealedFor, sealBody } from './sealed-body.ts';

/**
 * Longer than what most requests take; the server that made it may have died. A request that takes longer
 * renews its claim.
 */
const ATTEMPT_MS = 30_000;
const RENEW_EVERY_MS = ATTEMPT_MS / 3;
const SWEEP_EVERY_MS = 10 * 60_000;
const MADE = /^\/v1\/threads\/([\w-]+)$/;
/** Kept beside the headers of the reply, and never sent: what the streamed body of the request was. */
const CONTENT_SHA256 = 'content-sha256';
const KEPT_HEADERS = ['content-type', 'etag', 'location'];

export const REUSED = {
  status: 422,
  code: 'idempotencyKeyReused',
  title: 'The key was used for another request',
  detail:
    'Method, path and body have to be those of the first request under it; take a new key for each request.',
} as const;

const IN_FLIGHT = {
  status: 409,
  code: 'requestInFlight',
  title: 'The same request is being made',
  detail: 'Repeat it in a moment: it is then answered as the first one was.',
} as const;

interface Claim extends SealedFor {
  readonly isNew: boolean;
  /** The thread itself has ruled. */
  readonly ruling?: 'decided' | 'undecided';
}

export function rememberRequests(
  app: FastifyInstance,
  journal: KeyedRequests,
  tenantOf: (request: FastifyRequest) => string,
): void {
  const bodies = new WeakMap<FastifyRequest, unknown>();
  const claims = new WeakMap<FastifyRequest, Claim>();
  const sweep = sweeper(journal);
  const mayKeepMore = createKeyLimit(journal);

  app.addHook('preValidation', async (request) => {
    bodies.set(request, request.body);
  });

  app.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request);
    if (key === undefined) return undefined;
    const tenantId = tenantOf(request);
    const { method, url } = request;
    const fingerprint = fingerprintOf({ method, url, body: bodies.get(request) });
    const nowMs = Date.now();
    const claimed = await withRequestIds({ requestId: key }, () =>
      journal.claimKey({
        tenantId,
        key: digestOfKey(key),
        fingerprint,
        now: new Date(nowMs),
        claimedUntil: new Date(nowMs + ATTEMPT_MS),
        expiredBefore: new Date(nowMs - KEY_REMEMBERED_MS),
      }),
    );
    sweep(nowMs);
    if (claimed.state === 'reused') throw new ProblemError(REUSED);
    if (claimed.state === 'answered') {
      if (await isOfOtherContent(request, claimed.reply)) throw new ProblemError(REUSED);
      return sendAgain(reply, claimed.reply, { tenantId, key, fingerprint });
    }
    if (claimed.state === 'inFlight') throw new ProblemError(IN_FLIGHT);
    const claim = { tenantId, key, fingerprint, isNew: claimed.isNew };
    if (claimed.isNew && !(await mayKeepMore(tenantId, nowMs))) {
      await journal.forgetKey(rowOf(claim), fingerprint);
      throw new ProblemError(TOO_MANY_KEYS);
    }
    claims.set(request, claim);
    renewWhileOpen(journal, claim, reply, () => claims.has(request));
    return undefined;
  });

  app.addHook('onError', async (request, _reply, error) => {
    const claim = claims.get(request);
    if (claim === undefined) return;
    if (error instanceof DecidedProblem) claims.set(request, { ...claim, ruling: 'decided' });
    if (error instanceof UndecidedProblem) claims.set(request, { ...claim, ruling: 'undecided' });
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const claim = claims.get(request);
    if (claim === undefined) return;
    claims.delete(request);
    // The reply goes out in any case: without it on record, the request is made again when it is repeated.
    await settle(journal, claim, reply, payload).catch((error: unknown) =>
      request.log.warn({ err: error }, 'a reply could not be kept for its key'),
    );
  });
}

/** Nobody else may make the request for as long as this one is under way: an upload may take an hour. */
function renewWhileOpen(
  journal: KeyedRequests,
  claim: Claim,
  reply: FastifyReply,
  isOpen: () => boolean,
): void {
  const timer = setInterval(() => {
    if (!isOpen()) return clearInterval(timer);
    // A renewal that fails is made up for by the next one.
    journal
      .renewKey(rowOf(claim), claim.fingerprint, new Date(Date.now() + ATTEMPT_MS))
      .catch(() => undefined);
  }, RENEW_EVERY_MS);
  timer.unref();
  reply.raw.once('close', () => clearInterval(timer));
}

/** The key of a request to a route that takes one. A body whose id is another one is refused by the route. */
function keyOf({ method, headers, body, routeOptions }: FastifyRequest): string | undefined {
  if (method === 'GET' || method === 'HEAD' || routeOptions.schema?.headers === undefined) return undefined;
  const key = headers['idempotency-key'];
  const { requestId } = (body ?? {}) as { readonly requestId?: unknown };
  if (typeof key === 'string') return requestId === undefined || requestId === key ? key : undefined;
  return typeof requestId === 'string' ? requestId : undefined;
}

/** What the journal knows the key by. */
const rowOf = ({ tenantId, key }: SealedFor): RequestKey => ({ tenantId, key: digestOfKey(key) });

/** The content of a streamed body is no part of the fingerprint: it comes after the key was claimed. */
async function isOfOtherContent(request: FastifyRequest, { headers }: KeptReply): Promise<boolean> {
  const first = headers[CONTENT_SHA256];
  return first !== undefined && isStreamed(request) && (await digestOfUnread(request)) !== first;
}

function sendAgain(
  reply: FastifyReply,
  { status, headers: { [CONTENT_SHA256]: _, ...headers }, body: kept }: KeptReply,
  sealedFor: SealedFor,
): FastifyReply {
  const body = openBody(kept, sealedFor);
  if (body === undefined) throw new ProblemError(replyNotKept(status));
  return reply.code(status).headers(headers).header('idempotency-replayed', 'true').send(body);
}

async function settle(
  journal: KeyedRequests,
  claim: Claim,
  reply: FastifyReply,
  payload: unknown,
): Promise<void> {
  const { fingerprint, isNew, ruling } = claim;
  const isPassing = typeof payload !== 'string' || reply.hasHeader('retry-after');
  const fate = isPassing ? 'release' : fateOf(reply.statusCode, ruling);
  if (fate === 'keep') {
    const kept = withinBounds({
      status: reply.statusCode,
      headers: { ...keptHeaders(reply), ...defined({ [CONTENT_SHA256]: digestOfStreamed(reply.request) }) },
      threadId: threadOf(reply),
      body: String(payload),
    });
    return journal.keepReply(rowOf(claim), fingerprint, { ...kept, body: sealBody(kept.body, claim) });
  }
  if (fate === 'forget' && isNew) return journal.forgetKey(rowOf(claim), fingerprint);
  return journal.releaseKey(rowOf(claim), fingerprint);
}

/** Named in the path, or just made there. */
function threadOf(reply: FastifyReply): string | undefined {
  const { threadId } = (reply.request.params ?? {}) as { readonly threadId?: string };
  return threadId ?? MADE.exec(String(reply.getHeader('location')))?.[1];
}

const keptHeaders = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = reply.getHeader(name);
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );

/** Sweeps now and then, beside a request: nothing waits for it, and the next one makes up for a failure. */
function sweeper(journal: KeyedRequests): (nowMs: number) => void {
  let sweptAtMs = Number.NEGATIVE_INFINITY;
  return (nowMs) => {
    if (nowMs - sweptAtMs < SWEEP_EVERY_MS) return;
    sweptAtMs = nowMs;
    journal.sweepKeys(new Date(nowMs - KEY_REMEMBERED_MS)).catch(() => {});
  };
}
