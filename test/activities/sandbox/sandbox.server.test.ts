import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readHostLayout } from '../../../activities/sandbox/bubblewrap/host-layout.ts';
import type { CommandResult, SandboxedCommand } from '../../../activities/sandbox/sandbox.ts';
import type { TestSandbox } from '../../support/sandbox/sandbox.ts';
import { openTestSandbox } from '../../support/sandbox/sandbox.ts';

let box: TestSandbox;
let workspace: string;
beforeAll(async () => {
  box = await openTestSandbox();
});
beforeEach(() => {
  workspace = box.makeWorkspace();
});
afterAll(() => box?.close());

const bash = (command: string, rest: Partial<SandboxedCommand> = {}): Promise<CommandResult> =>
  box.sandbox.run({ workspace, argv: ['/bin/bash', '-c', command], timeoutMs: 60_000, ...rest });

describe('sandbox output', () => {
  test('stdout and stderr by turns → one text in the order written', async () => {
    const { output } = await bash('for i in 1 2 3 4 5; do echo out $i; echo err $i >&2; done');
    expect(output).toBe([1, 2, 3, 4, 5].map((i) => `out ${i}\nerr ${i}\n`).join(''));
  });

  test('/dev/stdout and /dev/stderr opened by name → as in a terminal', async () => {
    const result = await bash(
      'echo a > /dev/stderr; echo b | tee /dev/stderr >/dev/null; echo c > /dev/stdout',
    );
    expect([result.exitCode, result.output]).toEqual([0, 'a\nb\nc\n']);
  });

  test('stderr kept apart → output and its bytes hold stdout alone', async () => {
    const result = await bash("printf 'a\\0\\377'; echo err >&2", { separateStderr: true });
    expect(Buffer.from(result.outputBytes)).toEqual(Buffer.from([0x61, 0, 0xff]));
    expect([result.output, result.stderr]).toEqual(['a??', 'err\n']);
  });

  test('200 MB written → goes on to its end, its exit code known, head and tail kept, all bytes counted', async () => {
    const result = await bash('head -c 200000000 /dev/zero; echo END; exit 3', { maxOutputBytes: 4096 });
    expect([result.endedBy, result.exitCode]).toEqual(['exit', 3]);
    expect(result.totalBytes).toBe(200_000_004);
    expect(result.output).toContain('bytes cut; head and tail are kept');
    expect(result.output.endsWith('END\n')).toBe(true);
    expect(Buffer.byteLength(result.output)).toBeLessThanOrEqual(4096);
    expect(result.outputSha256).toBe(
      createHash('sha256').update(Buffer.alloc(200_000_000)).update('END\n').digest('hex'),
    );
  });

  test('input larger than any pipe → arrives whole, also at a command that reads none of it', async () => {
    const stdin = Buffer.alloc(3_000_000, 'x');
    expect((await bash('wc -c', { stdin })).output.trim()).toBe('3000000');
    expect((await bash('exit 4', { stdin })).exitCode).toBe(4);
    expect((await bash('cat')).output).toBe('');
  });

  test('twenty commands at once → each has its own output', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => bash(`echo ${i}; echo ${i} >&2`)));
    expect(results.map(({ output }) => output)).toEqual(Array.from({ length: 20 }, (_, i) => `${i}\n${i}\n`));
  });
});

describe('sandbox ends', () => {
  test.each([
    ['exit 0', 0],
    ['exit 42', 42],
    ['kill -9 $$', 137],
    ['no-such-command', 127],
  ])('%s → exit code %i', async (command, exitCode) => {
    expect(await bash(command)).toMatchObject({ endedBy: 'exit', exitCode });
  });

  test('a program that is not there → exit code 127 and its name', async () => {
    const result = await box.sandbox.run({ workspace, argv: ['no-such-program'], timeoutMs: 60_000 });
    expect([result.exitCode, result.output]).toEqual([127, expect.stringContaining('no-such-program')]);
  });

  test('a signal aborted beforehand → cancelled, nothing ran', async () => {
    const result = await bash('touch ran', { signal: AbortSignal.abort() });
    expect(result.endedBy).toBe('cancel');
    expect((await bash('ls')).output).toBe('');
  });

  test.each([
    ['a workspace that does not exist', { workspace: '/nowhere/at/all' }, /nowhere/],
    ['a NUL in an argument', { argv: ['echo', 'a\0b'] }, /null bytes/],
    ['an argument larger than the kernel takes', { argv: ['echo', 'x'.repeat(200_000)] }, /E2BIG|too long/],
  ])('%s → failed to start, with the reason', async (_name, rest, reason) => {
    const result = await bash('true', rest);
    expect([result.endedBy, result.exitCode]).toEqual(['failedToStart', null]);
    expect(result.reason).toMatch(reason);
  });

  test('a thousand descriptors later → none has leaked', async () => {
    const open = async (): Promise<number> => (await import('node:fs')).readdirSync('/proc/self/fd').length;
    await bash('true');
    const before = await open();
    for (let i = 0; i < 10; i += 1)
      await bash('true', { separateStderr: true, ...(i % 2 ? { workspace: '/nowhere' } : {}) });
    // One more nameless pipe may be in the pool, for stderr.
    expect(await open()).toBeLessThanOrEqual(before + 1);
  });
});

describe('sandbox view', () => {
  test('the root, /etc and the processes → only what the policy names', async () => {
    const { output } = await bash(
      'ls -A / | tr "\\n" " "; echo; ls -A /etc /home /root /var /run 2>/dev/null | tr "\\n" " "; echo; ps -e -o comm= 2>/dev/null || true',
    );
    const [root = '', etc = '', ...processes] = output.trim().split('\n');
    const allowed = [
      'bin',
      'dev',
      'etc',
      'home',
      'lib',
      'lib32',
      'lib64',
      'libx32',
      'opt',
      'proc',
      'sbin',
      'tmp',
      'usr',
      'workspace',
    ];
    expect(
      root
        .trim()
        .split(' ')
        .filter((name) => !allowed.includes(name)),
    ).toEqual([]);
    const names = /^\/etc: (.*) \/home: goalkeeper *$/.exec(etc)?.[1]?.trim().split(' ') ?? [];
    // Two are always there: who commands run as, and by which name the machine is known.
    expect(names).toEqual(expect.arrayContaining(['passwd', 'hosts']));
    const harmless = /^(group|hosts|nsswitch\.conf|passwd|ssl|java[\w-]*)$/;
    const named = readHostLayout().etcPaths.map((path) => path.split('/')[2]);
    expect(names.filter((name) => !harmless.test(name) && !named.includes(name))).toEqual([]);
    for (const secret of ['shadow', 'sudoers', 'ssh', 'machine-id', 'krb5.keytab'])
      expect(names).not.toContain(secret);
    expect(processes.filter((name) => !['sh', 'bash', 'ps'].includes(name))).toEqual([]);
  });

  test('awk, git identity, localhost, a shared memory file → work', async () => {
    const result = await bash(
      'awk "BEGIN { print 1 }" && whoami && getent hosts localhost >/dev/null && echo x > /dev/shm/x && echo ok',
    );
    expect(result.output).toBe('1\ngoalkeeper\nok\n');
  });

  test('node with threads, WebAssembly, a server and fetch → runs', async () => {
    writeFileSync(
      join(workspace, 'program.mjs'),
      `import { createServer } from 'node:http';
       import { Worker } from 'node:worker_threads';
       new WebAssembly.Memory({ initial: 1, maximum: 65536 });
       new WebAssembly.Memory({ initial: 1, maximum: 65536 });
       const server = createServer((_, reply) => reply.end('served'));
       await new Promise((resolve) => server.listen(0, 'localhost', resolve));
       const reply = await fetch('http://localhost:' + server.address().port);
       await Promise.all([1, 2, 3, 4].map(() => new Promise((done) => new Worker('', { eval: true }).on('exit', done))));
       console.log(await reply.text());
       server.close();`,
    );
    chmodSync(join(workspace, 'program.mjs'), 0o644);
    expect((await bash('node program.mjs')).output).toBe('served\n');
  });

  test("node → the machine's own; the service's where there is none, as by its path", async () => {
    const { output } = await bash('command -v node; last=$(sed "s/.*://" <<<"$PATH"); $last/node -v');
    const [path, version] = output.split('\n');
    expect(path).toBe(
      ['/usr/local/bin/node', '/usr/bin/node'].find((each) => existsSync(each)) ?? '/opt/goalkeeper/bin/node',
    );
    expect(version).toBe(process.version);
  });

  test('a directory of the operator and variables → found first; the fixed ones stay', async () => {
    const own = await openTestSandbox({}, [], { first: ['/workspace/bin'], env: { CI: '1' } });
    try {
      mkdirSync(join(workspace, 'bin'));
      writeFileSync(join(workspace, 'bin/git'), '#!/bin/sh\necho mine $CI', { mode: 0o755 });
      chmodSync(join(workspace, 'bin/git'), 0o755);
      const argv = ['/bin/bash', '-c', 'git; echo $HOME'];
      const { output } = await own.sandbox.run({ workspace, argv, timeoutMs: 60_000 });
      expect(output).toBe('mine 1\n/home/goalkeeper\n');
    } finally {
      own.close();
    }
  });

  test('a commit without an identity → has one; that of the repository counts', async () => {
    const commit = 'git commit -q --allow-empty -m x && git log -1 --format="%an <%ae>"';
    const own = 'git config user.name Ada && git config user.email ada@x.org';
    const { output } = await bash(`git init -q . && ${commit} && ${own} && ${commit}`);
    expect(output).toBe('Goalkeeper <goalkeeper@localhost>\nAda <ada@x.org>\n');
  });

  test('a read-only workspace → can be read and not written', async () => {
    await bash('echo kept > file');
    expect((await bash('cat file; echo x > file', { readOnlyWorkspace: true })).output).toMatch(
      /^kept\n.*Read-only/s,
    );
    expect(readFileSync(join(workspace, 'file'), 'utf8')).toBe('kept\n');
  });

  test('an added read-only path → visible in its place', async () => {
    const shared = box.makeWorkspace();
    writeFileSync(join(shared, 'fact'), 'known');
    chmodSync(join(shared, 'fact'), 0o644);
    const wide = await openTestSandbox({}, [shared]);
    const argv = ['/bin/sh', '-c', `cat ${shared}/fact; echo x > ${shared}/fact`];
    const result = await wide.sandbox.run({ workspace, argv, timeoutMs: 60_000 });
    wide.close();
    expect(result.output).toMatch(/^known.*Read-only/s);
  });

  test('added variables → beside the fixed environment', async () => {
    expect((await bash('echo $CHECK $HOME', { env: { CHECK: 'a b' } })).output).toBe(
      'a b /home/goalkeeper\n',
    );
  });
});
