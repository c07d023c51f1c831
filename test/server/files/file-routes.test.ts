import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FilesBench, openFilesBench } from '../../support/service/files-bench.ts';

let bench: FilesBench;

beforeAll(async () => {
  bench = await openFilesBench();
});
afterAll(() => bench.close());

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const get = (threadId: string, path: string, headers: Record<string, string> = {}) =>
  bench.call('GET', `/v1/threads/${threadId}/${path}`, undefined, headers);
const names = (reply: { json(): { entries: { name: string }[] } }) =>
  reply.json().entries.map(({ name }) => name);

async function withFiles() {
  const begun = await bench.begin();
  const { workspace } = begun;
  mkdirSync(join(workspace, 'src'));
  writeFileSync(join(workspace, 'src', 'a.ts'), 'export {};\n');
  writeFileSync(join(workspace, 'logo.png'), Buffer.from([0x89, 0x50, 0, 1]));
  writeFileSync(join(workspace, 'run.sh'), '#!/bin/sh\n');
  chmodSync(join(workspace, 'run.sh'), 0o755);
  symlinkSync('/etc', join(workspace, 'out'));
  return begun;
}

describe('GET files', () => {
  test('the workspace → what is in it by name, each as it is; nothing of what is below', async () => {
    const { threadId } = await withFiles();
    const reply = await get(threadId, 'files');
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({
      path: '',
      state: { kind: 'living', stale: false },
      entries: [
        {
          name: 'logo.png',
          path: 'logo.png',
          kind: 'file',
          bytes: 4,
          mode: '644',
          sha256: sha256(Buffer.from([0x89, 0x50, 0, 1])),
          mtime: expect.any(String),
        },
        { name: 'out', path: 'out', kind: 'link', target: '/etc', mtime: expect.any(String) },
        expect.objectContaining({ name: 'run.sh', mode: '755', bytes: 10 }),
        { name: 'src', path: 'src', kind: 'folder', mode: '755', mtime: expect.any(String) },
      ],
      nextCursor: null,
    });
    expect((await get(threadId, 'files?path=src')).json()).toMatchObject({
      path: 'src',
      entries: [{ name: 'a.ts', path: 'src/a.ts', sha256: sha256('export {};\n') }],
    });
  });

  test.each(['living', 'end'])(
    'page by page, of the state %s → every name once, in byte order',
    async (state) => {
      const { threadId, workspace, goalId } = await bench.beginGoal();
      const made = ['a', 'B', 'é', ' x', 'c\nd', '-rf', 'hex:66', 'z'];
      for (const name of made) writeFileSync(join(workspace, name), name);
      execFileSync('sh', ['-c', `printf x > "$(printf 'n\\377')"`], { cwd: workspace });
      await bench.keep({ threadId, goalId, seq: 9, purpose: 'rest' });
      const found: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const reply = await get(threadId, `files?limit=2&state=${state}${more}`);
        expect(reply.statusCode).toBe(200);
        found.push(...names(reply));
        cursor = reply.json().nextCursor;
      }
      expect(found).toEqual([' x', '-rf', 'B', 'a', 'hex:630a64', 'hex:6865783a3636', 'hex:6eff', 'z', 'é']);
      const odd = await get(threadId, `files/hex:6eff?state=${state}`);
      expect([odd.statusCode, odd.body]).toEqual([200, 'x']);
    },
  );

  test.each([
    ['files?path=nope', 404, 'unknownPath'],
    ['files?path=run.sh', 404, 'notAFolder'],
    ['files?path=out', 404, 'notAFolder'],
    ['files?path=out/ssl', 404, 'notAFolder'],
    ['files?path=../x', 400, 'validation'],
    ['files?path=/etc', 400, 'validation'],
    ['files?path=a%00b', 400, 'validation'],
    ['files?path=src&state=nope', 400, 'validation'],
    ['files?depth=3', 400, 'validation'],
    ['files?limit=0', 400, 'validation'],
    ['files?cursor=..', 400, 'validation'],
    [`files?state=${'0'.repeat(64)}`, 404, 'unknownState'],
    ['files?state=claim', 404, 'unknownState'],
    ['files/nope', 404, 'unknownPath'],
    ['files/run.sh/x', 404, 'unknownPath'],
    ['files/src', 404, 'notAFile'],
    ['files/', 404, 'notAFile'],
    ['files/out', 404, 'notAFile'],
    ['files/out/passwd', 404, 'unknownPath'],
    ['files/src/..%2f..%2fx', 400, 'validation'],
    ['files/%2e%2e%2fx', 400, 'validation'],
    ['files/%2fetc%2fpasswd', 400, 'validation'],
    ['files/a%00b', 400, 'validation'],
    ['files/hex:2e2e', 400, 'validation'],
  ])('%s → %i %s', async (path, status, code) => {
    const { threadId } = await withFiles();
    const reply = await get(threadId, path);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  test('a folder at files/{path} → names its listing; a link → its target', async () => {
    const { threadId } = await withFiles();
    const { listing } = (await get(threadId, 'files/src')).json();
    expect(names(await bench.call('GET', listing))).toEqual(['a.ts']);
    expect((await get(threadId, 'files/out')).json()).toMatchObject({ kind: 'link', target: '/etc' });
  });

  test('an unknown thread, and one without a workspace → 404', async () => {
    expect((await get('thr_none', 'files')).json()).toMatchObject({ status: 404, code: 'notFound' });
    const threadId = await bench.newThread();
    for (const path of ['files', 'files/a', 'files?state=living'])
      expect((await get(threadId, path)).json()).toMatchObject({ status: 404, code: 'noWorkspace' });
  });

  test("another thread's state → is as unknown as none", async () => {
    const other = await bench.beginGoal();
    writeFileSync(join(other.workspace, 'secret'), 'x');
    const stateId = await bench.keep({
      threadId: other.threadId,
      goalId: other.goalId,
      seq: 9,
      purpose: 'rest',
    });
    expect((await get(other.threadId, `files?state=${stateId}`)).statusCode).toBe(200);
    const { threadId } = await withFiles();
    for (const path of [`files?state=${stateId}`, `files/secret?state=${stateId}`])
      expect((await get(threadId, path)).json()).toMatchObject({ status: 404, code: 'unknownState' });
  });
});

describe('GET files/{path}', () => {
  test('a file → its bytes, under a tag that is their digest, and in a form that no browser runs', async () => {
    const { threadId, workspace } = await withFiles();
    writeFileSync(join(workspace, 'é "x".html'), '<script>alert(1)</script>');
    const reply = await get(threadId, `files/${encodeURIComponent('é "x".html')}`);
    expect([reply.statusCode, reply.body]).toEqual([200, '<script>alert(1)</script>']);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="_ _x_.html"; filename*=UTF-8''%C3%A9%20%22x%22.html`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-length': '25',
      etag: `"${sha256('<script>alert(1)</script>')}"`,
      'goalkeeper-state': 'living',
      'goalkeeper-stale': 'false',
    });
    expect((await get(threadId, 'files/logo.png')).headers['content-type']).toBe('image/png');
  });

  test('HEAD → the same headers and no body; the tag that it has → 304', async () => {
    const { threadId } = await withFiles();
    const head = await bench.call('HEAD', `/v1/threads/${threadId}/files/run.sh`);
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', '10']);
    const etag = String(head.headers.etag);
    const same = await get(threadId, 'files/run.sh', { 'if-none-match': `"x", W/${etag}` });
    expect([same.statusCode, same.body, same.headers.etag]).toEqual([304, '', etag]);
    expect((await get(threadId, 'files/run.sh', { 'if-none-match': '"x"' })).statusCode).toBe(200);
  });

  test('If-Match of another content, also with a range → 412; of this one → the file', async () => {
    const { threadId } = await withFiles();
    const { etag } = (await get(threadId, 'files/run.sh')).headers;
    const matching = async (tags: string, more = {}) =>
      (await get(threadId, 'files/run.sh', { 'if-match': tags, ...more })).statusCode;
    expect(await matching('"x"')).toBe(412);
    expect(await matching(`W/${etag}`, { range: 'bytes=2-4' })).toBe(412);
    expect(await matching(`"x", ${etag}`, { range: 'bytes=2-4' })).toBe(206);
    expect(await matching('*')).toBe(200);
  });

  test('a range → 206 with that part; one that the file does not have → 416', async () => {
    const { threadId } = await withFiles();
    const part = await get(threadId, 'files/run.sh', { range: 'bytes=2-4' });
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, '/bi', 'bytes 2-4/10']);
    const none = await get(threadId, 'files/run.sh', { range: 'bytes=10-' });
    expect([none.statusCode, none.json().code, none.headers['content-range']]).toEqual([
      416,
      'rangeNotSatisfiable',
      'bytes */10',
    ]);
    const changed = await get(threadId, 'files/run.sh', { range: 'bytes=2-4', 'if-range': '"other"' });
    expect([changed.statusCode, changed.body]).toEqual([200, '#!/bin/sh\n']);
  });

  test('a large file, whole and in part → byte for byte, living and kept', async () => {
    const { threadId, workspace, goalId } = await bench.beginGoal();
    const content = Buffer.alloc(3 * 1024 * 1024 + 7, 'Goalkeeper');
    writeFileSync(join(workspace, 'large.bin'), content);
    await bench.keep({ threadId, goalId, seq: 9, purpose: 'rest' });
    for (const state of ['living', 'end']) {
      const whole = await get(threadId, `files/large.bin?state=${state}`);
      expect(sha256(whole.rawPayload)).toBe(sha256(content));
      expect(whole.headers.etag).toBe(`"${sha256(content)}"`);
      const part = await get(threadId, `files/large.bin?state=${state}`, { range: 'bytes=-9' });
      expect(part.rawPayload).toEqual(content.subarray(-9));
    }
  });

  test.each(['.git/config', 'sub/.git/config', '.git-credentials', '.GIT/config'])(
    '%s → is as if it were not there, in listings too',
    async (path) => {
      const { threadId, workspace, goalId } = await bench.beginGoal();
      mkdirSync(join(workspace, path, '..'), { recursive: true });
      writeFileSync(join(workspace, path), 'url = https://user:secret@host/');
      await bench.keep({ threadId, goalId, seq: 9, purpose: 'rest' });
      for (const state of ['living', 'end']) {
        const folder = path.split('/').slice(0, -1).join('/');
        const replies = [
          await get(threadId, `files/${path}?state=${state}`),
          await get(threadId, `files?state=${state}&path=${folder}`),
        ];
        expect(replies.map(({ body }) => body).join()).not.toContain('secret');
        expect(replies[0]?.json()).toMatchObject({ status: 404, code: 'unknownPath' });
        expect(replies[1]?.body).not.toMatch(/"name":"(config|\.git.*)"/i);
      }
    },
  );
});

describe('where the living workspace cannot answer', () => {
  test('no worker is up → the last kept state, and it says so; `living` reads the directory all the same', async () => {
    const { threadId, workspace, goalId } = await bench.beginGoal();
    writeFileSync(join(workspace, 'a'), 'kept');
    const stateId = await bench.keep({ threadId, goalId, seq: 9, purpose: 'rest' });
    writeFileSync(join(workspace, 'a'), 'newer');
    expect((await get(threadId, 'files/a')).body).toBe('newer');
    bench.threads.isWorkerUp = false;
    try {
      const file = await get(threadId, 'files/a');
      expect([file.body, file.headers['goalkeeper-stale'], file.headers['goalkeeper-state']]).toEqual([
        'kept',
        'true',
        stateId,
      ]);
      expect((await get(threadId, 'files')).json().state).toEqual({
        kind: 'kept',
        stateId,
        why: 'end',
        asOf: expect.any(String),
        stale: true,
      });
      expect((await get(threadId, 'files/a?state=living')).body).toBe('newer');
    } finally {
      bench.threads.isWorkerUp = true;
    }
  });

  test('the directory is lost, or an empty one stands in its place → the last kept state', async () => {
    const { threadId, workspace, goalId } = await bench.beginGoal();
    writeFileSync(join(workspace, 'a'), 'kept');
    await bench.keep({ threadId, goalId, seq: 9, purpose: 'rest' });
    rmSync(workspace, { recursive: true });
    for (const make of [() => {}, () => mkdirSync(workspace)]) {
      make();
      const file = await get(threadId, 'files/a');
      expect([file.body, file.headers['goalkeeper-stale']]).toEqual(['kept', 'true']);
      expect((await get(threadId, 'files/a?state=living')).json()).toMatchObject({
        status: 503,
        code: 'filesUnavailable',
      });
    }
  });
});

describe('GET states', () => {
  test('what was kept → newest first, with why and how much; page by page', async () => {
    const { threadId, workspace, goalId } = await bench.beginGoal();
    const given = await bench.workspaces.states.keep(workspace);
    await bench.journal.keepGivenState(threadId, given.stateId);
    await bench.keep({ threadId, goalId, seq: 3, purpose: 'baseline' });
    writeFileSync(join(workspace, 'a'), '12345');
    const claimed = await bench.keep({ threadId, goalId, seq: 9, purpose: 'audit' });
    const first = (await get(threadId, 'states?limit=2')).json();
    expect(first.states).toEqual([
      {
        stateId: claimed,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        at: expect.any(String),
        why: 'claim',
        goalId,
        revision: 1,
        files: 1,
        bytes: 5,
        isKept: true,
      },
      expect.objectContaining({ why: 'goalSet', stateId: given.stateId, files: 0 }),
    ]);
    const rest = (
      await get(threadId, `states?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`)
    ).json();
    expect(rest).toMatchObject({ states: [{ why: 'given' }], nextCursor: null });
    expect((await get(threadId, 'states?cursor=x')).json()).toMatchObject({
      status: 400,
      code: 'validation',
    });
    expect((await get('thr_none', 'states')).statusCode).toBe(404);
  });
});
