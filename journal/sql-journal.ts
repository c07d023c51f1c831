/** The journal over any database that speaks Postgres' SQL, put together from one part per idea. */
import type { Journal } from './journal.ts';
import type { SqlClient } from './sql/sql.ts';
import { createWriteProbe } from './sql/write-probe.ts';
import { createApiKeys } from './tables/access/api-keys.ts';
import { createAuditLog } from './tables/access/audit-log.ts';
import { createTenantCounts } from './tables/access/tenant-counts.ts';
import { createArchive } from './tables/archive.ts';
import { createCallSigns } from './tables/call-signs.ts';
import { createCalls } from './tables/calls.ts';
import { createCheckRuns } from './tables/check-runs.ts';
import { createContents } from './tables/contents.ts';
import { createContracts } from './tables/contracts.ts';
import { createLabels } from './tables/finding/labels.ts';
import { createOverviews } from './tables/finding/overviews.ts';
import { createPurges } from './tables/finding/purges.ts';
import { createUsageFigures } from './tables/finding/usage-figures.ts';
import { createGoals } from './tables/goals.ts';
import { createInputs } from './tables/inputs.ts';
import { createItems } from './tables/items.ts';
import { createKeyedRequests } from './tables/keyed-requests.ts';
import { createLedger } from './tables/ledger.ts';
import { createRestorations } from './tables/restorations.ts';
import { createScheduleRuns } from './tables/schedules/schedule-runs.ts';
import { createSchedules } from './tables/schedules/schedules.ts';
import { createStates } from './tables/states.ts';
import { createThreads } from './tables/threads.ts';
import { createTurnEvents } from './tables/turn-events.ts';
import { createAttempts } from './tables/webhooks/attempts.ts';
import { createDeliveries } from './tables/webhooks/deliveries.ts';
import { createDeliveryLag } from './tables/webhooks/delivery-lag.ts';
import { createServiceEvents } from './tables/webhooks/service-events.ts';
import { createEventSweep } from './tables/webhooks/sweep-events.ts';
import { createWebhooks } from './tables/webhooks/webhooks.ts';
import { createWorkRecords } from './tables/work-records.ts';
import { createKeptStates } from './tables/workspaces/kept-states.ts';
import { createPlacements } from './tables/workspaces/placements.ts';
import { createPushes } from './tables/workspaces/pushes.ts';
import { createThreadSizes } from './tables/workspaces/thread-sizes.ts';
import { createWorkspacePaths } from './tables/workspaces/workspace-paths.ts';
import { createWorkspaceTables } from './tables/workspaces/workspaces.ts';

/** The schema must be up to date (`migrate`). Closing the journal closes the client. */
export function createSqlJournal(inner: SqlClient): Journal {
  const { client, checkWritable } = createWriteProbe(inner);
  return {
    checkWritable,
    ...createThreads(client),
    ...createTenantCounts(client),
    ...createApiKeys(client),
    ...createAuditLog(client),
    ...createArchive(client),
    ...createLabels(client),
    ...createOverviews(client),
    ...createPurges(client),
    ...createUsageFigures(client),
    ...createInputs(client),
    ...createContracts(client),
    ...createContents(client),
    ...createStates(client),
    ...createKeptStates(client),
    ...createPlacements(client),
    ...createPushes(client),
    ...createSchedules(client),
    ...createScheduleRuns(client),
    ...createRestorations(client),
    ...createItems(client),
    ...createCalls(client),
    ...createCallSigns(client),
    ...createCheckRuns(client),
    ...createGoals(client),
    ...createKeyedRequests(client),
    ...createLedger(client),
    ...createTurnEvents(client),
    ...createWorkRecords(client),
    ...createWorkspacePaths(client),
    ...createWorkspaceTables(client),
    ...createServiceEvents(client),
    ...createWebhooks(client),
    ...createDeliveries(client),
    ...createDeliveryLag(client),
    ...createEventSweep(client),
    ...createThreadSizes(client),
    ...createAttempts(client),
    close: () => client.close(),
  };
}
