import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { findTemporalCli } from '../../embedded/binaries/system-parts.ts';
import { type DevServer, type DevServerOptions, startDevServer } from '../../embedded/dev-server.ts';
import { freePorts, isPortFree } from '../../embedded/free-ports.ts';
import { isServing } from '../../server/temporal/is-serving.ts';

const run = promisify(execFile);
let cliPath: string;
let directory: string;
let dbFile: string;
const running: DevServer[] = [];

beforeAll(async () => {
  cliPath = await findTemporalCli();
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-dev-server-'));
  dbFile = join(directory, 'temporal.db');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  rmSync(directory, { recursive: true, force: true });
});

async function start(options: Omit<DevServerOptions, 'cliPath'> = {}): Promise<DevServer> {
  const server = await startDevServer({ cliPath, dbFile, headless: true, ...options });
  running.push(server);
  return server;
}
const temporal = async (server: { address: string }, ...args: string[]): Promise<string> =>
  (await run(cliPath, [...args, '--address', server.address])).stdout;
const startWorkflow = (server: { address: string }, id: string): Promise<string> =>
  temporal(server, 'workflow', 'start', '--type', 'nobody', '--task-queue', 'none', '--workflow-id', id);
const describeWorkflow = (server: { address: string }, id: string): Promise<string> =>
  temporal(server, 'workflow', 'describe', '--workflow-id', id, '-o', 'json');

test('dev server: start → serves with web UI, search attributes and 30 days of retention; stop → gone', async () => {
  const server = await start({ headless: false });
  expect(await isServing(server.address)).toBe(true);
  expect((await fetch(server.uiUrl ?? '')).status).toBe(200);
  const { customAttributes } = JSON.parse(
    await temporal(server, 'operator', 'search-attribute', 'list', '-o', 'json'),
  );
  expect(customAttributes).toEqual({
    GoalStatus: 'INDEXED_VALUE_TYPE_KEYWORD',
    GoalPhase: 'INDEXED_VALUE_TYPE_KEYWORD',
    TenantId: 'INDEXED_VALUE_TYPE_KEYWORD',
    TokensUsed: 'INDEXED_VALUE_TYPE_INT',
    GoalObjective: 'INDEXED_VALUE_TYPE_TEXT',
  });
  expect(await temporal(server, 'operator', 'namespace', 'describe', '-n', 'default')).toContain('720h');
  await server.stop();
  expect(await server.exited).toEqual({ code: 0, wanted: true });
  expect(await isServing(server.address)).toBe(false);
});

test('dev server: a second start on the same file → the workflow of the first is there', async () => {
  const first = await start();
  await startWorkflow(first, 'kept');
  await first.stop();
  expect(await describeWorkflow(await start(), 'kept')).toContain('WORKFLOW_EXECUTION_STATUS_RUNNING');
});

test('dev server: another namespace → created and prepared, also when it exists already', async () => {
  const listed = async (server: DevServer): Promise<string> =>
    temporal(server, 'operator', 'search-attribute', 'list', '-n', 'goals');
  const first = await start({ namespace: 'goals' });
  expect(await listed(first)).toMatch(/GoalStatus +Keyword/);
  await first.stop();
  expect(await listed(await start({ namespace: 'goals' }))).toMatch(/GoalStatus +Keyword/);
});

test('dev server: without a file → in memory, nothing left behind', async () => {
  const server = await startDevServer({ cliPath, headless: true });
  expect(await isServing(server.address)).toBe(true);
  await server.stop();
  expect(() => readFileSync(server.logFile)).toThrow('ENOENT');
});

test('dev server: parent killed by SIGKILL → server gone, port free; a start on the same file works at once', async () => {
  const [port = 0] = await freePorts(1);
  const script = new URL('./dev-server-parent.ts', import.meta.url).pathname;
  const parent = spawn(process.execPath, [script, cliPath, dbFile, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: parent.stdout }), 'line');
  const orphan: { address: string; pid: number } = JSON.parse(line);
  await startWorkflow(orphan, 'survives');

  parent.kill('SIGKILL');
  const next = await start();

  expect(() => process.kill(orphan.pid, 0)).toThrow('ESRCH');
  expect(await isPortFree(port)).toBe(true);
  expect(await describeWorkflow(next, 'survives')).toContain('WORKFLOW_EXECUTION_STATUS_RUNNING');
});

test('dev server: killed from outside → exited says that nobody asked for it', async () => {
  const server = await start();
  process.kill(server.pid, 'SIGKILL');
  expect(await server.exited).toEqual({ code: 137, wanted: false });
});

test('dev server: port taken → an error that names the port and the way out, and no process', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const address = blocker.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(start({ port })).rejects.toMatchObject({
    name: 'DevServerError',
    reason: 'portTaken',
    message: expect.stringMatching(
      new RegExp(`^Port ${port} .* is taken .*Choose another one, or none to get a free one`),
    ),
  });
  await expect(start({ headless: false, uiPort: port })).rejects.toMatchObject({ reason: 'portTaken' });
  blocker.close();
});

test('dev server: bad arguments → the tail of the log is in the error', async () => {
  await expect(start({ extraArgs: ['--no-such-flag'] })).rejects.toThrow(/ended with code 1 .*no-such-flag/s);
});

test('dev server: TEMPORAL_ variables of another cluster → not used', async () => {
  process.env.TEMPORAL_API_KEY = 'for another server';
  try {
    expect(await isServing((await start()).address)).toBe(true);
  } finally {
    delete process.env.TEMPORAL_API_KEY;
  }
});
