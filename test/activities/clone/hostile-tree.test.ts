/** Clones of repositories that no honest git would write, from a real git server. */
import { execFileSync } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneRepository } from '../../../activities/clone/clone-repository.ts';
import { openSubmodule } from '../../../activities/clone/submodules.ts';
import { type UploadLimits, uploadSettings } from '../../../settings/upload-settings.ts';
import { type GitServer, git, startGitServer } from '../../support/workspace/git-server.ts';

type Entry = readonly [mode: string, name: string, object: string];

let folder: string;
let outside: string;
let server: GitServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  outside = join(folder, 'outside');
  await mkdir(outside);
  for (const name of ['parent', 'child']) git(folder, 'init', '-q', '--bare', name);
  server = await startGitServer(folder);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const write = (repository: string, kind: string, content: Buffer): string =>
  execFileSync('git', ['hash-object', '-w', '-t', kind, '--literally', '--stdin'], {
    cwd: join(folder, repository),
    input: content,
    encoding: 'utf8',
  }).trim();
const blob = (repository: string, text: string): string => write(repository, 'blob', Buffer.from(text));
const tree = (repository: string, entries: readonly Entry[]): string =>
  write(
    repository,
    'tree',
    Buffer.concat(
      entries.map(([mode, name, object]) =>
        Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(object, 'hex')]),
      ),
    ),
  );

function commit(repository: string, entries: readonly Entry[]): string {
  const made = git(join(folder, repository), 'commit-tree', '-m', 'x', tree(repository, entries));
  git(join(folder, repository), 'update-ref', 'refs/heads/main', made);
  return made;
}

let count = 0;

async function clone(limits: Partial<UploadLimits> = {}): Promise<string> {
  const target = join(folder, `target-${count++}`);
  await mkdir(target);
  await cloneRepository(
    target,
    { url: `${server.url}/parent`, submodules: true },
    {
      settings: { allowedHosts: [server.host], timeoutMs: 60_000 },
      limits: { ...uploadSettings({}), ...limits },
      signal: AbortSignal.timeout(60_000),
    },
  );
  return target;
}

test.each([
  ['a link before a folder of its name', 'link first'],
  ['a link behind a folder of its name', 'folder first'],
])('%s, a submodule in it → refused; nothing stands where the link leads', async (_, order) => {
  const child = commit('child', [['100644', 'pwn', blob('child', 'from the submodule')]]);
  const modules = `[submodule "x"]\n\tpath = a/b\n\turl = ${server.url}/child\n`;
  const twice: Entry[] = [
    ['120000', 'a', blob('parent', outside)],
    ['40000', 'a', tree('parent', [['160000', 'b', child]])],
  ];
  if (order === 'folder first') twice.reverse();
  commit('parent', [['100644', '.gitmodules', blob('parent', modules)], ...twice]);
  expect(await clone().catch(String)).toContain('malformed');
  expect(await readdir(outside)).toEqual([]);
});

test('an old mode of a file, which git fsck warns of → cloned', async () => {
  commit('parent', [
    ['040000', 'd', tree('parent', [['100644', 'f', blob('parent', 'x')]])],
    ['100664', 'e', blob('parent', 'y')],
  ]);
  expect(await readFile(join(await clone(), 'd/f'), 'utf8')).toBe('x');
});

test('attributes that rewrite contents → files are as they are stored, and unchanged to git', async () => {
  commit('parent', [
    [
      '100644',
      '.gitattributes',
      blob('parent', '* ident\n*.crlf text eol=crlf\n*.wide working-tree-encoding=UTF-32\n'),
    ],
    ['100644', 'a', blob('parent', '$Id$\n'.repeat(100))],
    ['100644', 'b.crlf', blob('parent', '\n'.repeat(100))],
    ['100644', 'c.wide', blob('parent', 'x'.repeat(100))],
  ]);
  const target = await clone({ fileBytes: 500 });
  const sizes = ['a', 'b.crlf', 'c.wide'].map(async (name) => (await lstat(join(target, name))).size);
  expect(await Promise.all(sizes)).toEqual([500, 100, 100]);
  git(target, 'update-index', '-q', '--really-refresh');
  expect(git(target, 'status', '--porcelain')).toBe('');
});

test('openSubmodule: a link on the way, a link, a file or a full folder in its place → refused', async () => {
  const base = join(folder, 'base');
  await mkdir(join(base, 'full/inner'), { recursive: true });
  await symlink(outside, join(base, 'link'));
  for (const path of ['link/b', 'link', 'full', 'none/b', 'link/../b/c'])
    expect(await openSubmodule(base, path).catch(String)).toContain('no empty folder of its own');
  expect(await openSubmodule(base, 'full/inner')).toBe(join(base, 'full/inner'));
  expect(await openSubmodule(base, 'full/new')).toBe(join(base, 'full/new'));
  expect(await readdir(outside)).toEqual([]);
});
