/** Who pays for a thread: its tenant, and the key that made it, each with limits of their own. */
import {
  type Day,
  keyQuotasOf,
  limitsKeys,
  NO_QUOTAS,
  type Quotas,
  quotasOf,
  type Spend,
  spendOf,
} from '../../contracts/ceiling/quota-rule.ts';
import type { ServerDependencies } from '../dependencies.ts';

export interface Payer {
  readonly of: 'tenant' | 'key';
  readonly quotas: Quotas;
  spendOn(day: Day): Promise<Spend>;
  /** Goals that are active, of other threads than this one. */
  countActiveGoals(exceptThreadId: string | undefined): Promise<number>;
}

/** `keyId`: who makes a thread that is not there yet; otherwise the journal is asked who made it. */
export interface Paid {
  readonly tenantId: string;
  readonly threadId?: string;
  readonly keyId?: string;
}

/** The tenant comes first. */
export async function payersOf(dependencies: ServerDependencies, paid: Paid): Promise<Payer[]> {
  const { quotas = NO_QUOTAS } = dependencies;
  const tenant = payer(dependencies, paid.tenantId, quotasOf(quotas, paid.tenantId));
  if (!limitsKeys(quotas)) return [tenant];
  const keyId = await makerOf(dependencies, paid);
  return keyId === undefined
    ? [tenant]
    : [tenant, payer(dependencies, paid.tenantId, keyQuotasOf(quotas, keyId), keyId)];
}

const makerOf = async ({ journal }: ServerDependencies, { threadId, keyId }: Paid) =>
  threadId === undefined ? keyId : journal.readMaker(threadId);

/** `keyId`: of the threads that this key has made. */
export const payer = (
  { journal }: Pick<ServerDependencies, 'journal'>,
  tenantId: string,
  quotas: Quotas,
  keyId?: string,
): Payer => ({
  of: keyId === undefined ? 'tenant' : 'key',
  quotas,
  async spendOn(day) {
    const [sum] = await journal.sumUsage({
      tenantId,
      ...day,
      ...(keyId === undefined ? {} : { madeBy: keyId }),
    });
    return spendOf(sum);
  },
  countActiveGoals: (exceptThreadId) => journal.countActiveGoals(tenantId, exceptThreadId, keyId),
});
