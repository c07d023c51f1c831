/** The directory in which the embedded parts keep their state: for its owner alone. */
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StorageSettings } from '../settings/storage-settings.ts';
import { isWayToWorkspaces } from '../worker/workspaces-directory.ts';

const PRIVATE = 0o700;
/** Others may pass through it, and see no name in it. */
const PASSABLE = 0o711;

/** Node's own recursive form never ends where a file system refuses new folders as missing (`/proc`). */
function makeWhole(directory: string): void {
  if (existsSync(directory)) return;
  makeWhole(dirname(directory));
  mkdirSync(directory);
}

/**
 * Makes it where it is missing, and takes from others what they may do there. Where commands run as another
 * user than the service, and their workspaces are in it, that user can still pass. Files directly in it
 * become private.
 */
export function makeDataDirectory(storage: StorageSettings): void {
  const { directory } = storage;
  makeWhole(directory);
  const mode = isWayToWorkspaces(storage) ? PASSABLE : PRIVATE;
  chmodSync(directory, statSync(directory).mode & mode);
  for (const entry of readdirSync(directory, { withFileTypes: true }))
    if (entry.isFile()) chmodSync(join(directory, entry.name), 0o600);
}
