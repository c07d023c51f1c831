/**
 * Looks for Unix sockets in what the sandbox is given to see: a program inside could talk to whoever listens
 * on one.
 */
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** More entries than these are not looked at: toolchains hold many files, and no sockets deep below. */
const MAX_ENTRIES = 50_000;

/**
 * The first socket that `path` is, or that lies below it; links within are not followed, as nothing behind
 * them is given.
 */
export function findSocket(path: string): string | undefined {
  let left = MAX_ENTRIES;
  const waiting: string[] = [];
  const top = statSync(path, { throwIfNoEntry: false });
  if (top?.isSocket()) return path;
  if (top?.isDirectory()) waiting.push(path);
  for (let directory = waiting.shift(); directory !== undefined; directory = waiting.shift()) {
    for (const name of namesIn(directory)) {
      if (left-- === 0) return undefined;
      const entry = join(directory, name);
      const stats = lstatSync(entry, { throwIfNoEntry: false });
      if (stats?.isSocket()) return entry;
      if (stats?.isDirectory()) waiting.push(entry);
    }
  }
  return undefined;
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    // Closed to the service, and so to the sandbox's user, or gone.
    return [];
  }
}
