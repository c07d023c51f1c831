/**
 * Where workspaces live when nobody says so: a place that the sandbox's user can enter. Pure but for the
 * look-up.
 */
import { createHash } from 'node:crypto';
import { join, sep } from 'node:path';
import { type Identity, sandboxIdentity } from '../activities/sandbox/identity.ts';
import { reachableBy } from '../activities/sandbox/reachable-by.ts';
import type { StorageSettings } from '../settings/storage-settings.ts';

/**
 * It lies below the data directory if the sandbox's user can reach it. A service that runs as root out of a
 * closed home (`/root`) drops to an unprivileged user, so its workspaces go to `/var/lib/goalkeeper`, apart
 * for each data directory.
 */
export function workspacesDirectory(
  storage: StorageSettings,
  identity: Identity = sandboxIdentity(),
): string {
  if (storage.workspacesDirectory !== undefined) return storage.workspacesDirectory;
  const near = join(storage.directory, 'workspaces');
  if (reachableBy(identity, join(near, 'thread')).ok) return near;
  const label = createHash('sha256').update(storage.directory).digest('hex').slice(0, 12);
  return join('/var/lib/goalkeeper', label, 'workspaces');
}

/**
 * Whether commands that run as another user than the service reach their workspaces through the data
 * directory.
 */
export function isWayToWorkspaces(storage: StorageSettings, identity = sandboxIdentity()): boolean {
  const inside = `${workspacesDirectory(storage, identity)}${sep}`.startsWith(`${storage.directory}${sep}`);
  return identity.drop && inside;
}
