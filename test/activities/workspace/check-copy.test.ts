import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCheckCopy } from '../../../activities/workspace/check-copy.ts';
import { copyTree } from '../../../activities/workspace/copy-tree.ts';
import { digestWorkspace } from '../../../activities/workspace/digest-workspace.ts';
import { placeEntry } from '../../../activities/workspace/place-entry.ts';

let root: string;
let workspace: string;
let copies: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-copy-'));
  workspace = join(root, 'workspace');
  copies = 0;
  mkdirSync(join(workspace, 'src/deep'), { recursive: true });
  mkdirSync(join(workspace, 'test'));
  writeFileSync(join(workspace, 'src/a.js'), 'a');
  writeFileSync(join(workspace, 'src/deep/b.js'), 'b');
  writeFileSync(join(workspace, 'test/t.js'), 't');
  writeFileSync(join(workspace, 'with\nnewline and "quotes"'), 'odd');
  symlinkSync('src/a.js', join(workspace, 'link'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const open = (prepare: (directory: string) => Promise<void> = async () => undefined) =>
  createCheckCopy({
    workspace,
    prepare,
    async makeCopy() {
      copies += 1;
      const directory = join(root, `copy-${copies}`);
      mkdirSync(directory);
      await copyTree(workspace, directory);
      return { directory, remove: async () => rmSync(directory, { recursive: true, force: true }) };
    },
  });

/** What a command of the check does in its copy. */
const sh =
  (command: string) =>
  async (directory: string): Promise<string> =>
    execFileSync('/bin/bash', ['-c', command], { cwd: directory }).toString();

describe('check copy: what was read', () => {
  test.each<[string, string, string[]]>([
    ['nothing', 'true', []],
    ['a file', 'cat src/a.js', ['src/a.js']],
    ['a file through a link', 'cat link', ['link', 'src/a.js']],
    ['names and sizes only', 'ls -lR . && stat src/a.js && test -f src/a.js', []],
    ['a name with odd characters', 'cat with*', ['with\nnewline and "quotes"']],
    ['written, not read', 'echo x > src/a.js', ['src/a.js']],
    ['removed', 'rm src/deep/b.js', ['src/deep/b.js']],
    ['read, and its access time set back', 'cat src/a.js; touch -a -d @0 src/a.js', ['src/a.js']],
    ['renamed, read, renamed back', 'mv src/a.js x; cat x; mv x src/a.js', ['src/a.js']],
    ['read through another name of it', 'ln src/a.js x; cat x; rm x', ['src/a.js']],
  ])('%s → told', async (_, command, read) => {
    const copy = open();
    const { touched } = await copy.use(sh(command));
    expect(touched?.read.filter((path) => path !== 'link' || read.includes('link'))).toEqual(read);
    await copy.remove();
  });

  test('each run → only what that run read', async () => {
    const copy = open();
    expect((await copy.use(sh('cat src/a.js'))).touched?.read).toEqual(['src/a.js']);
    expect((await copy.use(sh('cat test/t.js'))).touched?.read).toEqual(['test/t.js']);
    expect((await copy.use(sh('true'))).touched?.read).toEqual([]);
    expect(copies).toBe(1);
    await copy.remove();
  });
});

describe('check copy: fresh for each run', () => {
  const shape =
    "find . -printf '%P %y %m %s %T@ %l\\n' | grep -v '^ d\\| d ' | sort; find . -type d -printf '%P %m\\n' | sort";

  test.each([
    'echo x >> src/a.js',
    'printf b > src/a.js',
    'rm -r src',
    'rm -r test && ln -s /etc test',
    'mv src/deep src/a.js.d && touch new && mkdir -p x/y/z && touch x/y/z/w',
    'chmod 777 test src/a.js',
    'rm link && ln -s /etc/passwd link',
    'rm src/a.js && mkdir src/a.js && touch src/a.js/in',
    'mkfifo pipe && rm with*',
    'touch -d 2001-01-01 src/a.js',
    'chmod 000 src/deep',
    'ln -s /etc out && rm test/t.js && ln src/a.js test/t.js',
    'cat src/a.js; touch -a -d @0 src/a.js',
  ])('%s → the next run finds the copy as it was, and the workspace is untouched', async (command) => {
    const before = await digestWorkspace(workspace);
    const etc = execFileSync('ls', ['-la', '/etc']).toString();
    const copy = open();
    const first = (await copy.use(sh(shape))).result;
    await copy.use(sh(command));
    expect((await copy.use(sh(shape))).result).toBe(first);
    expect(await digestWorkspace(workspace)).toBe(before);
    expect(execFileSync('ls', ['-la', '/etc']).toString()).toBe(etc);
    await copy.remove();
  });

  test('many entries touched → a new copy, as fresh', async () => {
    const copy = open();
    const first = (await copy.use(sh(shape))).result;
    await copy.use(sh('mkdir many && cd many && touch $(seq 2500)'));
    expect((await copy.use(sh(shape))).result).toBe(first);
    expect(copies).toBe(2);
    await copy.remove();
  });

  test('any sequence of commands → each run finds the copy as it was', async () => {
    const paths = [
      'src',
      'src/a.js',
      'src/deep',
      'src/deep/b.js',
      'test',
      'test/t.js',
      'link',
      'new',
      'new/x',
    ];
    const path = fc.constantFrom(...paths);
    const step = fc.oneof(
      fc
        .tuple(fc.constantFrom('rm -rf', 'touch', 'mkdir -p', 'chmod 700', 'cat', 'echo x >>'), path)
        .map(([verb, at]) => `${verb} ${at}`),
      fc
        .tuple(fc.constantFrom('mv -f', 'cp -r', 'ln -sf', 'ln -f'), path, path)
        .map(([verb, a, b]) => `${verb} ${a} ${b}`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        async (runs) => {
          const copy = open();
          const first = (await copy.use(sh(shape))).result;
          for (const steps of runs) {
            await copy.use(sh(`${steps.map((text) => `{ ${text}; } 2>/dev/null`).join(';')}; true`));
            expect((await copy.use(sh(shape))).result).toBe(first);
          }
          await copy.remove();
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);
});

describe('check copy: what has to differ from the workspace', () => {
  test('prepared entries → there at each run, whatever a run did to them', async () => {
    cpSync(join(workspace, 'test'), join(root, 'sealed'), { recursive: true });
    writeFileSync(join(workspace, 'test/t.js'), 'easier');
    writeFileSync(join(workspace, 'conftest.py'), 'planted');
    const copy = open(async (directory) => {
      const content = readFileSync(join(root, 'sealed/t.js'));
      await placeEntry(directory, 'test/t.js', { kind: 'file', mode: 0o644, content });
      await placeEntry(directory, 'conftest.py', { kind: 'absent' });
    });
    const look = 'cat test/t.js; test ! -e conftest.py && echo " clean"';
    expect((await copy.use(sh(look))).result).toBe('t clean\n');
    await copy.use(sh('echo x > test/t.js; touch conftest.py'));
    const { result, touched } = await copy.use(sh(look));
    expect(result).toBe('t clean\n');
    expect(touched?.read).toEqual(['test/t.js']);
    expect(copies).toBe(1);
    await copy.remove();
  });

  test('a link where a prepared entry belongs → replaced, never followed', async () => {
    const outside = join(root, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 't.js'), 'mine');
    chmodSync(join(outside, 't.js'), 0o600);
    rmSync(join(workspace, 'test'), { recursive: true });
    symlinkSync(outside, join(workspace, 'test'));
    const copy = open((directory) =>
      placeEntry(directory, 'test/t.js', { kind: 'file', mode: 0o644, content: Buffer.from('sealed') }),
    );
    expect((await copy.use(sh('cat test/t.js'))).result).toBe('sealed');
    expect(readFileSync(join(outside, 't.js'), 'utf8')).toBe('mine');
    await copy.remove();
  });

  test('absent below a link → nothing outside is removed', async () => {
    const outside = join(root, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 't.js'), 'mine');
    symlinkSync(outside, join(workspace, 'out'));
    await placeEntry(workspace, 'out/t.js', { kind: 'absent' });
    expect(readFileSync(join(outside, 't.js'), 'utf8')).toBe('mine');
  });
});
