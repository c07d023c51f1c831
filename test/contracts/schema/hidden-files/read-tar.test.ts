import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readTar } from '../../../../contracts/schema/hidden-files/read-tar.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-tar-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const LONG = `${'long-folder/'.repeat(10)}${'n'.repeat(90)}.txt`;

/** A folder of its own with two files, packed by the system's tar. */
function packed(
  name: string,
  options: readonly string[],
  prepare: (folder: string) => void = () => {},
): Buffer {
  const folder = join(directory, name);
  mkdirSync(join(folder, 'tests', LONG, '..'), { recursive: true });
  writeFileSync(join(folder, 'tests/run.sh'), 'exit 0\n');
  chmodSync(join(folder, 'tests/run.sh'), 0o755);
  writeFileSync(join(folder, 'tests', LONG), 'far\0away');
  prepare(folder);
  return execFileSync('tar', [...options, '-C', folder, '-cf', '-', '.']);
}

describe('readTar', () => {
  test.each(['gnu', 'pax', 'ustar'])(
    'a tar of the system, format %s → its files with bytes and permissions',
    (format) => {
      const tar = packed(format, [`--format=${format}`]);
      const read = readTar(tar);
      if (!read.ok) throw new Error(read.problem);
      const files = new Map(read.files.map(({ path, ...file }) => [path, file]));
      expect([...files.keys()].sort()).toEqual([`./tests/${LONG}`, './tests/run.sh']);
      expect(files.get('./tests/run.sh')).toEqual({ mode: '755', content: Buffer.from('exit 0\n') });
      expect(files.get(`./tests/${LONG}`)?.content).toEqual(Buffer.from('far\0away'));
    },
  );

  test.each<[string, (folder: string) => void, RegExp]>([
    ['a symbolic link', (at) => symlinkSync('/etc/passwd', join(at, 'out')), /out" is a symbolic link/],
    ['a hard link', (at) => linkSync(join(at, 'tests/run.sh'), join(at, 'zz')), /is a hard link/],
    ['a pipe', (at) => execFileSync('mkfifo', [join(at, 'pipe')]), /pipe" is a pipe/],
  ])('%s → refused by name', (name, prepare, problem) => {
    expect(readTar(packed(name, [], prepare))).toEqual({
      ok: false,
      problem: expect.stringMatching(problem),
    });
  });

  test('a device → refused by name', () => {
    const tar = packed('device', ['--format=ustar']);
    const at = tar.indexOf('./tests/run.sh');
    tar.write('3', at + 156);
    const header = tar.subarray(at, at + 512);
    header.fill(' ', 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    expect(readTar(tar)).toEqual({
      ok: false,
      problem: '"./tests/run.sh" is a character device: only files and folders are taken',
    });
  });

  test('compressed, cut, damaged, something else → refused with the reason, never thrown', () => {
    const tar = packed('whole', []);
    expect(readTar(packed('small', ['-z']))).toMatchObject({ problem: expect.stringMatching(/compressed/) });
    expect(readTar(Buffer.from('hello'))).toMatchObject({ ok: false });
    expect(readTar(Buffer.alloc(0))).toMatchObject({ ok: false });
    for (let length = 0; length < Math.min(tar.length, 9_000); length += 97)
      expect(readTar(tar.subarray(0, length))).toMatchObject({ ok: false });
    const damaged = Buffer.from(tar);
    damaged[3] = 1;
    expect(readTar(damaged)).toMatchObject({ problem: expect.stringMatching(/damaged/) });
  });
});
