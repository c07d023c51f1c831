/**
 * Directories of a worker beside the workspaces, for copies and probes. Their names tell whose they are, so
 * that those of a killed worker can be told from those of one that lives.
 */

import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { lstat, mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { discardTree } from '../../tree/remove-tree.ts';

type Kind = '.check-' | '.probe-' | `.new-${string}-`;

const NAME = /^\.(?:check|new|probe)-/;
const TAG = /-([0-9a-f]{8})\.(\d+)\.(\d+)-[^-]+$/;
/** Process numbers of another machine or container say nothing here: what is so old is in no use. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1_000;

/** A new directory of this process, private to the service. */
export const makeScratch = (workspacesDirectory: string, kind: Kind): Promise<string> =>
  mkdtemp(join(workspacesDirectory, `${kind}${scope()}.${process.pid}.${startOf(process.pid)}-`));

/** Removes what workers left behind that live no more. Never rejects. */
export async function sweepScratch(workspacesDirectory: string): Promise<void> {
  const names = await readdir(workspacesDirectory).catch(() => []);
  for (const name of names.filter((each) => NAME.test(each))) {
    const path = join(workspacesDirectory, name);
    if (await isAbandoned(name, path)) await discardTree(path);
  }
}

async function isAbandoned(name: string, path: string): Promise<boolean> {
  const [, madeIn, pid, start] = TAG.exec(name) ?? [];
  if (madeIn === scope()) return startOf(Number(pid)) !== start;
  const changedAtMs = (await lstat(path).catch(() => undefined))?.ctimeMs ?? Number.POSITIVE_INFINITY;
  return Date.now() - changedAtMs > ABANDONED_AFTER_MS;
}

/**
 * A number and a start, within one boot of a machine and one namespace of process numbers, name a process.
 */
const scope = (): string =>
  createHash('sha256')
    .update(`${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')} ${readlinkSync('/proc/self/ns/pid')}`)
    .digest('hex')
    .slice(0, 8);

/** The start is counted in ticks since the boot; `undefined` when there is no such process. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the 22nd field of all is the 20th behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
