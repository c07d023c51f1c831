/** JSON bodies. An empty one is no body: many clients name the type of every request that they send. */
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { defined } from '../../../objects/defined.ts';
import { invalid, ProblemError } from '../problem.ts';

export function acceptJson(app: FastifyInstance): void {
  // JSON only: Fastify would hand text over as a body of its own.
  app.removeContentTypeParser('text/plain');
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = Buffer.from(body);
    if (bytes.length === 0) return done(null, undefined);
    if (isOtherCharset(request.headers['content-type'])) return done(new ProblemError(OTHER_CHARSET));
    if (!isUtf8(bytes)) return done(new ProblemError(NO_UTF8));
    const text = bytes.toString();
    parse(request, text, (error, parsed) => done(error && toldWhere(error, text), parsed));
  });
}

/** JSON between systems is UTF-8 (RFC 8259, 8.1): in another charset the words would be other ones. */
const OTHER_CHARSET = {
  status: 415,
  code: 'invalidMediaType',
  title: 'The body is in another charset than UTF-8',
  detail: 'Send JSON as UTF-8, with `content-type: application/json`.',
} as const;

const NO_UTF8 = {
  status: 400,
  code: 'invalidJsonBody',
  title: 'Body is not valid JSON',
  detail: 'It has bytes that are no UTF-8.',
} as const;

/** ASCII is UTF-8 as well. */
function isOtherCharset(type: string | undefined): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type ?? '')?.[1];
  return charset !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(charset);
}

/** JSON that the parser refuses all the same: a member would reach for what all objects have in common. */
function refusedName(parsed: unknown): ProblemError | undefined {
  const open: [path: string, value: unknown][] = [['', parsed]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, value] = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, member] of Object.entries(value)) {
      const field = path === '' ? name : `${path}.${name}`;
      if (name === '__proto__' || field.endsWith('constructor.prototype'))
        return invalid([{ field, message: 'is a name that no member may have' }]);
      open.push([field, member]);
    }
  }
  return undefined;
}

/** What is wrong with the text, and at which place of it: the parser's own words. Fastify leaves them out. */
function toldWhere(error: Error, body: string): Error {
  try {
    return refusedName(JSON.parse(body)) ?? error;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : undefined;
    return new ProblemError({
      ...{ status: 400, code: 'invalidJsonBody', title: error.message },
      ...defined({ detail }),
    });
  }
}
