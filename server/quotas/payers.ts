/** Those who pay for a thread, with what they have and have spent. */
import { type PayerLimits, payerLimits } from '../../contracts/ceiling/payers.ts';
import { type Day, NO_QUOTAS, type Spend, spendOf } from '../../contracts/ceiling/quota-rule.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';

export interface Payer extends Pick<PayerLimits, 'of' | 'quotas'> {
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
  const { quotas = NO_QUOTAS, journal } = dependencies;
  const { tenantId, threadId, keyId } = paid;
  const makerOf = async () => (threadId === undefined ? keyId : journal.readMaker(threadId));
  return (await payerLimits(quotas, tenantId, makerOf)).map((limits) =>
    payer(dependencies, tenantId, limits),
  );
}

export const payer = (
  { journal }: Pick<ServerDependencies, 'journal'>,
  tenantId: string,
  { of, quotas, madeBy }: PayerLimits,
): Payer => ({
  ...{ of, quotas },
  async spendOn(day) {
    const [sum] = await journal.sumUsage({ tenantId, ...day, ...defined({ madeBy }) });
    return spendOf(sum);
  },
  countActiveGoals: (exceptThreadId) => journal.countActiveGoals(tenantId, exceptThreadId, madeBy),
});
