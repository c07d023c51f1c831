/** The sandbox as seen from the process that the service is. */
import type { SpawnOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, cpSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestSandbox } from '../../support/sandbox/sandbox.ts';
import { openTestSandbox } from '../../support/sandbox/sandbox.ts';

let box: TestSandbox;
let workspace: string;
beforeAll(async () => {
  box = await openTestSandbox();
  workspace = box.makeWorkspace();
});
afterAll(() => box?.close());

/** Runs a worker in miniature as a process of its own and gives what its command printed. */
async function runWorker(program: string, script: string, options: SpawnOptions): Promise<string> {
  const input = JSON.stringify({ bwrapPath: box.bwrapPath, workspace, script });
  const worker = spawn(box.nodePath, [program, input], { ...options, env: { PATH: '/usr/bin:/bin' } });
  let printed = '';
  worker.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  await once(worker, 'close');
  return JSON.parse(printed).output;
}

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAM = 'test/support/sandbox/sandboxed-program.ts';

// The descriptor has a high number: Node itself closes only the unbroken row of low ones to its children.
test('sandbox: the service was started with an open file → its commands cannot read from it', async () => {
  const secret = join(box.makeWorkspace(), 'secret');
  writeFileSync(secret, 'canary', { mode: 0o644 });
  const fd = openSync(secret, 'r');
  const stdio = [
    'ignore',
    'pipe',
    'inherit',
    ...new Array<'ignore'>(37).fill('ignore'),
    fd,
  ] satisfies SpawnOptions['stdio'];
  const script = 'readlink /proc/self/fd/40; cat <&40';
  const output = await runWorker(join(repository, PROGRAM), script, { stdio });
  closeSync(fd);
  expect(output).toBe('/dev/null\n');
});

test('sandbox: the service as an ordinary user → the same posture, without root to drop from', async () => {
  const ordinary = 4242;
  const isRoot = process.getuid?.() === 0;
  const home = box.makeWorkspace();
  // Copied, because a checkout may lie where other users cannot look.
  for (const part of ['objects', 'spawner', 'activities/sandbox', 'tree'])
    cpSync(join(repository, part), join(home, part), { recursive: true });
  mkdirSync(join(home, 'test/support'), { recursive: true });
  cpSync(join(repository, PROGRAM), join(home, PROGRAM));
  writeFileSync(join(home, 'package.json'), '{"type":"module"}');
  if (isRoot) for (const path of [home, workspace]) chownSync(path, ordinary, ordinary);
  const script =
    'id -u; grep -E "CapEff|NoNewPrivs|Seccomp:" /proc/self/status | tr "\\t\\n" "  "; touch here; ls';
  const output = await runWorker(join(home, PROGRAM), script, {
    cwd: home,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(isRoot ? { uid: ordinary, gid: ordinary } : {}),
  });
  const uid = isRoot ? ordinary : box.uid;
  expect(output).toBe(`${uid}\nCapEff: 0000000000000000 NoNewPrivs: 1 Seccomp: 2 here\n`);
});
