/** Files of one's own: they go in by upload or one by one, and a goal is proven on them. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import type { Json } from '../../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../../support/service/scripted-service.ts';
import { recordHistories } from '../../support/workflow/record-histories.ts';
import { tarOf } from '../../support/workspace/archives.ts';
import { makeCertificates } from '../../support/workspace/certificates.ts';
import { type GitServer, git, startGitServer } from '../../support/workspace/git-server.ts';
import { type SshServer, startSshServer } from '../../support/workspace/ssh-server.ts';

let goalkeeper: ScriptedService;
let repositories: string;
let gitServer: GitServer;
let tlsServer: GitServer;
let sshServer: SshServer;
/** A thread whose goal was proven on a whole clone of `later.git`. */
let proven: string;
const recorded = new Map<string, string>();

beforeAll(async () => {
  repositories = await mkdtemp(join(tmpdir(), 'repositories-'));
  const work = join(repositories, 'work');
  await mkdir(join(work, 'sums'), { recursive: true });
  git(work, 'init', '-q');
  await writeFile(join(work, 'sums/numbers.txt'), '8\n');
  await writeFile(join(work, 'sums/expected.txt'), '8\n');
  git(work, 'add', '-A');
  git(work, 'commit', '-qm', 'sums');
  git(repositories, 'clone', '-q', '--bare', 'work', 'sums.git');
  gitServer = await startGitServer(repositories);
  const { caFile, server } = await makeCertificates(repositories, 'IP:127.0.0.1');
  tlsServer = await startGitServer(repositories, server);
  sshServer = await startSshServer();
  goalkeeper = await startScriptedService({
    GIT_ALLOWED_HOSTS: [gitServer, tlsServer, sshServer].map(({ host }) => host).join(','),
    GIT_CA_FILE: caFile,
    GIT_SSH_KEY_FILE: sshServer.keyFile,
    GIT_SSH_KNOWN_HOSTS_FILE: sshServer.knownHostsFile,
  });
});
afterAll(async () => {
  for (const server of [gitServer, tlsServer, sshServer]) await server?.stop();
  await rm(repositories, { recursive: true, force: true });
  await recordHistories(goalkeeper.service.temporalAddress, recorded);
  await goalkeeper.stop();
});

const GOAL = {
  objective: 'Make sum.sh print the sum of the numbers in numbers.txt.',
  verification: {
    checks: [{ name: 'sum', command: 'test "$(sh sum.sh)" = "$(cat expected.txt)"' }],
    protectedPaths: ['expected.txt', 'numbers.txt'],
  },
};

async function send(
  threadId: string,
  method: string,
  path: string,
  body: Uint8Array | undefined,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Json; headers: Headers }> {
  const response = await fetch(`${goalkeeper.api.url}/v1/threads/${threadId}/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

async function begin(): Promise<string> {
  const threadId = await goalkeeper.begin();
  recorded.set(threadId, expect.getState().currentTestName ?? threadId);
  return threadId;
}

const TAR = { 'content-type': 'application/x-tar' };

test('an archive is uploaded, and a goal set on it → proven against what was uploaded; seals are made of it', async () => {
  const threadId = await begin();
  const archive = await tarOf([
    { name: 'numbers.txt', content: '1\n2\n3\n' },
    { name: 'expected.txt', content: '6\n' },
    { name: 'bin/run.sh', content: 'sh ../sum.sh\n', mode: 0o755 },
  ]);
  const sent = await send(threadId, 'PUT', 'workspace', archive, TAR);
  expect(sent).toMatchObject({ status: 200, body: { files: 4, sizeBytes: 21 } });
  goalkeeper.model.follow(
    threadId,
    inOrder([
      shell('stat -c %a bin/run.sh; echo 7 > expected.txt; echo "echo 7" > sum.sh'),
      claim,
      shell('echo 6 > expected.txt; printf "paste -sd+ numbers.txt | bc 2>/dev/null || echo 6" > sum.sh'),
      claim,
      say('Done.'),
    ]),
  );
  expect((await goalkeeper.call(threadId, 'PUT', 'goal', GOAL)).status).toBe(201);
  const { goal } = await goalkeeper.atRest(threadId);
  expect(goal.status).toBe('complete');
  const results = (await goalkeeper.api.items(threadId)).filter(({ kind }) => kind === 'toolResult');
  expect(JSON.stringify(results[0]?.body)).toContain('755');
  expect(JSON.stringify(results[1]?.body)).toContain('expected.txt');
});

test('a goal that waits gets the file that it asked for → of the accepted state, on the record, told to the model', async () => {
  const threadId = await begin();
  await send(threadId, 'PUT', 'workspace', await tarOf([{ name: 'numbers.txt', content: '4\n' }]), TAR);
  goalkeeper.model.follow(threadId, inOrder([say('I need expected.txt.'), say('Still.')]));
  await goalkeeper.call(threadId, 'PUT', 'goal', GOAL);
  await goalkeeper.post(threadId, 'goal/pause');
  await goalkeeper.atRest(threadId);
  const put = await send(threadId, 'PUT', 'files/expected.txt', Buffer.from('4\n'), {
    'if-none-match': '*',
  });
  expect(put).toMatchObject({ status: 201, body: { path: 'expected.txt', sizeBytes: 2, mode: '644' } });
  const again = await send(threadId, 'PUT', 'files/expected.txt', Buffer.from('5\n'), {
    'if-none-match': '*',
  });
  expect(again).toMatchObject({ status: 412, body: { code: 'contentChanged' } });
  const replaced = await send(threadId, 'PUT', 'files/expected.txt?mode=600', Buffer.from('4\n'), {
    'if-match': put.headers.get('etag') ?? '',
  });
  expect(replaced).toMatchObject({ status: 200, body: { mode: '600' } });
  goalkeeper.model.follow(threadId, inOrder([shell('cp numbers.txt seen; echo "cat seen" > sum.sh'), claim]));
  await goalkeeper.post(threadId, 'goal/resume');
  const { goal } = await goalkeeper.atRest(threadId);
  expect(goal.status).toBe('complete');
  const requests = JSON.stringify(goalkeeper.model.requests(threadId).at(-1));
  expect(requests).toContain('the user has put the file expected.txt into the workspace');
  const events = await goalkeeper.events(threadId);
  expect(events.filter(({ type }) => type === 'workPlaced')).toMatchObject([
    { what: 'workspace' },
    { what: 'file', path: 'expected.txt' },
    { what: 'file', path: 'expected.txt' },
  ]);
});

test('files while a turn runs → 409 that says what runs; when it has ended they are taken', async () => {
  const threadId = await begin();
  await goalkeeper.call(threadId, 'PUT', 'goal', GOAL);
  await goalkeeper.model.untilCall(threadId, 1);
  const archive = await tarOf([{ name: 'a', content: 'a' }]);
  for (const sent of [
    await send(threadId, 'PUT', 'workspace', archive, TAR),
    await send(threadId, 'PUT', 'files/a', Buffer.from('a')),
    await send(threadId, 'DELETE', 'files/a', undefined),
  ])
    expect(sent).toMatchObject({ status: 409, body: { code: 'workRunning', phase: 'running' } });
  await goalkeeper.post(threadId, 'goal/pause');
  goalkeeper.model.reply(threadId, say('Well.'));
  await goalkeeper.atRest(threadId);
  expect((await send(threadId, 'PUT', 'files/a/b/c', Buffer.from('a'))).status).toBe(201);
  expect(await send(threadId, 'PUT', 'files/a', Buffer.from('a'))).toMatchObject({
    status: 409,
    body: { code: 'notPlaced' },
  });
  expect(await send(threadId, 'DELETE', 'files/a/b/c', undefined)).toMatchObject({ status: 200 });
  expect(await send(threadId, 'DELETE', 'files/a/b/c', undefined)).toMatchObject({
    status: 404,
    body: { code: 'noSuchFile' },
  });
});

test('an archive with what may not go in → 400 that names the entry and the rule, and the workspace stays', async () => {
  const threadId = await begin();
  await send(threadId, 'PUT', 'workspace', await tarOf([{ name: 'kept', content: 'x' }]), TAR);
  const bad = await tarOf([
    { name: 'fine', content: 'x' },
    { name: '../../evil', content: 'x' },
  ]);
  expect(await send(threadId, 'PUT', 'workspace', bad, TAR)).toMatchObject({
    status: 400,
    body: { code: 'badArchive', entry: '../../evil', rule: 'climbingName' },
  });
  expect(await send(threadId, 'PUT', 'workspace', bad, { 'content-type': 'text/plain' })).toMatchObject({
    status: 415,
  });
  for (const path of ['files/a%2f..%2f..%2fb', 'files/%2fetc%2fpasswd', 'files/a%00b'])
    expect((await send(threadId, 'PUT', path, Buffer.from('x'))).body).toMatchObject({ code: 'badPath' });
  expect(await send(threadId, 'DELETE', 'files/kept', undefined)).toMatchObject({ status: 200 });
});

test('a folder of a repository as the workspace → a goal is proven on it; a fork of the thread has its work', async () => {
  const wish = { git: { url: `${gitServer.url}/sums.git`, ref: 'main', subdirectory: 'sums' } };
  const threadId = await goalkeeper.api.createThread({ workspace: wish });
  goalkeeper.model.follow(threadId, inOrder([shell('echo "cat numbers.txt" > sum.sh'), claim]));
  const held = Promise.withResolvers<void>();
  gitServer.held = held.promise;
  expect((await goalkeeper.call(threadId, 'PUT', 'goal', GOAL)).status).toBe(201);
  const preparing = await goalkeeper.api.untilGoal(
    threadId,
    ({ next }) => next.running?.[0]?.preparing !== undefined,
  );
  expect(preparing.next).toMatchObject({
    ...{ action: 'baseline', running: [{ what: 'checks', preparing: 'git' }] },
    reason: expect.stringContaining('its repository is cloned'),
  });
  held.resolve();
  const thread = await goalkeeper.atRest(threadId);
  expect(thread).toMatchObject({ workspace: wish, goal: { status: 'complete' } });

  const forkId = await goalkeeper.api.createThread({ workspace: { fork: { threadId } } });
  goalkeeper.model.follow(forkId, inOrder([shell('cp sum.sh copy.sh'), claim]));
  await goalkeeper.call(forkId, 'PUT', 'goal', {
    ...GOAL,
    verification: { checks: [{ name: 'copy', command: 'sh copy.sh && test "$(cat numbers.txt)" = 8' }] },
  });
  const forked = await goalkeeper.atRest(forkId);
  expect(forked).toMatchObject({ workspace: { fork: { threadId } }, goal: { status: 'complete' } });
  expect(
    await goalkeeper.api.call('POST', '/v1/threads', { workspace: { fork: { threadId: 'thr_none' } } }),
  ).toMatchObject({
    status: 404,
    body: { code: 'notFound' },
  });
});

test('a repository that cannot be cloned → the goal says in words why, and resuming tries anew', async () => {
  const threadId = await goalkeeper.api.createThread({
    workspace: { git: { url: `${gitServer.url}/later.git` } },
  });
  goalkeeper.model.follow(
    threadId,
    inOrder([shell('ls > seen; echo "cat sums/numbers.txt" > sum.sh'), claim]),
  );
  await goalkeeper.call(threadId, 'PUT', 'goal', {
    ...GOAL,
    verification: { checks: [{ name: 'sum', command: 'test "$(sh sum.sh)" = 8' }] },
  });
  const blocked = await goalkeeper.atRest(threadId);
  expect(blocked.goal).toMatchObject({ status: 'blocked' });
  expect(blocked.goal.statusReason).toContain(`there is no repository at ${gitServer.url}/later.git`);
  expect(blocked.goal.blocker).toMatchObject({ name: 'workspaceUnavailable' });
  git(repositories, 'clone', '-q', '--bare', 'work', 'later.git');
  await goalkeeper.post(threadId, 'goal/resume');
  expect((await goalkeeper.atRest(threadId)).goal.status).toBe('complete');
  proven = threadId;
});

test('what was proven is pushed to a branch → one commit with the report upon the cloned one; again → up to date', async () => {
  const bare = join(repositories, 'later.git');
  git(bare, 'config', 'http.receivepack', 'true');
  const push = (body: object) => goalkeeper.api.call('POST', `/v1/threads/${proven}/push`, body);
  const pushed = await push({ branch: 'goal/sum' });
  expect(pushed).toMatchObject({ status: 200, body: { outcome: 'pushed', branch: 'goal/sum' } });
  expect(git(bare, 'rev-parse', 'goal/sum')).toBe(pushed.body.commit);
  expect(git(bare, 'rev-parse', 'goal/sum^')).toBe(git(bare, 'rev-parse', 'main'));
  expect(git(bare, 'show', 'goal/sum:sum.sh')).toBe('cat sums/numbers.txt');
  const message = git(bare, 'log', '-1', '--format=%B', 'goal/sum');
  expect(message).toContain('Make sum.sh print the sum');
  expect(message).toContain('Complete. The service ran');
  expect(message).toMatch(/Goalkeeper-Report: \/v1\/threads\//);
  expect(await push({ branch: 'goal/sum' })).toMatchObject({ status: 200, body: { outcome: 'upToDate' } });
  expect(await push({ branch: 'goal/sum', state: 'given' })).toMatchObject({
    status: 409,
    body: { code: 'branchExists' },
  });
});

test.each(['https', 'ssh'])('a repository by %s → a goal is proven on it, and pushed back', async (form) => {
  const bare = join(repositories, `${form}.git`);
  git(repositories, 'clone', '-q', '--bare', 'work', bare);
  git(bare, 'config', 'http.receivepack', 'true');
  const url = form === 'ssh' ? `${sshServer.url}${bare}` : `${tlsServer.url}/https.git`;
  const threadId = await goalkeeper.api.createThread({ workspace: { git: { url } } });
  goalkeeper.model.follow(threadId, inOrder([shell('echo "cat sums/numbers.txt" > sum.sh'), claim]));
  const checks = [{ name: 'sum', command: 'test "$(sh sum.sh)" = 8' }];
  await goalkeeper.call(threadId, 'PUT', 'goal', { ...GOAL, verification: { checks } });
  expect((await goalkeeper.atRest(threadId)).goal.status).toBe('complete');
  const pushed = await goalkeeper.post(threadId, 'push', { branch: 'goal/sum' });
  expect(pushed).toMatchObject({ status: 200, body: { outcome: 'pushed', branch: 'goal/sum' } });
  expect(git(bare, 'show', 'goal/sum:sum.sh')).toBe('cat sums/numbers.txt');
});
