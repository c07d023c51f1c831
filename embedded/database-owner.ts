/** Two servers on one SQLite file would fight over it: a start waits until the file's last server is gone. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const pollMs = 50;

/**
 * Waits for the process named in `pidFile`, if it is still a server on `dbFile`. The server of a killed
 * parent ends by itself within seconds. Returns the process id when it is still there after `timeoutMs`.
 */
export async function waitForOwner(
  pidFile: string,
  dbFile: string,
  timeoutMs: number,
): Promise<number | undefined> {
  const text = await readFile(pidFile, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0)) return undefined;
  const deadline = Date.now() + timeoutMs;
  // The command line is compared, because process ids are used again.
  while ((await commandLine(pid)).includes(dbFile)) {
    if (Date.now() > deadline) return pid;
    await delay(pollMs);
  }
  return undefined;
}

async function commandLine(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') return await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return (await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout;
  } catch {
    return '';
  }
}
