/** The paths of a directory that workspaces are copied from, as far as this process can read it. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnownPaths } from '../../workflows/contract/patterns/unmatched-patterns.ts';

/** The journal keeps as many of a workspace. */
const MAX_PATHS = 20_000;

/**
 * Folders included, those nearest to the root first, links not followed. `undefined`: not all of it can be
 * read here.
 */
export async function listSource(directory: string, maxPaths = MAX_PATHS): Promise<KnownPaths | undefined> {
  const paths: string[] = [];
  const folders = [''];
  try {
    for (let next = 0; next < folders.length; next += 1) {
      const folder = folders[next] ?? '';
      for (const entry of await readdir(join(directory, folder), { withFileTypes: true })) {
        if (paths.length === maxPaths) return { paths, isWhole: false };
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        paths.push(path);
        if (entry.isDirectory()) folders.push(path);
      }
    }
  } catch {
    // Another machine's directory, or closed to this process: nothing is known then, and nothing is said.
    return undefined;
  }
  return { paths, isWhole: true };
}
