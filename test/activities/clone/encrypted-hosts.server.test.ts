/**
 * Clones from hosts that are reached by encryption, and pushes to them: a real OpenSSH server, and git behind
 * HTTPS with a certificate of an authority that only the operator knows.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneRepository } from '../../../activities/clone/clone-repository.ts';
import { pushState } from '../../../activities/push/push-state.ts';
import { defined } from '../../../objects/defined.ts';
import type { GitSettings } from '../../../settings/git-settings.ts';
import { uploadSettings } from '../../../settings/upload-settings.ts';
import { createDirectoryStore } from '../../../states/directory-store.ts';
import { type MadeCertificates, makeCertificates } from '../../support/workspace/certificates.ts';
import { type GitServer, git, startGitServer } from '../../support/workspace/git-server.ts';
import { type SshServer, startSshServer } from '../../support/workspace/ssh-server.ts';

let folder: string;
let certificates: MadeCertificates;
let tls: GitServer;
let ssh: SshServer;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'encrypted-'));
  const work = join(folder, 'work');
  await mkdir(work);
  git(work, 'init', '-q');
  await writeFile(join(work, 'README'), 'one\n');
  git(work, 'add', '-A');
  git(work, 'commit', '-qm', 'one');
  for (const bare of ['https.git', 'ssh.git']) git(folder, 'clone', '-q', '--bare', 'work', bare);
  git(join(folder, 'https.git'), 'config', 'http.receivepack', 'true');
  certificates = await makeCertificates(folder, 'IP:127.0.0.1');
  tls = await startGitServer(folder, certificates.server);
  ssh = await startSshServer();
});
afterAll(async () => {
  await tls?.stop();
  await ssh?.stop();
  await rm(folder, { recursive: true, force: true });
});

const urlOf = (form: string): string =>
  form === 'ssh' ? `${ssh.url}${folder}/ssh.git` : `${tls.url}/https.git`;

/** All that an operator sets for both hosts. */
const asSet = (): GitSettings => ({
  allowedHosts: [tls.host, ssh.host],
  timeoutMs: 60_000,
  caFile: certificates.caFile,
  sshKeyFile: ssh.keyFile,
  sshKnownHostsFile: ssh.knownHostsFile,
});
const toolsWith = (settings: GitSettings) => ({
  settings,
  limits: uploadSettings({}),
  signal: AbortSignal.timeout(120_000),
});

async function clone(url: string, settings = asSet()): Promise<string> {
  const target = join(folder, `target-${count++}`);
  await mkdir(target);
  await cloneRepository(target, { url }, toolsWith(settings));
  return target;
}

/** What is pushed is a commit upon the one that was cloned. */
async function push(url: string, cloned: string, branch: string, settings = asSet()) {
  const scratch = join(folder, `scratch-${count++}`);
  await mkdir(scratch);
  const states = createDirectoryStore(join(folder, `states-${count}`));
  const { manifest: given } = await states.keep(cloned);
  await writeFile(join(cloned, 'README'), 'two\n');
  const { manifest: state } = await states.keep(cloned);
  const wish = { url, given, state, branch, isForced: false, message: 'Two', askedAtMs: 1_700_000_000_000 };
  const author = 'Goalkeeper <goalkeeper@example.org>';
  return pushState(scratch, { ...wish, author }, { ...toolsWith(settings), states });
}

test.each(['ssh', 'https'])(
  '%s: a clone, and a push of what became of it → both go through',
  async (form) => {
    const target = await clone(urlOf(form));
    expect(await readFile(join(target, 'README'), 'utf8')).toBe('one\n');
    const bare = join(folder, `${form}.git`);
    expect(await push(urlOf(form), target, 'goal/two')).toMatchObject({ ok: true, outcome: 'pushed' });
    expect(git(bare, 'show', 'goal/two:README')).toBe('two');
    expect(git(bare, 'rev-parse', 'goal/two^')).toBe(git(bare, 'rev-parse', 'main'));
  },
);

test.each([
  ['https', 'an authority that nobody has named', { caFile: undefined }, 'of no authority'],
  ['ssh', 'a key that is not let in', { sshKeyFile: 'strange' }, 'credentials do not open it'],
  ['ssh', 'no key', { sshKeyFile: undefined }, 'credentials do not open it'],
  ['ssh', 'a host whose key nobody has listed', { sshKnownHostsFile: undefined }, 'knows by its key'],
])('%s, %s → neither cloned nor pushed to, and the reason in words', async (form, _, change, words) => {
  const { sshKeyFile, ...rest } = { ...asSet(), ...change };
  const key = sshKeyFile === 'strange' ? ssh.strangeKeyFile : sshKeyFile;
  const { caFile, sshKnownHostsFile, ...plain } = rest;
  const settings = { ...plain, ...defined({ caFile, sshKnownHostsFile, sshKeyFile: key }) };
  const url = urlOf(form);
  expect(await clone(url, settings).catch(String)).toContain(words);
  const target = await clone(url);
  expect(await push(url, target, 'goal/three', settings)).toMatchObject({ ok: false });
  expect(git(join(folder, `${form}.git`), 'branch', '--list', 'goal/three')).toBe('');
});

test('a certificate of the right authority for another name → refused in words', async () => {
  const place = await mkdtemp(join(folder, 'other-'));
  const other = await makeCertificates(place, 'DNS:elsewhere.example');
  const server = await startGitServer(folder, other.server);
  try {
    const settings = { ...asSet(), allowedHosts: [server.host], caFile: other.caFile };
    expect(await clone(`${server.url}/https.git`, settings).catch(String)).toContain('another name');
  } finally {
    await server.stop();
  }
});
