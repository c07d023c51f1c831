/** Clones from a real git server on the loopback interface, which the operator has allowed. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CloneWish, cloneRepository } from '../../../activities/clone/clone-repository.ts';
import type { GitSettings } from '../../../settings/git-settings.ts';
import { type UploadLimits, uploadSettings } from '../../../settings/upload-settings.ts';
import { type GitServer, git, startGitServer } from '../../support/workspace/git-server.ts';

let folder: string;
let server: GitServer;
let first: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clone-'));
  const work = join(folder, 'work');
  await mkdir(join(work, 'packages/shop'), { recursive: true });
  git(work, 'init', '-q');
  await writeFile(join(work, 'README'), 'one\n');
  await writeFile(join(work, 'packages/shop/run.sh'), 'echo shop\n');
  await chmod(join(work, 'packages/shop/run.sh'), 0o755);
  await writeFile(join(work, '.gitattributes'), '* filter=evil diff=evil\n');
  git(work, 'add', '-A');
  git(work, 'commit', '-qm', 'one');
  first = git(work, 'rev-parse', 'HEAD');
  git(work, 'tag', 'v1');
  git(work, 'branch', 'feature/x');
  await writeFile(join(work, 'README'), 'two\n');
  git(work, 'commit', '-qam', 'two');
  git(folder, 'clone', '-q', '--bare', 'work', 'repo.git');
  server = await startGitServer(folder);
  const outer = join(folder, 'outer');
  await mkdir(outer);
  git(outer, 'init', '-q');
  await writeFile(join(outer, '.gitmodules'), '[submodule "lib"]\n\tpath = lib\n\turl = ../repo.git\n');
  git(outer, 'add', '-A');
  git(outer, 'update-index', '--add', '--cacheinfo', `160000,${first},lib`);
  git(outer, 'commit', '-qm', 'outer');
  git(folder, 'clone', '-q', '--bare', 'outer', 'outer.git');
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

let count = 0;

async function clone(
  wish: Partial<CloneWish> = {},
  settings: Partial<GitSettings> = {},
  limits: Partial<UploadLimits> = {},
): Promise<string> {
  const target = join(folder, `target-${count++}`);
  await mkdir(target);
  await cloneRepository(
    target,
    { url: `${server.url}/repo.git`, ...wish },
    {
      settings: { allowedHosts: [server.host], timeoutMs: 60_000, ...settings },
      limits: { ...uploadSettings({}), ...limits },
      signal: AbortSignal.timeout(60_000),
    },
  );
  return target;
}

const readme = (target: string): Promise<string> => readFile(join(target, 'README'), 'utf8');

test('no ref → the branch that the repository names, one commit of its history, modes kept', async () => {
  const target = await clone();
  expect(await readme(target)).toBe('two\n');
  expect((await stat(join(target, 'packages/shop/run.sh'))).mode & 0o777).toBe(0o755);
  expect(git(target, 'rev-list', '--count', 'HEAD')).toBe('1');
  expect(git(target, 'status', '--porcelain')).toBe('');
});

test('a branch, a tag, a commit, a depth → what they name', async () => {
  const branch = await clone({ ref: 'feature/x' });
  expect(await readme(branch)).toBe('one\n');
  expect(git(branch, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe('feature/x');
  expect(await readme(await clone({ ref: 'v1' }))).toBe('one\n');
  expect(await readme(await clone({ ref: first }))).toBe('one\n');
  expect(git(await clone({ depth: 5 }), 'rev-list', '--count', 'HEAD')).toBe('2');
});

test('submodules → only where they are asked for, from the address beside the repository', async () => {
  const url = `${server.url}/outer.git`;
  expect(await readdir(join(await clone({ url }), 'lib'))).toEqual([]);
  expect(await readme(join(await clone({ url, submodules: true }), 'lib'))).toBe('one\n');
});

test('nothing of a clone runs: no hooks, and no configuration but what names its origin', async () => {
  const target = await clone();
  const config = await readFile(join(target, '.git/config'), 'utf8');
  expect(config).toContain(`url = ${server.url}/repo.git`);
  expect(config).not.toMatch(/extraheader|helper|filter|fsmonitor/i);
  expect(await readdir(join(target, '.git'))).not.toContain('hooks');
});

test("the operator's credential → is sent to its host, and stands neither in the clone nor in an error", async () => {
  server.credential = 'bot:s3cret-token';
  const credentialsFile = join(folder, 'credentials');
  await writeFile(credentialsFile, `http://x:y@other.example\nhttp://bot:s3cret-token@${server.host}\n`);
  try {
    const target = await clone({}, { credentialsFile });
    expect(await readFile(join(target, '.git/config'), 'utf8')).not.toContain('s3cret');
    const refused = await clone().catch(String);
    expect(refused).toContain('refuses the service');
    await writeFile(credentialsFile, `http://bot:wr0ng@${server.host}\n`);
    expect(await clone({}, { credentialsFile }).catch(String)).not.toContain('wr0ng');
    // A refusal takes nothing out of the operator's file.
    expect(await readFile(credentialsFile, 'utf8')).toContain('wr0ng');
  } finally {
    server.credential = undefined;
  }
});

test('a name → every connection goes to the address that was looked up first', async () => {
  const [, port] = server.host.split(':');
  const target = join(folder, 'pinned');
  await mkdir(target);
  await cloneRepository(
    target,
    { url: `http://pinned.invalid:${port}/repo.git` },
    {
      settings: { allowedHosts: [`pinned.invalid:${port}`], timeoutMs: 60_000 },
      limits: uploadSettings({}),
      signal: AbortSignal.timeout(60_000),
      resolve: async () => ['127.0.0.1'],
    },
  );
  expect(await readme(target)).toBe('two\n');
});

test('a redirect → is not followed, wherever it leads', async () => {
  server.redirect = `http://localhost:${server.host.split(':')[1]}`;
  try {
    expect(await clone().catch(String)).toContain('leads elsewhere');
  } finally {
    server.redirect = undefined;
  }
});

test.each([
  ['a ref that is not there', { ref: 'nowhere' }, {}, {}, 'has no branch, tag or commit nowhere'],
  ['a repository that is not there', { url: 'X/none.git' }, {}, {}, 'there is no repository'],
  ['a host that is not allowed', {}, { allowedHosts: [] }, {}, 'GIT_ALLOWED_HOSTS'],
  ['a file that is too large', {}, {}, { fileBytes: 5 }, 'WORKSPACE_MAX_FILE_BYTES'],
  ['files that are too large', {}, {}, { workspaceBytes: 20 }, 'too large'],
  ['too many files', {}, {}, { workspaceFiles: 1 }, 'WORKSPACE_MAX_FILES'],
  ['a file URL', { url: 'file:///etc' }, {}, {}, 'must be https'],
  ['a program in place of a URL', { url: 'ext::id' }, {}, {}, 'must be https'],
] as const)('%s → refused in words', async (_, wish, settings, limits, words) => {
  const url = 'url' in wish ? { url: wish.url.replace(/^X/, server.url) } : {};
  expect(await clone({ ...wish, ...url }, settings, limits).catch(String)).toContain(words);
});
