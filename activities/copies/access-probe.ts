/**
 * Finds out whether the file system that workspaces are on keeps access times (it may be mounted with
 * `noatime`).
 */
import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { discardTree } from '../../tree/remove-tree.ts';
import { afterNextTick } from './access-times.ts';
import { makeScratch } from './scratch.ts';

/** `false` also when it cannot be found out: then nothing is said about what checks read. */
export async function keepsAccessTimes(directory: string): Promise<boolean> {
  let probe: string | undefined;
  try {
    await mkdir(directory, { recursive: true, mode: 0o711 });
    probe = await makeScratch(directory, '.probe-');
    const file = join(probe, 'file');
    await writeFile(file, 'read me');
    const before = await lstat(file, { bigint: true });
    await afterNextTick();
    await readFile(file);
    return (await lstat(file, { bigint: true })).atimeNs > before.atimeNs;
  } catch {
    return false;
  } finally {
    if (probe !== undefined) await discardTree(probe);
  }
}
