/** Finds out whether the file system that workspaces are on keeps access times (it may be mounted with `noatime`). */
import { lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markUnread } from './access-times.ts';

/** `false` also when it cannot be found out: then nothing is said about what checks read. */
export async function keepsAccessTimes(directory: string): Promise<boolean> {
  let probe: string | undefined;
  try {
    await mkdir(directory, { recursive: true, mode: 0o755 });
    probe = await mkdtemp(join(directory, '.probe-'));
    const file = join(probe, 'file');
    await writeFile(file, 'read me');
    await markUnread(probe, ['file']);
    const { atimeMs } = await lstat(file);
    await readFile(file);
    return atimeMs === 0 && (await lstat(file)).atimeMs > 0;
  } catch {
    return false;
  } finally {
    if (probe !== undefined) await rm(probe, { recursive: true, force: true });
  }
}
