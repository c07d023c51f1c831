/**
 * Holds every reply of a server under test against its schema: nothing in it may be unknown to the schema, or
 * otherwise.
 */
import { isDeepStrictEqual } from 'node:util';
import type { FastifySerializerCompiler } from 'fastify';
import { z } from 'zod';

/**
 * Throws where the schema refuses the reply as it goes over the wire, or would lose or change a part of it.
 */
export const strictReplies: FastifySerializerCompiler<z.ZodType> =
  ({ schema, method, url, httpStatus }) =>
  (reply) => {
    const wire = JSON.stringify(reply);
    const sent: unknown = JSON.parse(wire);
    const parsed = schema.safeParse(sent);
    const place = `${method} ${url} ${httpStatus}`;
    if (!parsed.success) throw new Error(`${place}: ${z.prettifyError(parsed.error)} in ${wire}`);
    if (!isDeepStrictEqual(parsed.data, sent))
      throw new Error(`${place}: its schema loses a part of ${wire}`);
    return wire;
  };
