import { z } from 'zod';
import { QUOTA_NAMES } from '../../contracts/ceiling/quota-rule.ts';
import { listOf } from '../http/list-of.ts';

export const quotasSchema = z
  .strictObject({
    tenantId: z.string(),
    quotas: listOf(
      z.strictObject({
        quota: z
          .enum(QUOTA_NAMES)
          .describe('Days are those of UTC; tokens are counted as budgets count them.'),
        limit: z.number().nullable().describe('null: there is none.'),
        used: z.number(),
        resetsAt: z.iso.datetime().describe('What is spent counts from zero again.').exactOptional(),
      }),
    ),
  })
  .meta({ id: 'QuotaList' });
