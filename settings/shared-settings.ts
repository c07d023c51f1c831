/** What a server and a worker that are processes of their own share, and cannot do without. */
import { type Environment, required } from './environment.ts';
import { type StorageSettings, storageSettings } from './storage-settings.ts';
import { type TemporalSettings, temporalSettings } from './temporal-settings.ts';

export function sharedTemporalSettings(
  environment: Environment,
): TemporalSettings & { readonly address: string } {
  const { address, ...temporal } = temporalSettings(environment);
  const problem = 'TEMPORAL_ADDRESS must be set; `npm start` brings its own Temporal';
  return { ...temporal, address: required(address, problem) };
}

export function sharedStorageSettings(
  environment: Environment,
): StorageSettings & { readonly databaseUrl: string } {
  const { databaseUrl, ...storage } = storageSettings(environment);
  const problem = 'DATABASE_URL must be set: server and worker share the journal';
  return { ...storage, databaseUrl: required(databaseUrl, problem) };
}
