/** Whether a path can be used without leaving the tree: a link on the way may point anywhere. */
import { lstat } from 'node:fs/promises';
import { withShortPath } from './short-path.ts';
import { type BytePath, toHostPath } from './tree-paths.ts';

/** Every folder on the way to the path is a real directory. */
export async function hasRealParents(directory: string, path: BytePath): Promise<boolean> {
  const names = path.split('/');
  for (let count = 1; count < names.length; count += 1) {
    const parent = toHostPath(directory, names.slice(0, count).join('/'));
    const stats = await withShortPath(parent, (short) => lstat(short)).catch(() => undefined);
    if (!stats?.isDirectory()) return false;
  }
  return true;
}
