import type { Carrier } from './carrier.ts';
import { createInProcessCarrier } from './in-process-carrier.ts';
import { createPostgresCarrier } from './postgres-carrier.ts';

/** The carrier goes through the database that the processes share; without one they are one process. */
export const openCarrier = (databaseUrl: string | undefined): Carrier =>
  databaseUrl === undefined ? createInProcessCarrier() : createPostgresCarrier(databaseUrl);
