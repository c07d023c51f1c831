import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sandboxIdentity } from '../../../activities/sandbox/identity.ts';
import type { CommandResult, SandboxedCommand } from '../../../activities/sandbox/sandbox.ts';
import { createUnsandboxed } from '../../../activities/sandbox/unsandboxed.ts';
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

const bash = (command: string, rest: Partial<SandboxedCommand> = {}): Promise<CommandResult> =>
  box.sandbox.run({ workspace, argv: ['/bin/bash', '-c', command], timeoutMs: 120_000, ...rest });
const put = (path: string, text: string): void => writeFileSync(join(workspace, path), text, { mode: 0o644 });

describe('sandbox: HOME', () => {
  test('none given → empty, outside of the workspace, and gone afterwards', async () => {
    const look = 'ls -A ~; cd; pwd; getent passwd goalkeeper | cut -d: -f6; echo x >.bashrc && mkdir .config';
    for (let time = 0; time < 2; time += 1)
      expect((await bash(look)).output).toBe('/home/goalkeeper\n/home/goalkeeper\n');
    expect(readdirSync(workspace)).toEqual([]);
  });

  test('one of the host given → kept between commands', async () => {
    const home = box.makeWorkspace();
    await bash('echo kept >~/note', { home });
    expect((await bash('cat ~/note', { home })).output).toBe('kept\n');
    expect([readdirSync(workspace), readdirSync(home)]).toEqual([[], ['note']]);
  });

  test('npm, Python and its tests → leave nothing in the workspace', async () => {
    put('package.json', '{"name":"x","version":"1.0.0","scripts":{"test":"node --version"}}');
    put('thing.py', 'value = 1\n');
    put(
      'test_thing.py',
      'import thing, unittest\nclass T(unittest.TestCase):\n  def test(self): assert thing.value\n',
    );
    const before = readdirSync(workspace);
    const { output, exitCode } = await bash(
      'python3 -m unittest -q && (npm test || ! command -v npm); ls ~/.cache',
    );
    expect([exitCode, output]).toEqual([0, expect.stringMatching(/python/)]);
    expect(readdirSync(workspace)).toEqual(before);
  });

  test('without a sandbox → a HOME all the same, and gone afterwards', async () => {
    const open = createUnsandboxed(sandboxIdentity(), box.nodePath);
    const script = join(box.makeWorkspace(), 'script');
    writeFileSync(script, 'echo "$HOME"; echo x >~/file; echo "p95: 1" >&$GOALKEEPER_METRIC_FD; ls ~');
    chmodSync(script, 0o644);
    const result = await open.run({
      workspace,
      argv: ['/bin/sh', '/inside/script'],
      timeoutMs: 60_000,
      wantsChannel: true,
      readOnlyBinds: { '/inside': join(script, '..') },
    });
    const [home = '', ...listed] = result.output.trim().split('\n');
    expect([listed, result.channel, result.leftProcesses]).toEqual([['file'], 'p95: 1\n', undefined]);
    expect(home.startsWith(workspace)).toBe(false);
    expect(() => readdirSync(home)).toThrow('ENOENT');
  });
});

describe('sandbox: read-only mounts', () => {
  test('single entries, one of them not UTF-8 → cannot be written, moved or removed; the rest can', async () => {
    await bash("mkdir -p t/cases; echo 1 >t/cases/a; echo 2 >t/run; echo 3 >$'t/\\xff'; chmod 777 t t/cases");
    const readOnlyEntries = ['t/run', 't/cases', 't/\xff'];
    const { output } = await bash(
      `for f in t/run t/cases/a t/cases/new $'t/\\xff'; do (echo changed >$f) 2>/dev/null && echo "written $f"; done
       rm -rf t/run t/cases/a 2>/dev/null; mv t/run t/other 2>/dev/null; mv t u 2>/dev/null; echo x >t/free
       cat t/run t/cases/a $'t/\\xff' t/free`,
      { readOnlyEntries },
    );
    expect(output).toBe('2\n1\n3\nx\n');
  });

  test('five hundred entries → all mounted', async () => {
    mkdirSync(join(workspace, 'many'));
    const names = Array.from({ length: 500 }, (_, index) => `many/${'n'.repeat(100)}${index}`);
    for (const name of names) put(name, 'kept');
    const { output } = await bash(
      'cd many; for f in *; do echo x 2>/dev/null >$f && echo $f; done; cat * | wc -c',
      {
        readOnlyEntries: names,
      },
    );
    expect(output.split('\n').at(-2)).toBe('2000');
  });

  test('a link, and what lies behind one → not mounted, so that nothing of the host is', async () => {
    symlinkSync('../../../../../../etc', join(workspace, 'out'));
    symlinkSync('../../../../../../etc/shadow', join(workspace, 'file'));
    const result = await bash('cat out/shadow file; echo', {
      readOnlyEntries: ['out', 'file', 'out/shadow'],
    });
    expect(result.output).toMatch(/^cat: out\/shadow: No such.*\ncat: file: No such.*\n\n$/);
  });

  test('an entry that is not there → not started, with the reason', async () => {
    const result = await bash('true', { readOnlyEntries: ['nothing'] });
    expect([result.endedBy, result.reason]).toEqual(['failedToStart', expect.stringContaining('nothing')]);
  });

  test('a file that the service brings along → visible where it was said, read-only', async () => {
    const tools = box.makeWorkspace();
    writeFileSync(join(tools, 'fact'), 'known\n', { mode: 0o644 });
    chmodSync(tools, 0o755);
    const result = await bash('cat /opt/tools/fact; echo x >/opt/tools/fact', {
      readOnlyBinds: { '/opt/tools': tools },
    });
    expect(result.output).toMatch(/^known\n.*Read-only/s);
  });
});
