/** Pushes of states to a real bare repository, over the system's own `git http-backend`. */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneRepository } from '../../../activities/clone/clone-repository.ts';
import { type PushWish, pushState } from '../../../activities/push/push-state.ts';
import type { GitSettings } from '../../../settings/git-settings.ts';
import { uploadSettings } from '../../../settings/upload-settings.ts';
import { createDirectoryStore } from '../../../states/directory-store.ts';
import type { Manifest } from '../../../states/state-entry.ts';
import type { StateStore } from '../../../states/state-store.ts';
import { type GitServer, git, startGitServer } from '../../support/workspace/git-server.ts';

let folder: string;
let bare: string;
let server: GitServer;
let states: StateStore;
let cloned: string;
let given: Manifest;
let base: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'push-'));
  const work = join(folder, 'work');
  await mkdir(work);
  git(work, 'init', '-q');
  await writeFile(join(work, 'README'), 'one\r\n');
  await writeFile(join(work, '.gitignore'), 'node_modules\n');
  await writeFile(join(work, '.gitattributes'), '* text=auto filter=evil\n');
  git(work, 'add', '-A');
  git(work, 'commit', '-qm', 'one');
  git(folder, 'clone', '-q', '--bare', 'work', 'repo.git');
  bare = join(folder, 'repo.git');
  git(bare, 'config', 'http.receivepack', 'true');
  base = git(bare, 'rev-parse', 'main');
  server = await startGitServer(folder);
  states = createDirectoryStore(join(folder, '.states'));
  cloned = join(folder, 'cloned');
  await mkdir(cloned);
  await cloneRepository(cloned, { url: `${server.url}/repo.git` }, tools());
  given = (await states.keep(cloned)).manifest;
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const tools = (settings: Partial<GitSettings> = {}) => ({
  settings: { allowedHosts: [server.host], timeoutMs: 60_000, ...settings },
  limits: uploadSettings({}),
  signal: AbortSignal.timeout(120_000),
});

/** The state that the clone has now, pushed. */
async function push(wish: Partial<PushWish> = {}, settings: Partial<GitSettings> = {}) {
  const scratch = join(folder, `scratch-${count++}`);
  await mkdir(scratch);
  const whole: PushWish = {
    url: `${server.url}/repo.git`,
    given,
    state: (await states.keep(cloned)).manifest,
    branch: 'goal/one',
    isForced: false,
    message: 'Prove it\n\nThe checks passed.',
    author: 'Goalkeeper <goalkeeper@example.org>',
    askedAtMs: 1_700_000_000_000,
    ...wish,
  };
  return pushState(scratch, whole, { ...tools(settings), states });
}

const shown = (ref: string, path: string): string => git(bare, 'show', `${ref}:${path}`);

test('a state → one commit upon the cloned one, exactly its files, without what is ignored, and nothing of the repository runs', async () => {
  await writeFile(join(cloned, 'sum.sh'), 'echo 6\n');
  await chmod(join(cloned, 'sum.sh'), 0o755);
  await writeFile(join(cloned, 'README'), 'two\r\n');
  await mkdir(join(cloned, 'node_modules'));
  await writeFile(join(cloned, 'node_modules/x'), 'x');
  // A model may write all of this; none of it counts.
  const ran = join(folder, 'ran');
  await mkdir(join(cloned, '.git/hooks'), { recursive: true });
  await writeFile(join(cloned, '.git/hooks/pre-push'), `#!/bin/sh\ntouch ${ran}\n`);
  await chmod(join(cloned, '.git/hooks/pre-push'), 0o755);
  git(cloned, 'config', 'filter.evil.clean', `touch ${ran}`);
  git(cloned, 'config', 'core.fsmonitor', `touch ${ran}`);
  const done = await push();
  expect(done).toMatchObject({ ok: true, outcome: 'pushed' });
  const tip = git(bare, 'rev-parse', 'goal/one');
  expect(done).toMatchObject({ commit: tip });
  expect(git(bare, 'rev-parse', 'goal/one^')).toBe(base);
  expect(git(bare, 'ls-tree', '-r', '--format=%(objectmode) %(path)', 'goal/one').split('\n')).toEqual([
    '100644 .gitattributes',
    '100644 .gitignore',
    '100644 README',
    '100755 sum.sh',
  ]);
  expect(git(bare, 'cat-file', '-s', 'goal/one:README')).toBe('5');
  expect(shown('goal/one', 'sum.sh')).toBe('echo 6');
  expect(git(bare, 'log', '-1', '--format=%an <%ae> %at %B', 'goal/one')).toBe(
    'Goalkeeper <goalkeeper@example.org> 1700000000 Prove it\n\nThe checks passed.',
  );
  await expect(readFile(ran)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the same request again, and the same files again → up to date', async () => {
  const tip = git(bare, 'rev-parse', 'goal/one');
  expect(await push()).toEqual({ ok: true, outcome: 'upToDate', commit: tip });
  expect(await push({ message: 'Other words' })).toEqual({ ok: true, outcome: 'upToDate', commit: tip });
});

test('a branch of other commits → branchExists; forced, it is replaced', async () => {
  await writeFile(join(cloned, 'sum.sh'), 'echo 7\n');
  const tip = git(bare, 'rev-parse', 'goal/one');
  expect(await push()).toMatchObject({ ok: false, code: 'branchExists' });
  expect(git(bare, 'rev-parse', 'goal/one')).toBe(tip);
  expect(await push({ isForced: true })).toMatchObject({ ok: true, outcome: 'pushed' });
  expect(shown('goal/one', 'sum.sh')).toBe('echo 7');
});

test('a state that holds what was cloned → no commit of its own: the branch stands at the cloned one', async () => {
  const before = git(bare, 'rev-list', '--all', '--count');
  const stands = { ok: true, commit: base };
  expect(await push({ state: given, branch: 'main' })).toEqual({ ...stands, outcome: 'upToDate' });
  expect(await push({ state: given, branch: 'goal/idle' })).toEqual({ ...stands, outcome: 'pushed' });
  expect(await push({ state: given, branch: 'goal/idle' })).toEqual({ ...stands, outcome: 'upToDate' });
  expect(git(bare, 'rev-parse', 'goal/idle')).toBe(base);
  expect(git(bare, 'rev-list', '--all', '--count')).toBe(before);
});

test('the branch that was cloned, where nobody has pushed since → goes on', async () => {
  expect(await push({ branch: 'main' })).toMatchObject({ ok: true, outcome: 'pushed' });
  expect(git(bare, 'rev-parse', 'main^')).toBe(base);
});

test('a remote that refuses → its words, bounded and marked as its own', async () => {
  const hook = join(bare, 'hooks/pre-receive');
  await writeFile(hook, `#!/bin/sh\nprintf 'no \\033[31mentry\\n' >&2\nseq 1 100 >&2\nexit 1\n`);
  await chmod(hook, 0o755);
  try {
    const done = await push({ branch: 'refused' });
    expect(done).toMatchObject({ ok: false, code: 'rejected' });
    const { remote = [] } = done.ok ? {} : done;
    expect(remote.slice(0, 3)).toEqual(['pre-receive hook declined', 'no  [31mentry', '1']);
    expect(remote).toHaveLength(20);
  } finally {
    await rm(hook);
  }
});

test('credentials → sent to the host alone; without them the push says so', async () => {
  server.credential = 'bot:s3cret-token';
  const credentialsFile = join(folder, 'credentials');
  await writeFile(credentialsFile, `http://bot:s3cret-token@${server.host}\n`);
  try {
    const refused = await push({ branch: 'closed' });
    expect(refused).toMatchObject({ ok: false, code: 'credentials' });
    expect(await push({ branch: 'closed' }, { credentialsFile })).toMatchObject({ outcome: 'pushed' });
  } finally {
    server.credential = undefined;
  }
});

test.each([
  ['a repository that is not there', { url: 'X/none.git' }, {}, 'unreachable'],
  ['a host that is not allowed', {}, { allowedHosts: [] }, 'unreachable'],
  ['a workspace that holds no clone', { given: new Map() }, {}, 'noGitSource'],
] as const)('%s → refused by its code', async (_, wish, settings, code) => {
  const url = 'url' in wish ? { url: wish.url.replace('X', server.url) } : {};
  expect(await push({ ...wish, ...url }, settings)).toMatchObject({ ok: false, code });
});
