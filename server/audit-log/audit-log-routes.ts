/** Who did what in a tenant, for its administrators. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { defined } from '../../objects/defined.ts';
import { isDeclared } from '../access/route-scopes.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { invalid } from '../http/problem.ts';
import { jsonReply, plainProblems } from '../http/replies.ts';

const id = z.string().min(1).max(255);

const query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.coerce.number().int().min(1).describe('The `nextCursor` of the page before.').exactOptional(),
  threadId: id.exactOptional(),
  keyId: id.exactOptional(),
  operation: id.describe('An `operationId` of this document.').exactOptional(),
  since: z.iso.datetime({ offset: true }).describe('Inclusive.').exactOptional(),
  until: z.iso.datetime({ offset: true }).describe('Exclusive.').exactOptional(),
});

const entrySchema = z
  .strictObject({
    at: z.iso.datetime(),
    keyId: z
      .string()
      .describe(
        'The key that was shown; `none` where the service asks for none, `unknown` for no known one.',
      ),
    method: z.string(),
    route: z.string().describe('The pattern of the path.'),
    operation: z.string().describe('Its `operationId`; empty for a path that is not served.'),
    threadId: z.string().exactOptional(),
    goalId: z.string().exactOptional(),
    subject: z
      .string()
      .describe('The id of what else was to be changed, or was made: a key, a webhook, a schedule, …')
      .exactOptional(),
    purges: z.literal(true).describe('The thread was to be purged, not only archived.').exactOptional(),
    status: z.int().describe('It was answered with this.'),
    code: z.string().describe('The `code` of the problem that it was answered with.').exactOptional(),
    source: z.string().describe('The address that it came from, of who was not let in.').exactOptional(),
    leftOut: z.int().describe('So many more like it from there are not listed one by one.').exactOptional(),
    requestId: z.string().describe('The `x-request-id`, which logs name too.'),
  })
  .meta({ id: 'AuditEntry' });

const pageSchema = z.strictObject({
  entries: z.array(entrySchema),
  nextCursor: z.int().describe('Left out on the last page.').exactOptional(),
});

export const auditLogRoutes =
  ({ journal }: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const list = {
      operationId: 'listAuditLog',
      summary: 'Who asked for which change in your tenant, newest first.',
      description:
        'Every request that was to change something and had a key, also if it was refused, and those that were not let in (401, 403), a few ' +
        'of each source and the number of the rest; no bodies. Where no known key was shown, it is in the log of the tenant `default`.',
      tags: ['service'],
      querystring: query,
      response: { 200: jsonReply('A page of entries.', pageSchema), ...plainProblems },
    };
    app.get('/audit-log', { schema: list }, async ({ principal, query: asked }) => {
      const { limit, cursor, since, until, ...ids } = asked;
      if (ids.operation !== undefined && !isDeclared(ids.operation))
        throw invalid([{ field: 'operation', message: 'must be an operationId of /openapi.json' }]);
      const filter = { ...ids, ...defined({ since: dateOf(since), until: dateOf(until) }) };
      const rows = await journal.listAudit(principal.tenantId, filter, limit + 1, cursor);
      const entries = rows
        .slice(0, limit)
        .map(({ tenantId: _tenant, entryId: _entry, at, ...entry }) => ({ at: at.toISOString(), ...entry }));
      const nextCursor = rows.length > limit ? rows[limit - 1]?.entryId : undefined;
      return { entries, ...defined({ nextCursor }) };
    });
  };

const dateOf = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);
