/** How much is kept for the keys of a tenant, and what is told beyond that. */
import type { KeptReply, KeyedRequests, KeyUse } from '../../../journal/rows/keyed-request.ts';
import { type Problem, problemBody } from '../problem.ts';

/** The largest answer is a goal with the whole of a long contract. */
export const MAX_REPLY_BYTES = 256 * 1024;
export const MAX_KEYS = 100_000;
export const MAX_BYTES = 512 * 1024 * 1024;

/** A count looks at every key of the tenant: between two of them a few more may get in. */
const COUNT_EVERY_MS = 10_000;
const AGAIN_SECONDS = 600;

export const TOO_MANY_KEYS: Problem = {
  status: 429,
  code: 'tooManyKeys',
  title: 'Too many answers are kept for the keys of the tenant',
  detail: `At most ${MAX_KEYS} keys are remembered for a day, with ${MAX_BYTES} bytes of answers. Requests without a key are taken.`,
  retryAfterSeconds: AGAIN_SECONDS,
};

/** Whatever was asked has been done: it must not be done again for the want of an answer. */
export const replyNotKept = (status?: number): Problem => ({
  status: 409,
  code: 'replyNotKept',
  title: 'The request was made, and its answer is not kept',
  detail: `It was longer than ${MAX_REPLY_BYTES} bytes, or is damaged. Read what came of it.`,
  ...(status === undefined ? {} : { answeredWith: status }),
});

/** An answer that is too long gives way to what happened, and where it is to be read. */
export function withinBounds(reply: KeptReply): KeptReply {
  if (Buffer.byteLength(reply.body) <= MAX_REPLY_BYTES) return reply;
  const problem = replyNotKept(reply.status);
  return {
    ...reply,
    status: problem.status,
    headers: { ...reply.headers, 'content-type': 'application/problem+json; charset=utf-8' },
    body: JSON.stringify(problemBody(problem)),
  };
}

export const isOverLimit = ({ keys, bytes }: KeyUse): boolean => keys > MAX_KEYS || bytes > MAX_BYTES;

/** Says whether a tenant may have one key more; asked again soon, it says the same. */
export function createKeyLimit(
  journal: Pick<KeyedRequests, 'readKeyUse'>,
): (tenantId: string, nowMs: number) => Promise<boolean> {
  const counted = new Map<string, { readonly atMs: number; readonly isOver: boolean }>();
  return async (tenantId, nowMs) => {
    const last = counted.get(tenantId);
    if (last !== undefined && nowMs - last.atMs < COUNT_EVERY_MS) return !last.isOver;
    const isOver = isOverLimit(await journal.readKeyUse(tenantId));
    counted.set(tenantId, { atMs: nowMs, isOver });
    return !isOver;
  };
}
