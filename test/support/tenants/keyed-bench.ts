/** The REST server without a socket, which asks for keys; with a key for each tenant and scope. */
import type { LightMyRequestResponse } from 'fastify';
import type { QuotaRule } from '../../../contracts/ceiling/quota-rule.ts';
import { makeKey } from '../../../server/access/api-key.ts';
import { authenticationOf } from '../../../server/access/authentication.ts';
import type { RateSettings } from '../../../server/access/rate/rate-settings.ts';
import type { Scope } from '../../../server/access/scopes.ts';
import { openTestJournal } from '../journal/test-journal.ts';
import { type RestBench, restBenchOver } from '../service/rest-bench.ts';
import { createThreadsWithoutTemporal } from '../service/threads-without-temporal.ts';
import type { WatchedParts } from './watched-calls.ts';

export interface KeyedBench extends RestBench {
  /** Calls with a key of this tenant; the same key for the same words. */
  as(tenantId: string, scope?: Scope): RestBench['call'];
}

/** `watch`: the server gets these in place of the journal and the threads themselves. */
export async function openKeyedBench(
  workspacesDirectory?: string,
  watch: (parts: WatchedParts) => WatchedParts = (parts) => parts,
  rates: RateSettings = {},
  quotas?: () => QuotaRule,
): Promise<KeyedBench> {
  const opened = await openTestJournal();
  const { journal, threads } = watch({ journal: opened, threads: createThreadsWithoutTemporal(opened) });
  const secrets = new Map<string, string>();
  const keys = ['acme', 'globex'].flatMap((tenantId) =>
    (['read', 'write', 'admin'] as const).map((scope) => {
      const { secret, sha256 } = makeKey();
      secrets.set(`${tenantId} ${scope}`, secret);
      return { tenantId, name: scope, scopes: [scope], sha256 };
    }),
  );
  const authenticate = authenticationOf({ mode: 'keys', configured: keys }, journal);
  const bench = await restBenchOver(
    journal,
    threads,
    undefined,
    workspacesDirectory,
    authenticate,
    rates,
    quotas,
  );
  return {
    ...bench,
    as:
      (tenantId, scope = 'admin') =>
      (method, url, body, headers): Promise<LightMyRequestResponse> =>
        bench.call(method, url, body, {
          authorization: `Bearer ${secrets.get(`${tenantId} ${scope}`)}`,
          ...headers,
        }),
  };
}
