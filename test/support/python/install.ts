/** Packages of Python, in the versions of a list, in a folder of the cache. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirectory } from '../../../settings/cache-directory.ts';

const run = promisify(execFile);

/** The folder for `PYTHONPATH`; it is filled once, by the machine's own pip. The list names all of them. */
export async function installPythonPackages(name: string, requirements: string): Promise<string> {
  const { stdout } = await run('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
  const versions = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const root = cacheDirectory();
  const directory = join(root, `${name}-${versions}-python${stdout.trim()}`);
  if (existsSync(directory)) return directory;
  const draft = await mkdtemp(join(root, `${name}-`));
  try {
    await run('python3', [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps'],
      ...['--only-binary', ':all:', '--target', draft, '--requirement', requirements],
    ]);
    await rename(draft, directory);
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(directory)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return directory;
}
