/** Finds the tool of Prometheus that checks rules and figures: an installed one, or that of a package. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/goalkeeper');
const KEPT = join(CACHE, 'prometheus');

/** `undefined`: there is none, and none can be had. Nothing is installed: the package is only unpacked. */
export async function findPromtool(): Promise<string | undefined> {
  const places = (process.env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  const installed = [...places, join(KEPT, 'usr/bin')].map((directory) => join(directory, 'promtool'));
  const found = installed.find((path) => existsSync(path));
  return found ?? (await unpackPackage().catch(reportFailure));
}

async function unpackPackage(): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const directory = await mkdtemp(join(CACHE, 'prometheus-'));
  try {
    await run('apt-get', ['download', '-q', 'prometheus'], { cwd: directory }).catch(async () => {
      await run('apt-get', ['update', '-q']);
      await run('apt-get', ['download', '-q', 'prometheus'], { cwd: directory });
    });
    const [file = ''] = (await readdir(directory)).filter((name) => name.endsWith('.deb'));
    await run('dpkg-deb', ['-x', file, 'unpacked'], { cwd: directory });
    await rename(join(directory, 'unpacked'), KEPT);
    return join(KEPT, 'usr/bin/promtool');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function reportFailure(error: unknown): undefined {
  process.stderr.write(`tests: no promtool (${error instanceof Error ? error.message : error})\n`);
}
