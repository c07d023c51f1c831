/** The job scripts of docker/, run with stand-ins for the programs that they call. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SEARCH_ATTRIBUTES } from '../../workflows/thread/search-attributes.ts';
import { readComposeFile } from '../support/docker/compose-file.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const file = readComposeFile(readFileSync(`${repository}/docker-compose.yml`, 'utf8'), {
  POSTGRES_PASSWORD: 'a',
  TEMPORAL_DB_PASSWORD: 'b',
  GOALKEEPER_DB_PASSWORD: 'c',
  OPENAI_API_KEY: 'd',
});
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-scripts-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A program of that name on the PATH: it notes its arguments and input, then does what `body` says. */
function standIn(program: string, body = ''): void {
  const path = join(directory, program);
  writeFileSync(path, `#!/bin/sh\necho "$*" >>"$CALLS"\n${body}\n`);
  chmodSync(path, 0o755);
}

interface Run {
  readonly exitCode: number;
  readonly stderr: string;
  readonly calls: readonly string[];
}

async function runScript(path: string, environment: Readonly<Record<string, string>>): Promise<Run> {
  const calls = join(directory, 'calls');
  writeFileSync(calls, '');
  const env = { ...environment, CALLS: calls, PATH: `${directory}:/usr/bin:/bin` };
  const { exitCode, stderr } = await new Promise<{ exitCode: number; stderr: string }>((resolve) => {
    execFile('/bin/sh', [join(repository, path)], { env }, (error, _, stderr) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code), stderr }),
    );
  });
  return { exitCode, stderr, calls: readFileSync(calls, 'utf8').split('\n').filter(Boolean) };
}

const namespaceScript = 'docker/setup-temporal-namespace.sh';
const namespaceEnvironment = { ...file.services['temporal-namespace']?.environment, DELAY_SECONDS: '0' };

test('namespace script: a cluster that has it → every search attribute of the code, with its type', async () => {
  standIn('temporal');
  const { exitCode, calls } = await runScript(namespaceScript, namespaceEnvironment);
  expect(exitCode).toBe(0);
  const created =
    calls.find((call) => call.startsWith('operator search-attribute create --namespace default')) ?? '';
  const pairs = [...created.matchAll(/--name (\w+) --type (\w+)/g)];
  expect(Object.fromEntries(pairs.map(([, name, type]) => [name, type?.toUpperCase()]))).toEqual(
    SEARCH_ATTRIBUTES,
  );
  expect(calls.filter((call) => call.startsWith('operator namespace create'))).toEqual([]);
  expect(calls).toContain('operator namespace update --namespace default --retention 720h');
});

test('namespace script: a new cluster that is not quite up → tries again, and creates the namespace', async () => {
  standIn(
    'temporal',
    `case "$2 $3" in
      "cluster health") test "$(grep -c health "$CALLS")" -ge 3 ;;
      "namespace describe") exit 1 ;;
    esac`,
  );
  const { exitCode, calls } = await runScript(namespaceScript, namespaceEnvironment);
  expect(exitCode).toBe(0);
  expect(calls.filter((call) => call === 'operator cluster health')).toHaveLength(3);
  expect(calls).toContain('operator namespace create --namespace default --retention 720h');
});

test('namespace script: attributes that are refused → fails with what the cluster said', async () => {
  standIn('temporal', `test "$2 $3" != "search-attribute create" || { echo "limit reached" >&2; exit 1; }`);
  const { exitCode, stderr } = await runScript(namespaceScript, { ...namespaceEnvironment, ATTEMPTS: '2' });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Given up after 2 attempts');
  expect(stderr).toContain('limit reached');
});

test('namespace script: no retention given → fails before anything is called', async () => {
  standIn('temporal');
  const { exitCode, calls } = await runScript(namespaceScript, {
    ...namespaceEnvironment,
    NAMESPACE_RETENTION: '',
  });
  expect(exitCode).not.toBe(0);
  expect(calls).toEqual([]);
});

test('schema script: run → sets up and updates exactly the databases that the Temporal server opens', async () => {
  standIn('temporal-sql-tool');
  const { exitCode, calls } = await runScript('docker/setup-temporal-schema.sh', {});
  const { DBNAME, VISIBILITY_DBNAME } = file.services.temporal?.environment ?? {};
  expect(exitCode).toBe(0);
  expect(calls).toEqual([
    `--database ${DBNAME} setup-schema --version 0.0`,
    `--database ${DBNAME} update-schema --schema-name postgresql/v12/temporal`,
    `--database ${VISIBILITY_DBNAME} setup-schema --version 0.0`,
    `--database ${VISIBILITY_DBNAME} update-schema --schema-name postgresql/v12/visibility`,
  ]);
});

test('schema script: a failing step → the job fails', async () => {
  standIn('temporal-sql-tool', `test "$3" != update-schema`);
  const { exitCode, calls } = await runScript('docker/setup-temporal-schema.sh', {});
  expect(exitCode).not.toBe(0);
  expect(calls).toHaveLength(2);
});

test('database script: run → the databases and roles that the services connect with, closed to everybody else', async () => {
  standIn('psql', `cat >>"$CALLS"`);
  const { exitCode, calls } = await runScript(
    'docker/create-databases.sh',
    file.services.postgres?.environment ?? {},
  );
  expect(exitCode).toBe(0);
  const journal = new URL(file.services.worker?.environment.DATABASE_URL ?? '');
  const temporal = file.services.temporal?.environment ?? {};
  const expected = [
    [journal.pathname.slice(1), journal.username],
    [temporal.DBNAME, temporal.POSTGRES_USER],
    [temporal.VISIBILITY_DBNAME, temporal.POSTGRES_USER],
  ];
  const sql = calls.join('\n');
  const created = [...sql.matchAll(/^create database (\w+) owner (\w+);$/gm)].map(([, name, owner]) => [
    name,
    owner,
  ]);
  expect(created.sort()).toEqual(expected.sort());
  const closed = [...sql.matchAll(/^revoke all on database (.+) from public;$/gm)].flatMap(([, names]) =>
    names?.split(', '),
  );
  expect(closed.sort()).toEqual(expected.map(([name]) => name).sort());
});

test('database script: a password that is missing → fails before anything is created', async () => {
  standIn('psql', `cat >>"$CALLS"`);
  const { exitCode, calls } = await runScript('docker/create-databases.sh', { TEMPORAL_DB_PASSWORD: 'b' });
  expect(exitCode).not.toBe(0);
  expect(calls).toEqual([]);
});
