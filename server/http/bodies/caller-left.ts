/** Work for a caller stops when nobody is there any more to hear of it. */
import type { FastifyReply } from 'fastify';
import { ProblemError } from '../problem.ts';

/** Nobody reads it; the log and the figures tell it from a failure. */
const LEFT = {
  status: 408,
  code: 'requestTimeout',
  title: 'The caller has left before there was an answer',
} as const;

/** It aborts, with a problem as its reason, when the connection closes before the reply is whole. */
export function callerLeft({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) left.abort(new ProblemError(LEFT));
  });
  return left.signal;
}
