/**
 * Removes a directory tree, also one in which a command has closed directories, or nested them deeper than
 * any path reaches.
 */
import { runProgram } from '../spawner/run-program.ts';
import { flattenTree } from './removal/flatten-tree.ts';
import { removeSmallTree } from './removal/remove-small-tree.ts';

/** Deeper trees are flattened. */
const DEEP = 200;

/** Links are removed, not followed; a missing tree is no error. The path is absolute. */
export async function removeTree(directory: string | Buffer): Promise<void> {
  if (removeSmallTree(directory)) return;
  if (await isDeep(directory)) return flattenTree(Buffer.from(directory));
  try {
    await pipeTo(['rm', '-rf', '--'], directory);
  } catch {
    await pipeTo(['chmod', '-R', 'u+rwX', '--'], directory).catch(() => undefined);
    if (await isDeep(directory)) return flattenTree(Buffer.from(directory));
    await pipeTo(['rm', '-rf', '--'], directory);
  }
}

/** What cannot be read is not known to be deep. */
async function isDeep(directory: string | Buffer): Promise<boolean> {
  const command = `find -P "$1" -mindepth ${DEEP} -printf deep -quit 2>/dev/null; true`;
  return (await pipeTo(['/bin/sh', '-c', command, 'sh'], directory)) === 'deep';
}

/** A path may hold bytes that no argument of Node's can. */
async function pipeTo(tool: readonly string[], directory: string | Buffer): Promise<string> {
  return (await runProgram('xargs', ['-0', ...tool], { stdin: Buffer.from(directory) })).stdout;
}

/**
 * This is for cleaning up, which decides nothing: what cannot be removed stays, and is swept when a worker
 * starts.
 */
export const discardTree = (directory: string): Promise<void> => removeTree(directory).catch(() => undefined);
