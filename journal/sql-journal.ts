/** The journal over any database that speaks Postgres' SQL, put together from one part per idea. */
import { createArchive } from './archive.ts';
import { createCalls } from './calls.ts';
import { createCheckRuns } from './check-runs.ts';
import { createContents } from './contents.ts';
import { createContracts } from './contracts.ts';
import { createGoals } from './goals.ts';
import { createInputs } from './inputs.ts';
import { createItems } from './items.ts';
import type { Journal } from './journal.ts';
import { createLedger } from './ledger.ts';
import type { SqlClient } from './sql.ts';
import { createStates } from './states.ts';
import { createThreads } from './threads.ts';
import { createTurnEvents } from './turn-events.ts';
import { createWorkRecords } from './work-records.ts';
import { createWorkspacePaths } from './workspace-paths.ts';

/** The schema must be up to date (`migrate`). Closing the journal closes the client. */
export function createSqlJournal(client: SqlClient): Journal {
  return {
    ...createThreads(client),
    ...createArchive(client),
    ...createInputs(client),
    ...createContracts(client),
    ...createContents(client),
    ...createStates(client),
    ...createItems(client),
    ...createCalls(client),
    ...createCheckRuns(client),
    ...createGoals(client),
    ...createLedger(client),
    ...createTurnEvents(client),
    ...createWorkRecords(client),
    ...createWorkspacePaths(client),
    close: () => client.close(),
  };
}
