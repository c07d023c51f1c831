/** The `planRetention` Activity: which threads are to be put away or purged now, by the operator's rules. */
import type { RetentionSettings } from '../../settings/retention-settings.ts';
import type { PurgeActivities } from '../../workflows/activities.ts';
import type { ActivityDependencies } from '../dependencies.ts';

/** The rest has its turn the next time; a workflow carries the ids. */
const MAX_THREADS = 100;

export const createPlanRetention =
  (
    { journal }: Pick<ActivityDependencies, 'journal'>,
    { ruleOf }: RetentionSettings,
  ): PurgeActivities['planRetention'] =>
  async () => {
    const nowMs = Date.now();
    const toArchive: string[] = [];
    for (const tenantId of await journal.listTenants()) {
      const { archiveAfterMs, purgeAfterMs } = ruleOf(tenantId);
      const left = MAX_THREADS - toArchive.length;
      if (purgeAfterMs !== undefined) {
        const before = new Date(nowMs - purgeAfterMs);
        for (const threadId of await journal.listExpired(tenantId, before, MAX_THREADS))
          await journal.beginPurge(threadId);
        await journal.removeRunsBefore(tenantId, before);
      }
      if (archiveAfterMs !== undefined && left > 0)
        toArchive.push(...(await journal.listResting(tenantId, new Date(nowMs - archiveAfterMs), left)));
    }
    for (const threadId of toArchive) await journal.markResting(threadId, true);
    // Those whose workflow was never begun, since its server died, are among them.
    const toPurge = (await journal.listPurges(MAX_THREADS)).map(({ threadId }) => threadId);
    return { toArchive, toPurge };
  };
