/** What the caller's tenant, and key, may have and spend, and what it has and has spent. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
  KEY_QUOTA_NAMES,
  keyQuotasOf,
  NO_QUOTAS,
  QUOTA_NAMES,
  type QuotaName,
  type Quotas,
  quotasOf,
} from '../../contracts/ceiling/quota-rule.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { jsonReply, plainProblems } from '../http/replies.ts';
import { payer } from './payers.ts';
import { quotasSchema } from './quota-schema.ts';
import { readTenantUse } from './tenant-use.ts';

export const quotaRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = {
      operationId: 'getQuotas',
      summary: 'What your tenant and your key may have and spend, and what they have and have spent today.',
      tags: ['keys'],
      response: { 200: jsonReply('All of them.', quotasSchema), ...plainProblems },
    };
    app.get('/quotas', { schema }, async ({ principal: { tenantId, keyId } }) => {
      const { journal, quotas = NO_QUOTAS } = dependencies;
      const { used, day } = await readTenantUse(journal, tenantId, Date.now());
      const shown = <Name extends QuotaName>(
        names: readonly Name[],
        limits: Quotas,
        amounts: Readonly<Record<Name, number>>,
      ) =>
        names.map((quota) => ({
          quota,
          limit: limits[quota] ?? null,
          used: amounts[quota],
          ...(quota.endsWith('PerDay') ? { resetsAt: day.to.toISOString() } : {}),
        }));
      const limitsOfKey = keyQuotasOf(quotas, keyId);
      const ofKey = payer(dependencies, tenantId, { of: 'key', quotas: limitsOfKey, madeBy: keyId });
      const usedByKey = {
        activeGoals: await ofKey.countActiveGoals(undefined),
        ...(await ofKey.spendOn(day)),
      };
      return {
        tenantId,
        quotas: shown(QUOTA_NAMES, quotasOf(quotas, tenantId), used),
        key: { keyId, quotas: shown(KEY_QUOTA_NAMES, limitsOfKey, usedByKey) },
      };
    });
  };
