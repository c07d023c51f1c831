/** Bodies come as they are: what packs them on the way is not undone (RFC 9110, 15.5.16). */
import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../problem.ts';

const ENCODED = {
  status: 415,
  code: 'invalidMediaType',
  title: 'The body is encoded',
  detail: 'Send the content as it is, without `content-encoding`; a tar.gz is `application/gzip`.',
} as const;

/** The type of a packed archive says that it is packed. Callers who are nobody here hear of that first. */
export function refuseEncodedBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async ({ method, headers }, reply) => {
    const encoding = headers['content-encoding'];
    if (method === 'GET' || method === 'HEAD' || encoding === undefined || isPlain(encoding)) return;
    reply.header('accept-encoding', 'identity');
    throw new ProblemError(ENCODED);
  });
}

const isPlain = (encoding: string): boolean => /^\s*(identity)?\s*$/i.test(encoding);
