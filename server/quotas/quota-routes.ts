/** What the caller's tenant may have and spend, and what it has and has spent. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { NO_QUOTAS, QUOTA_NAMES, quotasOf } from '../../contracts/ceiling/quota-rule.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { jsonReply, plainProblems } from '../http/replies.ts';
import { quotasSchema } from './quota-schema.ts';
import { readTenantUse } from './tenant-use.ts';

export const quotaRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = {
      operationId: 'getQuotas',
      summary: 'What your tenant may have and spend, and what it has and has spent today.',
      tags: ['keys'],
      response: { 200: jsonReply('All of them.', quotasSchema), ...plainProblems },
    };
    app.get('/quotas', { schema }, async ({ principal: { tenantId } }) => {
      const { journal, quotas = NO_QUOTAS } = dependencies;
      const limits = quotasOf(quotas, tenantId);
      const { used, day } = await readTenantUse(journal, tenantId, Date.now());
      const resetsAt = day.to.toISOString();
      return {
        tenantId,
        quotas: QUOTA_NAMES.map((quota) => ({
          quota,
          limit: limits[quota] ?? null,
          used: used[quota],
          ...(quota.endsWith('PerDay') ? { resetsAt } : {}),
        })),
      };
    });
  };
