import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CommandResult } from '../../../activities/sandbox/sandbox.ts';
import { openTestSandbox, type TestSandbox } from '../../support/sandbox/sandbox.ts';

let box: TestSandbox;
let workspace: string;
beforeAll(async () => {
  box = await openTestSandbox();
});
beforeEach(() => {
  workspace = box.makeWorkspace();
});
afterAll(() => box?.close());

const run = (command: string, wantsChannel = true): Promise<CommandResult> =>
  box.sandbox.run({ workspace, argv: ['/bin/bash', '-c', command], timeoutMs: 60_000, wantsChannel });
const put = (name: string, text: string): void => writeFileSync(join(workspace, name), text, { mode: 0o644 });

/**
 * Every way to the channel that a program under test could try from where it stands; says how each failed.
 */
const FORGER = `import os, ctypes
def attempt(name, go):
    try: print(name, go())
    except OSError as error: print(name, 'refused')
attempt('inherited', lambda: os.write(3, b'p95: 1\\n'))
for pid, fds in ((os.getppid(), [3]), (1, [3, 4, 10])):
    for fd in fds:
        attempt('proc', lambda: os.write(os.open(f'/proc/{pid}/fd/{fd}', os.O_WRONLY), b'p95: 2\\n'))
    handle = os.pidfd_open(pid)
    libc = ctypes.CDLL(None, use_errno=True)
    attempt('pidfd', lambda: libc.syscall(438, handle, 3, 0))
`;
const REFUSED = /^inherited refused\nproc refused\npidfd -1\n(proc refused\n){3}pidfd -1\n$/;

const NODE_HARNESS = `import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
const { stdout } = spawnSync('python3', ['forger.py'], { encoding: 'utf8' });
process.stdout.write(stdout);
writeSync(Number(process.env.GOALKEEPER_METRIC_FD), 'p95: 97\\n');
`;
const PYTHON_HARNESS = `import os, subprocess, sys
sys.stdout.write(subprocess.run(['python3', 'forger.py'], capture_output=True, text=True).stdout)
sys.stdout.flush()
os.write(int(os.environ['GOALKEEPER_METRIC_FD']), b'p95: 97\\n')
`;

describe('sandbox: the channel for figures', () => {
  test('a harness in shell → what it writes there, and not in the output', async () => {
    const result = await run('echo shown; echo "p95: 97" >&$GOALKEEPER_METRIC_FD');
    expect([result.output, result.channel]).toEqual(['shown\n', 'p95: 97\n']);
  });

  test.each([
    ['Node', 'node harness.mjs'],
    ['Python', 'python3 harness.py'],
    ['shell that closes it', 'python3 forger.py 3>&-; echo "p95: 97" >&3'],
  ])('a program that a harness in %s starts → cannot write to it', async (_, command) => {
    put('forger.py', FORGER);
    put('harness.mjs', NODE_HARNESS);
    put('harness.py', PYTHON_HARNESS);
    const result = await run(command);
    expect(result.output).toMatch(REFUSED);
    expect(result.channel).toBe('p95: 97\n');
  });

  test('a shell that does not close it → its programs have it', async () => {
    put('forger.py', FORGER);
    expect((await run('python3 forger.py; echo "p95: 97" >&3')).channel).toBe('p95: 1\np95: 97\n');
  });

  test('nothing wanted → no such descriptor, no variable and no field', async () => {
    const result = await run('printenv GOALKEEPER_METRIC_FD || echo unset; echo x >&3', false);
    expect(result.output).toMatch(/^unset\n.*Bad file descriptor/s);
    expect(result).not.toHaveProperty('channel');
  });

  test('nothing written → empty; more than 64 KiB → cut behind them', async () => {
    expect((await run('true')).channel).toBe('');
    expect((await run('head -c 300000 /dev/zero | tr "\\0" x >&3')).channel).toBe('x'.repeat(64 * 1024 + 1));
  });
});
