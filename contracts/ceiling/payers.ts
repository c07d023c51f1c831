/** Who pays for a thread: its tenant, and the key that made it, each with limits of their own. Pure. */
import { keyQuotasOf, limitsKeys, type QuotaRule, type Quotas, quotasOf } from './quota-rule.ts';

export interface PayerLimits {
  readonly of: 'tenant' | 'key';
  readonly quotas: Quotas;
  /** The key; absent: the tenant pays. */
  readonly madeBy?: string;
}

/** How each of them is called. */
export const WHOSE = { tenant: 'the tenant', key: 'the key that made the thread' } as const;

/** The tenant comes first. `makerOf`: the key that made the thread, asked for where keys have limits. */
export async function payerLimits(
  rule: QuotaRule,
  tenantId: string,
  makerOf: () => Promise<string | undefined>,
): Promise<PayerLimits[]> {
  const tenant: PayerLimits = { of: 'tenant', quotas: quotasOf(rule, tenantId) };
  const keyId = limitsKeys(rule) ? await makerOf() : undefined;
  return keyId === undefined
    ? [tenant]
    : [tenant, { of: 'key', quotas: keyQuotasOf(rule, keyId), madeBy: keyId }];
}
