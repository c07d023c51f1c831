/** Debian's OpenSSH server: this machine's, else its package, unpacked into the cache and not installed. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirectory } from '../../../settings/cache-directory.ts';

const run = promisify(execFile);
const INSTALLED = '/usr/sbin/sshd';
const PACKAGES = ['openssh-server', 'libwrap0'];

export interface SshdProgram {
  readonly path: string;
  /** Where its libraries are beside those of the machine. */
  readonly libraries?: string;
}

export async function findSshd(): Promise<SshdProgram> {
  if (existsSync(INSTALLED)) return { path: INSTALLED };
  const folder = join(cacheDirectory(), 'sshd-debian');
  if (!existsSync(folder)) await unpackInto(folder);
  const libraries = join(folder, 'usr/lib');
  const [triple = ''] = (await readdir(libraries)).filter((name) => name.includes('-linux-'));
  return { path: join(folder, 'usr/sbin/sshd'), libraries: join(libraries, triple) };
}

async function unpackInto(folder: string): Promise<void> {
  await mkdir(cacheDirectory(), { recursive: true });
  const draft = await mkdtemp(join(cacheDirectory(), 'sshd-'));
  try {
    const options = { cwd: draft, maxBuffer: 1 << 26 };
    await run('apt-get', ['update', '-q'], options);
    await run('apt-get', ['download', '-q', ...PACKAGES], options);
    const files = (await readdir(draft)).filter((name) => name.endsWith('.deb'));
    for (const file of files) await run('dpkg', ['-x', file, 'unpacked'], options);
    await rename(join(draft, 'unpacked'), folder);
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
