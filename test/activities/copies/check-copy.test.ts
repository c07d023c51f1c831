import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CheckCopy, createCheckCopy } from '../../../activities/copies/check-copy.ts';
import { copyTree } from '../../../activities/copies/copy-tree.ts';
import { type Touched, touchedBetween } from '../../../activities/copies/touched.ts';
import { digestWorkspace } from '../../../activities/workspace/digest-workspace.ts';
import { createDirectoryStore } from '../../../states/directory-store.ts';
import type { Placed } from '../../../states/state-entry.ts';
import { makeDeepTree } from '../../support/workspace/deep-tree.ts';

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

const store = () => createDirectoryStore(join(root, 'states'));

const open = (placed: readonly Placed[] = [], trusts = true) =>
  createCheckCopy({
    workspace,
    placed,
    async makeEmpty() {
      return mkdtempSync(join(root, 'copy-'));
    },
    async fill(directory) {
      copies += 1;
      await copyTree(workspace, directory);
    },
    place: (directory, entries) => store().place(directory, entries),
    trustsChangeTimes: async () => trusts,
  });

/** What a command of the check does in its copy. */
const sh =
  (command: string) =>
  async (directory: string): Promise<string> =>
    execFileSync('/bin/bash', ['-c', command], { cwd: directory }).toString();

const touchedIn = (used: Awaited<ReturnType<CheckCopy['use']>>): Touched | undefined =>
  'lists' in used ? touchedBetween(used.lists.before, used.lists.after) : undefined;

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
    const touched = touchedIn(await copy.use(sh(command)));
    expect(touched?.read.filter((path) => path !== 'link' || read.includes('link'))).toEqual(read);
    await copy.remove();
  });

  test('each run → only what that run read', async () => {
    const copy = open();
    expect(touchedIn(await copy.use(sh('cat src/a.js')))?.read).toEqual(['src/a.js']);
    expect(touchedIn(await copy.use(sh('cat test/t.js')))?.read).toEqual(['test/t.js']);
    expect(touchedIn(await copy.use(sh('true')))?.read).toEqual([]);
    expect(copies).toBe(1);
    await copy.remove();
  });
});

describe('check copy: fresh for each run', () => {
  // Sizes of folders only grow on some file systems.
  const shape =
    "find . ! -type d -printf '%P %y %m %s %T@ %l\\n' | sort; find . -type d -printf '%P %m %T@\\n' | sort";

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
  });
});

describe('check copy: nothing of a run stays', () => {
  const python = (script: string): string => `python3 -c '${script}'`;

  test.each([
    [
      'an attribute of a folder',
      python('import os; os.setxattr("src", "user.answer", b"42")'),
      'user.answer',
    ],
    [
      'an attribute of the copy itself',
      python('import os; os.setxattr(".", "user.answer", b"42")'),
      'user.answer',
    ],
    [
      'an attribute of a file',
      python('import os; os.setxattr("src/a.js", "user.answer", b"42")'),
      'user.answer',
    ],
  ])('%s → gone in the next run, without a new copy', async (_, command, name) => {
    const look = python(
      'import os; print([os.listxattr(p) for p, _, _ in os.walk(".")], os.listxattr("src/a.js"))',
    );
    const copy = open();
    await copy.use(sh(command));
    const { result } = await copy.use(sh(look));
    expect(result).not.toContain(name);
    expect(copies).toBe(1);
    // The same look sees it where it was left.
    expect((await copy.use(sh(`${command}; ${look}`))).result).toContain(name);
    await copy.remove();
  });

  test('times of folders and the mode of the copy itself → as in the workspace, at each run', async () => {
    const look = "find . -type d -printf '%P %m %T@\\n' | sort | tail -n +2; stat -c '%a %y' .";
    utimesSync(join(workspace, 'src/deep'), 1_000, 1_000);
    utimesSync(workspace, 2_000, 2_000);
    chmodSync(workspace, 0o700);
    const wanted = await sh(look)(workspace);
    const copy = open();
    expect((await copy.use(sh(look))).result).toBe(wanted);
    await copy.use(sh('touch src/deep/new new; chmod 777 .; touch -d 2040-01-01 test .'));
    expect((await copy.use(sh(look))).result).toBe(wanted);
    expect(copies).toBe(1);
    await copy.remove();
  });

  test('change times that cannot be trusted → a new copy for each run', async () => {
    const copy = open([], false);
    for (let run = 1; run <= 3; run += 1) {
      await copy.use(sh('cat src/a.js'));
      expect(copies).toBe(run);
    }
    await copy.remove();
    expect(readdirSync(root).filter((name) => name.startsWith('copy-'))).toEqual([]);
  });

  test('folders nested deeper than a path reaches, made by a run → told, and gone in the next', async () => {
    const copy = open();
    const touched = touchedIn(await copy.use(async (directory) => makeDeepTree(directory)));
    expect(touched?.added.length).toBe(42);
    expect((await copy.use(sh('ls'))).result).not.toContain('ddd');
    await copy.remove();
  });

  test('folders nested so deep that they have no list → said so, and the next run is in a new copy', async () => {
    const copy = open();
    const used = await copy.use(async (directory) => makeDeepTree(directory, 5_000, 10));
    expect('lists' in used).toBe(false);
    expect('unlistable' in used && used.unlistable).toMatch(/^dddddddddd\/.* is nested too deep/);
    expect((await copy.use(sh('ls'))).result).not.toContain('ddd');
    await copy.remove();
    expect(readdirSync(root)).toEqual(['workspace']);
  });

  test('a workspace with folders nested deeper than a path reaches → copied whole, each time', async () => {
    makeDeepTree(workspace);
    const digest = await digestWorkspace(workspace);
    const copy = open();
    expect((await copy.use(digestWorkspace)).result).toBe(digest);
    const innermost = join(workspace, ...Array.from({ length: 40 }, () => 'd'.repeat(250)), 'file').slice(
      workspace.length + 1,
    );
    const read = 'for i in $(seq 40); do cd -P ./d*; done; cat file; echo x > file';
    const used = await copy.use(sh(read));
    expect(used.result).toBe('deep\n'.trim());
    expect(touchedIn(used)?.read).toContain(innermost);
    expect((await copy.use(digestWorkspace)).result).toBe(digest);
    await copy.remove();
  });

  test('access times → as in the workspace, no mark of their own', async () => {
    utimesSync(join(workspace, 'src/a.js'), 1_600_000_000, 1_000);
    utimesSync(join(workspace, 'test/t.js'), 4_000_000_000, 1_000);
    const copy = open();
    const look = 'stat -c %X src/a.js test/t.js';
    const [a = 0, t = 0] = (await copy.use(sh(look))).result.split('\n').map(Number);
    expect(a).toBe(1_600_000_000);
    expect(Math.abs(t - Date.now() / 1_000)).toBeLessThan(600);
    const touched = touchedIn(await copy.use(sh('cat src/a.js test/t.js')));
    expect(touched?.read).toEqual(['src/a.js', 'test/t.js']);
    await copy.remove();
  });

  test('files that a run made → listed; what it replaced or removed → changed', async () => {
    const copy = open();
    const touched = touchedIn(
      await copy.use(sh('echo x > written; echo x > read; cat read; rm test/t.js; echo y > src/a.js')),
    );
    expect(touched?.added.toSorted()).toEqual(['read', 'written']);
    expect(touched?.removed).toEqual(['test/t.js']);
    expect(touched?.changed.toSorted()).toEqual(['', 'src/a.js', 'test', 'test/t.js']);
    await copy.remove();
  });
});

describe('check copy: what has to differ from the workspace', () => {
  const sealed = async (path: string, content: string): Promise<Placed> => {
    const sha256 = await store().put(Buffer.from(content));
    const entry = {
      kind: 'file',
      mode: 0o644,
      sha256,
      sizeBytes: content.length,
      mtime: '1.000000001',
    } as const;
    return { path, entry };
  };

  test('placed entries → there at each run, whatever a run did to them', async () => {
    writeFileSync(join(workspace, 'test/t.js'), 'easier');
    writeFileSync(join(workspace, 'conftest.py'), 'planted');
    const copy = open([await sealed('test/t.js', 't'), { path: 'conftest.py', entry: { kind: 'absent' } }]);
    const look = 'cat test/t.js; test ! -e conftest.py && echo " clean"';
    expect((await copy.use(sh(look))).result).toBe('t clean\n');
    await copy.use(sh('echo x > test/t.js; touch conftest.py'));
    const used = await copy.use(sh(look));
    expect(used.result).toBe('t clean\n');
    expect(touchedIn(used)?.read).toEqual(['test/t.js']);
    expect(copies).toBe(1);
    await copy.remove();
  });

  test('a link where a placed entry belongs → replaced, never followed', async () => {
    const outside = join(root, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 't.js'), 'mine');
    chmodSync(join(outside, 't.js'), 0o600);
    rmSync(join(workspace, 'test'), { recursive: true });
    symlinkSync(outside, join(workspace, 'test'));
    const copy = open([await sealed('test/t.js', 'sealed')]);
    expect((await copy.use(sh('cat test/t.js'))).result).toBe('sealed');
    expect(readFileSync(join(outside, 't.js'), 'utf8')).toBe('mine');
    await copy.remove();
  });
});
