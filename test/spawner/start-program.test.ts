import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProgramRequest } from '../../spawner/messages.ts';
import { ProgramFailed, runProgram } from '../../spawner/run-program.ts';
import { ProgramNotStarted, startProgram } from '../../spawner/start-program.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-spawner-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const sh = (script: string, more: Partial<ProgramRequest> = {}): ProgramRequest => ({
  file: '/bin/sh',
  args: ['-c', script],
  env: { PATH: process.env.PATH },
  slots: ['told', 'told'],
  ...more,
});

async function played(request: ProgramRequest) {
  const said: Record<number, string> = {};
  const program = await startProgram(request, (slot, chunk) => {
    said[slot] = (said[slot] ?? '') + chunk.toString('latin1');
  });
  return { ...(await program.ended), said, program };
}

describe('startProgram', () => {
  test('a program → its output by descriptor, its exit code, and a number of its own', async () => {
    const { said, exitCode, program } = await played(
      sh('echo $$; echo no >&2; echo more >&3; exit 7', {
        slots: ['told', 'told', 'told'],
      }),
    );
    expect({ said, exitCode }).toEqual({
      said: { 1: `${program.pid}\n`, 2: 'no\n', 3: 'more\n' },
      exitCode: 7,
    });
    expect(program.exitCode).toBe(7);
  });

  test('ended by a signal → the signal, and no code', async () => {
    const { exitCode, signal, program } = await played(sh('kill -9 $$'));
    expect({ exitCode, signal, kept: program.signalCode }).toEqual({
      exitCode: null,
      signal: 'SIGKILL',
      kept: 'SIGKILL',
    });
  });

  test('killed → ended by it', async () => {
    const program = await startProgram({ ...sh(''), file: 'sleep', args: ['60'] });
    program.kill();
    expect(await program.ended).toEqual({ exitCode: null, signal: 'SIGKILL' });
    program.kill();
  });

  test('all of a long input and output → whole and in order; who reads no input is not waited for', async () => {
    const stdin = Buffer.from(Array.from({ length: 400_000 }, (_, index) => `${index}\n`).join(''));
    expect((await played({ ...sh(''), file: 'cat', args: [], stdin })).said[1]).toBe(stdin.toString());
    expect((await played(sh('exit 3', { stdin }))).exitCode).toBe(3);
  });

  test('descriptors of this process → written by the program, and closed here once it has begun', async () => {
    const path = join(directory, 'written');
    const descriptor = openSync(path, 'w');
    const program = await startProgram(
      sh('echo here; echo there >&4', {
        slots: [{ descriptor, access: 'write' }, 'ignore', undefined, 'told'],
      }),
    );
    closeSync(descriptor);
    expect((await program.ended).exitCode).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('here\n');
  });

  test.each([
    ['a program that is missing', { file: 'no-such-program' }, 'ENOENT'],
    ['a working directory that is missing', { cwd: '/no/such/folder' }, 'ENOENT'],
    ['a zero byte in an argument', { args: ['a\0b'] }, 'ERR_INVALID_ARG_VALUE'],
    ['a descriptor that is closed', { slots: [{ descriptor: 987, access: 'read' }] }, 'ENOENT'],
  ] as const)('%s → not started, with the code', async (_, more, code) => {
    const started = startProgram({ ...sh('true'), ...more });
    await expect(started).rejects.toBeInstanceOf(ProgramNotStarted);
    await expect(started).rejects.toMatchObject({ code });
  });

  test('environment → what is given, and nothing of this process stands in that of the spawner', async () => {
    process.env.SECRET_OF_A_TEST = 'do not tell';
    try {
      const { said } = await played(sh('tr "\\0" "\\n" < /proc/$PPID/environ; env', { env: { A: 'b' } }));
      expect(said[1]).toContain('A=b');
      expect(said[1]).toContain('PATH=');
      expect(said[1]).not.toMatch(/SECRET_OF_A_TEST|HOME=/);
    } finally {
      delete process.env.SECRET_OF_A_TEST;
    }
  });

  test('a request to end that reaches all processes → the spawner stays, since its parent decides', async () => {
    const { exitCode } = await played(sh('kill -TERM $PPID; kill -INT $PPID; exit 4'));
    expect(exitCode).toBe(4);
  });

  test('the spawner is killed → running programs count as ended by a signal; the next one runs', async () => {
    const program = await startProgram(sh('sleep 0.5; kill -9 $PPID'));
    expect(await program.ended).toEqual({ exitCode: null, signal: 'SIGKILL' });
    expect((await played(sh('echo again'))).said).toEqual({ 1: 'again\n' });
  });

  test('many at once → each gets its own', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => played(sh(`echo ${index}; exit ${index}`))),
    );
    expect(all.map(({ said, exitCode }) => `${said[1]?.trim()} ${exitCode}`)).toEqual(
      Array.from({ length: 20 }, (_, index) => `${index} ${index}`),
    );
  });
});

describe('runProgram', () => {
  test('code 0 → what it wrote', async () => {
    expect(await runProgram('/bin/sh', ['-c', 'cat; echo b >&2'], { stdin: Buffer.from('a') })).toEqual({
      stdout: 'a',
      stderr: 'b\n',
    });
  });

  test('another end, or no time left → rejected, with what it complained of', async () => {
    const failed = runProgram('/bin/sh', ['-c', 'echo why >&2; exit 2']);
    await expect(failed).rejects.toBeInstanceOf(ProgramFailed);
    await expect(failed).rejects.toMatchObject({ exitCode: 2, stderr: 'why\n' });
    await expect(runProgram('sleep', ['60'], { timeoutMs: 50 })).rejects.toMatchObject({ exitCode: null });
  });
});
