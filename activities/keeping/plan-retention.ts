/**
 * The `planRetention` Activity: which threads are to be put away or purged now, by the operator's rules. What
 * is kept by age alone goes at once.
 */
import { KEY_REMEMBERED_MS } from '../../journal/rows/keyed-request.ts';
import type { RetentionSettings } from '../../settings/retention-settings.ts';
import type { PurgeActivities } from '../../workflows/activities.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { oldestOverSize } from './over-size.ts';

/** The rest has its turn the next time; a workflow carries the ids. */
const MAX_THREADS = 100;

type Parts = Pick<ActivityDependencies, 'journal'>;

export const createPlanRetention =
  ({ journal }: Parts, { ruleOf, eventsKeptMs }: RetentionSettings): PurgeActivities['planRetention'] =>
  async () => {
    const nowMs = Date.now();
    // Servers sweep beside requests, and one that is asked nothing does not.
    await journal.sweepKeys(new Date(nowMs - KEY_REMEMBERED_MS));
    if (eventsKeptMs !== undefined) await journal.sweepEvents(new Date(nowMs - eventsKeptMs));
    const toArchive: string[] = [];
    for (const tenantId of await journal.listTenants()) {
      const { archiveAfterMs, purgeAfterMs, maxBytes } = ruleOf(tenantId);
      const left = MAX_THREADS - toArchive.length;
      if (purgeAfterMs !== undefined) {
        const before = new Date(nowMs - purgeAfterMs);
        for (const threadId of await journal.listExpired(tenantId, before, MAX_THREADS))
          await journal.beginPurge(threadId);
        await journal.removeRunsBefore(tenantId, before);
      }
      if (maxBytes !== undefined)
        for (const threadId of await overSize(journal, tenantId, maxBytes))
          await journal.beginPurge(threadId);
      if (archiveAfterMs !== undefined && left > 0)
        toArchive.push(...(await journal.listResting(tenantId, new Date(nowMs - archiveAfterMs), left)));
    }
    for (const threadId of toArchive) await journal.markResting(threadId, true);
    // Those whose workflow was never begun, since its server died, are among them.
    const toPurge = (await journal.listPurges(MAX_THREADS)).map(({ threadId }) => threadId);
    return { toArchive, toPurge };
  };

/** What is purged already counts no more, so that no run purges for what another one has freed. */
async function overSize(
  journal: Parts['journal'],
  tenantId: string,
  maxBytes: number,
): Promise<readonly string[]> {
  const { workspaceBytes, keptBytes } = await journal.sumThreadSizes(tenantId);
  const sum = workspaceBytes + keptBytes;
  return sum <= maxBytes ? [] : oldestOverSize(sum, maxBytes, await journal.listEnded(tenantId, MAX_THREADS));
}
