import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FilesBench, openFilesBench } from '../../support/service/files-bench.ts';

let bench: FilesBench;
let scratch: string;

beforeAll(async () => {
  bench = await openFilesBench();
  scratch = mkdtempSync(join(tmpdir(), 'goalkeeper-diff-'));
});
afterAll(async () => {
  await bench.close();
  rmSync(scratch, { recursive: true, force: true });
});

const get = (threadId: string, path: string, headers: Record<string, string> = {}) =>
  bench.call('GET', `/v1/threads/${threadId}/${path}`, undefined, headers);
const JSON_FORM = { accept: 'application/json' };

/** A goal was set on `a` and `old`; since then all kinds of things have changed. */
async function withWork() {
  const begun = await bench.beginGoal();
  const { threadId, goalId, workspace } = begun;
  const source = mkdtempSync(join(scratch, 'source-'));
  mkdirSync(join(source, '.git'));
  writeFileSync(join(source, '.git', 'config'), 'secret before');
  writeFileSync(join(source, 'a'), '1\n2\n3\n');
  writeFileSync(join(source, 'old'), 'x');
  cpSync(source, workspace, { recursive: true });
  await bench.keep({ threadId, goalId, seq: 3, purpose: 'baseline' });
  writeFileSync(join(workspace, '.git', 'config'), 'secret after');
  writeFileSync(join(workspace, 'a'), '1\ntwo\n3');
  chmodSync(join(workspace, 'a'), 0o755);
  rmSync(join(workspace, 'old'));
  writeFileSync(join(workspace, 'é.bin'), Buffer.from([0, 255, 1]));
  symlinkSync('/etc/passwd', join(workspace, 'link'));
  mkdirSync(join(workspace, 'empty'));
  return { ...begun, source };
}

const listed = (directory: string): string =>
  execFileSync(
    'sh',
    [
      '-c',
      'find . -path ./.git -prune -o \\( -type f -o -type l \\) -printf "%P %y %l\\n" -exec test -f {} \\; -exec cksum {} \\; | sort',
    ],
    { cwd: directory, encoding: 'utf8' },
  );

describe('GET diff', () => {
  test('the work since the goal was set → git apply makes of the source what is in the workspace', async () => {
    const { threadId, workspace, source } = await withWork();
    const reply = await get(threadId, 'diff');
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'text/x-diff']);
    execFileSync('git', ['apply', '-'], { cwd: source, input: reply.rawPayload });
    expect(listed(source)).toBe(listed(workspace));
    expect(reply.body).not.toContain('secret');
    expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff', vary: 'accept' });
  });

  test('the same as JSON → each file with what became of it, and what no patch can tell', async () => {
    const { threadId } = await withWork();
    const reply = await get(threadId, 'diff', JSON_FORM);
    expect(reply.json()).toEqual({
      from: {
        kind: 'kept',
        why: 'goalSet',
        stateId: expect.any(String),
        asOf: expect.any(String),
        stale: false,
      },
      to: { kind: 'living', stale: false },
      files: [
        {
          path: 'a',
          change: 'modified',
          kind: 'file',
          linesAdded: 2,
          linesRemoved: 2,
          isBinary: false,
          oldMode: '100644',
          mode: '100755',
        },
        expect.objectContaining({ path: 'link', change: 'added', kind: 'link', mode: '120000' }),
        expect.objectContaining({ path: 'old', change: 'deleted', linesRemoved: 1 }),
        expect.objectContaining({ path: 'é.bin', change: 'added', isBinary: true }),
      ],
      linesAdded: 3,
      linesRemoved: 3,
      notInPatch: ['empty'],
    });
  });

  test('between two kept states → a strong tag, and 304 for whoever has it; of the living one a weak tag', async () => {
    const { threadId, goalId, workspace } = await withWork();
    const end = await bench.keep({ threadId, goalId, seq: 3, purpose: 'rest' });
    const reply = await get(threadId, `diff?from=goalSet&to=${end}`);
    const etag = String(reply.headers.etag);
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    const again = await get(threadId, 'diff?from=goalSet&to=end', { 'if-none-match': etag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await get(threadId, 'diff?from=goalSet&to=end', JSON_FORM)).headers.etag).not.toBe(etag);
    writeFileSync(join(workspace, 'later'), 'x');
    expect((await get(threadId, 'diff')).headers.etag).toMatch(/^W\//);
    expect((await get(threadId, 'diff')).body).toContain('b/later');
    expect((await get(threadId, 'diff?from=end&to=goalSet')).body).toContain('new file mode 100644');
    expect((await get(threadId, 'diff?from=end&to=end')).body).toBe('');
  });

  test.each([
    ['diff?from=nope', 400, 'validation'],
    ['diff?from=claim', 404, 'unknownState'],
    ['diff?goalId=goal_none', 404, 'notFound'],
  ])('%s → %i %s', async (path, status, code) => {
    const { threadId } = await withWork();
    expect((await get(threadId, path)).json()).toMatchObject({ status, code });
  });

  test('another form → 406; a thread without a workspace → 404', async () => {
    const { threadId } = await withWork();
    expect((await get(threadId, 'diff', { accept: 'image/png' })).json()).toMatchObject({ status: 406 });
    expect((await get(await bench.newThread(), 'diff')).json()).toMatchObject({
      status: 404,
      code: 'noWorkspace',
    });
  });
});

describe('GET diff of a goal that was sent files meanwhile', () => {
  test('→ the work alone; `accepted` and `given` are what the person sent last', async () => {
    const { threadId, goalId, workspace } = await bench.beginGoal();
    const { states } = bench.workspaces;
    writeFileSync(join(workspace, 'a'), 'given\n');
    const stateId = await bench.keep({ threadId, goalId, seq: 3, purpose: 'baseline' });
    await bench.journal.keepStartState({ threadId, goalId, stateId });
    writeFileSync(join(workspace, 'sent'), 'by a person\n');
    const placed = await states.keep(workspace);
    const of = { goalId, revision: 1 };
    await bench.journal.savePlacedState({ threadId, seq: 9, stateId: placed.stateId, isPart: true, of });
    writeFileSync(join(workspace, 'work'), 'by the model\n');
    const { files } = (await get(threadId, 'diff', JSON_FORM)).json();
    expect(files.map(({ path }: { path: string }) => path)).toEqual(['work']);
    for (const state of ['accepted', 'given', placed.stateId])
      expect((await get(threadId, `files/sent?state=${state}`)).body).toBe('by a person\n');
  });
});

describe('GET archive', () => {
  const unpack = (content: Buffer, flags: string): string => {
    const target = mkdtempSync(join(scratch, 'unpacked-'));
    execFileSync('tar', [flags, '-', '-C', target], { input: content });
    return target;
  };

  test.each([
    ['application/gzip', '-xzf', 'tar.gz'],
    ['application/x-tar', '-xf', 'tar'],
    ['application/octet-stream', '-xzf', 'tar.gz'],
  ])('as %s → tar unpacks what is in the workspace, without .git', async (accept, flags, ending) => {
    const { threadId, workspace } = await withWork();
    const long = `${'d'.repeat(120)}/${'f'.repeat(120)}`;
    mkdirSync(join(workspace, 'd'.repeat(120)));
    writeFileSync(join(workspace, long), 'long');
    symlinkSync('t'.repeat(150), join(workspace, 'far'));
    writeFileSync(join(workspace, 'large'), Buffer.alloc(1_500_000, 'x'));
    const reply = await get(threadId, 'archive', { accept });
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, accept]);
    expect(reply.headers['content-disposition']).toContain(`${threadId}.${ending}`);
    const target = unpack(reply.rawPayload, flags);
    expect(listed(target)).toBe(listed(workspace));
    expect(execFileSync('ls', ['-A', target], { encoding: 'utf8' }).split('\n')).not.toContain('.git');
  });

  test('the same state twice → the same bytes, under one tag; HEAD has no body', async () => {
    const { threadId, goalId } = await withWork();
    await bench.keep({ threadId, goalId, seq: 3, purpose: 'rest' });
    const [one, two] = [await get(threadId, 'archive?state=end'), await get(threadId, 'archive?state=end')];
    expect(one.rawPayload.equals(two.rawPayload)).toBe(true);
    const etag = String(one.headers.etag);
    expect((await get(threadId, 'archive?state=end', { 'if-none-match': etag })).statusCode).toBe(304);
    for (const path of ['archive?state=end', 'diff?to=end']) {
      const tag = String((await get(threadId, path)).headers.etag);
      const codes = ['"other"', `"other", ${tag}`, '*'].map(
        async (match) => (await get(threadId, path, { 'if-match': match })).statusCode,
      );
      expect([path, ...(await Promise.all(codes))]).toEqual([path, 412, 200, 200]);
    }
    const living = String((await get(threadId, 'diff')).headers.etag);
    expect((await get(threadId, 'diff', { 'if-match': living })).statusCode).toBe(412);
    const head = await bench.call('HEAD', `/v1/threads/${threadId}/archive?state=end`);
    expect([head.statusCode, head.body, head.headers.etag]).toEqual([200, '', etag]);
    expect((await get(threadId, 'archive', { accept: 'application/zip' })).statusCode).toBe(406);
  });
});
