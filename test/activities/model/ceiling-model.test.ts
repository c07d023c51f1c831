import { expect, test } from '@jest/globals';
import {
  ceilingCompaction,
  ceilingModel,
  type SpendingParty,
  type SpendLedger,
} from '../../../activities/model/ceiling-model.ts';
import type { ModelClient, ModelResult } from '../../../activities/model/client.ts';
import type { ModelRequest } from '../../../context/request.ts';

const NOW_MS = Date.UTC(2026, 4, 3, 18);
const ANSWER = { ok: false, failure: { kind: 'unreadable', reason: 'the answer of the model' } } as const;

type Party = SpendingParty;
const tenant = (changes: Partial<Party> = {}): Party => ({
  of: 'tenant',
  quotas: { tokensPerDay: 1_000 },
  spendOn: async () => ({ tokensPerDay: 999, costUsdPerDay: 7 }),
  ...changes,
});

/** A model that counts its calls, and a ledger in which the tenant of thr_1 may spend 1,000 tokens a day. */
function bench(changes: Partial<Party> = {}, ...others: readonly Party[]) {
  const asked: ModelRequest[] = [];
  const client: ModelClient = {
    async respond(request): Promise<ModelResult> {
      asked.push(request);
      return ANSWER;
    },
    pricedModel: () => ({ model: 'any', hasPrice: true }),
  };
  const ledger: SpendLedger = {
    payersOf: async (threadId) => (threadId === 'thr_1' ? [tenant(changes), ...others] : []),
  };
  const model = ceilingModel(client, ledger, () => NOW_MS);
  const ask = (cacheKey: string): Promise<ModelResult> =>
    model.respond({ cacheKey } as ModelRequest, new AbortController().signal);
  return { ask, asked, ledger };
}

test.each(['thr_1', 'thr_1/auditor', 'thr_unknown'])(
  'below the ceiling, a call for %s → is made',
  async (cacheKey) => {
    const { ask, asked } = bench();
    expect(await ask(cacheKey)).toEqual(ANSWER);
    expect(asked).toHaveLength(1);
  },
);

test('at the ceiling → the model is not asked; the goal waits until the day ends, and is told why', async () => {
  const { ask, asked } = bench({ spendOn: async () => ({ tokensPerDay: 1_234, costUsdPerDay: 0 }) });
  expect(await ask('thr_1/auditor')).toEqual({
    ok: false,
    failure: {
      kind: 'usageLimited',
      reason: 'the tenant has spent 1,234 tokens of 1,000 tokens today',
      usageLimit: { resetInMs: 6 * 60 * 60_000 },
    },
  });
  expect(asked).toEqual([]);
});

test('at the ceiling, a compaction by the provider → is not asked for either', async () => {
  const { ledger } = bench({ spendOn: async () => ({ tokensPerDay: 1_000, costUsdPerDay: 0 }) });
  const compact = ceilingCompaction(
    () => Promise.reject(new Error('asked')),
    ledger,
    () => NOW_MS,
  );
  const sealed = await compact({ cacheKey: 'thr_1' } as ModelRequest, new AbortController().signal);
  expect(sealed).toMatchObject({ ok: false, failure: { kind: 'usageLimited' } });
});

test('no ceiling → nothing is summed up', async () => {
  let sums = 0;
  const spendOn = async () => {
    sums += 1;
    return { tokensPerDay: 1e9, costUsdPerDay: 1e9 };
  };
  const { ask, asked } = bench({ quotas: { threads: 1 }, spendOn });
  await ask('thr_1');
  expect([asked.length, sums]).toEqual([1, 0]);
});

test('a journal that cannot say → the call is tried again later, and not made now', async () => {
  const { ask, asked } = bench({ spendOn: () => Promise.reject(new Error('away')) });
  expect(await ask('thr_1')).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  expect(asked).toEqual([]);
});

test('below the ceiling of the tenant, and at that of the key that made the thread → not asked, and told whose it is', async () => {
  const key = { of: 'key', quotas: { costUsdPerDay: 7 } } as const;
  const { ask, asked } = bench({}, tenant(key));
  expect(await ask('thr_1')).toMatchObject({
    failure: { reason: 'the key that made the thread has spent US$ 7.00 of US$ 7.00 today' },
  });
  expect(asked).toEqual([]);
});
