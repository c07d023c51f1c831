import { z } from 'zod';
import { KEY_QUOTA_NAMES, QUOTA_NAMES, type QuotaName } from '../../contracts/ceiling/quota-rule.ts';
import { listOf } from '../http/list-of.ts';

const figuresOf = <Name extends QuotaName>(names: readonly [Name, ...Name[]]) =>
  listOf(
    z.strictObject({
      quota: z
        .enum(names)
        .describe(
          'Days are those of UTC; tokens are counted as budgets count them; disk: workspaces and kept states, as last measured.',
        ),
      limit: z.number().nullable().describe('null: there is none.'),
      used: z.number(),
      resetsAt: z.iso.datetime().describe('What is spent counts from zero again.').exactOptional(),
    }),
  );

export const quotasSchema = z
  .strictObject({
    tenantId: z.string(),
    quotas: figuresOf(QUOTA_NAMES),
    key: z
      .strictObject({ keyId: z.string(), quotas: figuresOf(KEY_QUOTA_NAMES) })
      .describe('The same of your key: what the threads have that were made with it.'),
  })
  .meta({ id: 'QuotaList' });
