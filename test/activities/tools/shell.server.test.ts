import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ToolOutput } from '../../../activities/tools/tool.ts';
import type { ToolBench } from '../../support/sandbox/tool-bench.ts';
import { openToolBench } from '../../support/sandbox/tool-bench.ts';

let bench: ToolBench;
beforeAll(async () => {
  bench = await openToolBench();
});
beforeEach(() => bench.renew());
afterAll(() => bench?.box.close());

const shell = (command: string, timeoutSeconds: number | null = null): Promise<ToolOutput> =>
  bench.call('shell', { command, timeoutSeconds });

describe('shell', () => {
  test('a failing command → exit code, duration, output as written', async () => {
    const { ok, output } = await shell('echo out; echo err >&2; exit 3');
    expect(ok).toBe(false);
    expect(output).toMatch(/^exit code 3, \d+\.\d\d s\nout\nerr\n$/);
  });

  test.each([
    'cd . && apply_patch <<EOF\nx\nEOF',
    'env apply_patch x',
    'env apply_patch x | cat; true',
    'xargs apply_patch < /dev/null',
    '/usr/bin/apply_patch x; true',
    'apply-patch x',
    'timeout 5 apply_patch x',
    'sudo apply_patch x',
  ])('%j → told that apply_patch is a tool', async (command) => {
    const { output } = await bench.call('shell', { command });
    expect(output).toContain('apply_patch is a tool of its own');
  });

  test('a file or a program of that name → nothing is said of the tool', async () => {
    const command = 'cat apply_patch; apply_patch() { false; }; apply_patch';
    expect((await bench.call('shell', { command })).output).not.toContain('a tool of its own');
  });

  test('a workspace that is read-only → reading works; writing fails, and is told why', async () => {
    bench.put('file', 'text\n');
    const call = (command: string) => bench.call('shell', { command }, { isReadOnly: true });
    expect(await call('cat file && echo x >/tmp/note && echo x >~/note')).toMatchObject({ ok: true });
    const { ok, output } = await call('echo x >file');
    expect([ok, output]).toEqual([
      false,
      expect.stringMatching(/Read-only file system\n[\s\S]*plan mode: \/workspace is read-only/),
    ]);
    expect(bench.text('file')).toBe('text\n');
  });

  test('a workspace that is to be read-only, without a sandbox → nothing runs', async () => {
    const sandbox = { ...bench.box.sandbox, isUnconfined: true as const };
    const { output } = await bench.call('shell', { command: 'ls' }, { isReadOnly: true, sandbox });
    expect(output).toMatch(/^Not run: /);
  });

  test('no output → said so', async () => {
    expect((await shell('true')).output).toMatch(/^exit code 0, .* s\n\(no output\)$/);
  });

  test('a timeout → named, with the output so far; a shell may add that it was asked to end', async () => {
    expect((await shell('echo started; sleep 60', 1)).output).toMatch(
      /^killed after its timeout of 1 s\nstarted\n(Terminated\n)?$/,
    );
  });

  test.each([
    ['50 KB', 'seq 1 10000', 48894],
    ['200 MB', 'yes 0123456 | head -c 200000000', 64 * 1024 * 1024],
  ])(
    '%s of output → at most 16 KiB, whole lines of head and tail, the cut in bytes',
    async (_name, command, atLeast) => {
      const { output } = await shell(command);
      expect(Buffer.byteLength(output)).toBeLessThanOrEqual(16_384);
      expect(Buffer.byteLength(output)).toBeGreaterThan(15_000);
      const [, total = ''] = /, (\d+) bytes of output\n/.exec(output) ?? [];
      expect(Number(total)).toBeGreaterThanOrEqual(atLeast);
      expect(output).toMatch(/\n\[\.\.\. \d+ bytes cut; head and tail are kept \.\.\.\]\n/);
    },
  );

  test('a timeout → the command and what it started are asked to end first', async () => {
    const command =
      "(trap 'echo child; exit' TERM; sleep 30 & wait) & trap 'echo bye; exit' TERM; wait; wait";
    const { output } = await bench.call('shell', { command, timeoutSeconds: 0.5 });
    expect(output).toMatch(/^killed after its timeout of 0\.5 s\n/);
    expect(output.split('\n').toSorted()).toEqual(expect.arrayContaining(['bye', 'child']));
  });

  test('a timeout of a command that does not end when asked → killed', async () => {
    const command = "trap '' TERM; echo on; while :; do sleep 0.2; done";
    const { output } = await bench.call('shell', { command, timeoutSeconds: 0.5 });
    expect(output).toMatch(/^killed after its timeout of 0\.5 s\non/);
  });

  test('a cancelled turn → said, not thrown', async () => {
    const answer = await bench.call('shell', { command: 'true' }, { signal: AbortSignal.abort() });
    expect(answer).toEqual({
      ...{ ok: false, endedBy: 'cancel', exitCode: null },
      output: expect.stringContaining('it was stopped'),
    });
  });
});
