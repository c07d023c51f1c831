/**
 * A stranger's integration by clients that are generated from `/openapi.json`: a key, own files, a goal,
 * signed events, the work, its report, what it cost, and no trace of it at the end.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePorts } from '../../../embedded/free-ports.ts';
import { type ModelServer, startModelServer } from '../../../scripted-model/model-server.ts';
import { type ClientProject, createClientProject } from '../../support/client/client-project.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import { createPythonClient, type PythonClient } from '../../support/python-client/python-client.ts';
import { removeDirectory, type Service, startService } from '../../support/service/service-process.ts';
import { tarOf } from '../../support/workspace/archives.ts';
import { TYPESCRIPT_PROGRAM } from './typescript-program.ts';

const PYTHON_PROGRAM = join(import.meta.dirname, 'whole-integration.py');

const FILES = [
  { name: 'notes/a.txt', content: 'nothing\nis\n' },
  { name: 'notes/gone.txt', content: 'old\n' },
  { name: 'data.bin', content: Buffer.from([0, 1, 2, 255]) },
  { name: 'run.sh', content: '#!/bin/sh\n', mode: 0o755 },
];
const WORK = [
  "echo ready >> notes/a.txt && rm notes/gone.txt && printf '\\377\\000' >> data.bin",
  'mkdir -p more && echo été > "more/with space é.txt"',
];

const SEEN = {
  // The folder counts.
  files: FILES.length + 1,
  statuses: ['complete', 'complete'],
  sameGoal: true,
  report: 'complete',
  checks: ['ready'],
  changes: ['set', 'baseline', 'completed'],
  note: 'nothing\nis\nready\n',
  modelCalls: true,
  purged: 204,
  missing: 'notFound',
};

let model: ModelServer;
let service: Service;
let directory: string;
let ports: readonly number[];
let document: object;
let adminKey: string;
let typescript: ClientProject;
let python: PythonClient;

beforeAll(async () => {
  const script = inOrder([shell(WORK.join(' && ')), claim], say('Done.'));
  model = await startModelServer({ keepRequests: 1, respond: script });
  directory = await mkdtemp(join(tmpdir(), 'whole-integration-'));
  await writeFile(join(directory, 'begin.tar'), await tarOf(FILES));
  ports = await freePorts(2);
  service = await startService({
    modelUrl: model.baseUrl,
    env: { AUTH: 'keys', WEBHOOK_ALLOWED_HOSTS: ports.map((port) => `127.0.0.1:${port}`).join(',') },
  });
  adminKey = (await readFile(join(service.dataDirectory, 'admin-key'), 'utf8')).trim();
  document = (await service.api.call('GET', '/openapi.json')).body;
  typescript = await createClientProject(document);
  python = await createPythonClient(document);
});
afterAll(async () => {
  await typescript?.remove();
  await python?.remove();
  await service?.stop();
  await model?.stop();
  if (service !== undefined) await removeDirectory(service.dataDirectory);
  await rm(directory, { recursive: true, force: true });
});

/** A folder with what the archive holds. */
async function unpacked(name: string, archive: string): Promise<string> {
  const folder = join(directory, name);
  await mkdir(folder, { recursive: true });
  execFileSync('tar', ['-xf', archive, '-C', folder]);
  return folder;
}

/** Nothing of it is different: names, contents, and who may run it. */
const difference = (one: string, other: string): string =>
  spawnSync('git', ['diff', '--no-index', one, other], { encoding: 'utf8' }).stdout;

async function integrate(
  name: string,
  port: number,
  run: (...args: readonly string[]) => Promise<string>,
): Promise<void> {
  const out = join(directory, name);
  await mkdir(out);
  const begin = join(directory, 'begin.tar');
  expect(JSON.parse(await run(service.api.url, adminKey, `${port}`, begin, out))).toEqual(SEEN);
  const applied = await unpacked(`${name}-applied`, begin);
  execFileSync('git', ['apply', join(out, 'work.patch')], { cwd: applied });
  const archive = await unpacked(`${name}-archive`, join(out, 'work.tar.gz'));
  expect(difference(applied, archive)).toBe('');
  expect(difference(await unpacked(`${name}-begin`, begin), archive)).toContain('+ready');
}

test('a client in TypeScript, generated from the document → compiles without a cast, and integrates the whole service', async () => {
  expect(TYPESCRIPT_PROGRAM).not.toMatch(/\bas (?!the\b)|\bany\b|@ts-|\bunknown\b/);
  expect(await typescript.compile(TYPESCRIPT_PROGRAM)).toEqual([]);
  await integrate('typescript', ports[0] ?? 0, (...args) => typescript.run(TYPESCRIPT_PROGRAM, ...args));
});

test('a client in Python, generated from the document → mypy finds nothing by its strict rules, and it integrates the whole service', async () => {
  const program = await readFile(PYTHON_PROGRAM, 'utf8');
  expect(program).not.toMatch(/\bcast\b|\bAny\b|type: ignore/);
  expect(await python.check(PYTHON_PROGRAM)).toEqual([]);
  await integrate('python', ports[1] ?? 0, (...args) => python.run(PYTHON_PROGRAM, ...args));
});

test('every operation of the document → is one of the client in Python', async () => {
  const { paths } = document as { paths: Record<string, Record<string, { operationId?: string }>> };
  const ids = Object.values(paths).flatMap((item) => Object.values(item).map((each) => each.operationId));
  const made = await python.operations();
  expect(ids.map((id) => snake(id ?? '')).filter((id) => !made.includes(id))).toEqual([]);
  // Its way to send bytes is one type for all.
  expect(python.warnings.filter((line) => !line.includes('/workspace within files'))).toEqual([]);
});

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

test.each([
  ['a field that no reply has', 'report.goal.status.value', 'report.goal.state.value'],
  ['a scope that there is not', 'CreateKeyBodyScopesItem.WRITE', 'CreateKeyBodyScopesItem.DELETE'],
  ['a contract with a field that is unknown', 'objective="Make', 'objektive="Make'],
])('a program in Python with %s → mypy refuses it', async (_, right, wrong) => {
  const program = await readFile(PYTHON_PROGRAM, 'utf8');
  expect(program).toContain(right);
  const file = join(directory, 'wrong.py');
  await writeFile(file, program.replace(right, wrong));
  expect(await python.check(file)).not.toEqual([]);
});
