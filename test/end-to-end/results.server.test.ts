import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { claim, inOrder, shell } from '../support/model/scripts.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

let goalkeeper: ScriptedService;
let scratch: string;
let source: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'goalkeeper-results-'));
  source = join(scratch, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'sum.txt'), '1\n2\n');
  goalkeeper = await startScriptedService({ WORKSPACE_SOURCES: `sums=${source}` });
});
afterAll(async () => {
  await goalkeeper?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const GOAL = {
  objective: 'Write the total into total.txt',
  verification: { checks: [{ name: 'total', command: 'test "$(cat total.txt)" = 3' }] },
};

test('a goal is proven → its diff makes of the source what is in the workspace; links of the model lead nowhere', async () => {
  const { api, model } = goalkeeper;
  const threadId = await api.createThread({ workspace: { source: 'sums' } });
  const work =
    'printf 3 > total.txt; echo 3 >> sum.txt; head -c 5 /dev/zero > zero.bin; ln -s /etc out; ln -s /etc/passwd passwd';
  model.follow(threadId, inOrder([shell(work), claim]));
  await goalkeeper.call(threadId, 'PUT', 'goal', GOAL);
  await goalkeeper.atRest(threadId);
  expect((await api.goal(threadId)).status).toBe('complete');
  await goalkeeper.allEvents(threadId);
  const at = (path: string): Promise<Response> => fetch(`${api.url}/v1/threads/${threadId}/${path}`);
  const listing = (await goalkeeper.call(threadId, 'GET', 'files')).body;
  expect(listing).toMatchObject({ state: { kind: 'living', stale: false } });
  expect(listing.entries.map(({ name, kind }: { name: string; kind: string }) => `${kind} ${name}`)).toEqual([
    'link out',
    'link passwd',
    'file sum.txt',
    'file total.txt',
    'file zero.bin',
  ]);
  for (const path of ['files/passwd', 'files/out/passwd', 'files?path=out']) {
    const reply = await at(path);
    expect([reply.status, await reply.text()]).toEqual([404, expect.not.stringContaining('root:')]);
  }

  const copy = join(scratch, 'copy');
  cpSync(source, copy, { recursive: true });
  const patch = Buffer.from(await (await at('diff')).arrayBuffer());
  execFileSync('git', ['apply', '-'], { cwd: copy, input: patch });
  expect(readFileSync(join(copy, 'sum.txt'), 'utf8')).toBe('1\n2\n3\n');
  expect(readFileSync(join(copy, 'total.txt'), 'utf8')).toBe('3');
  expect(readFileSync(join(copy, 'zero.bin'))).toEqual(Buffer.alloc(5));
  expect(execFileSync('readlink', ['out', 'passwd'], { cwd: copy, encoding: 'utf8' })).toBe(
    '/etc\n/etc/passwd\n',
  );

  const archive = Buffer.from(await (await at('archive?state=end')).arrayBuffer());
  const names = execFileSync('tar', ['-tzf', '-'], { input: archive, encoding: 'utf8' });
  expect(names.trim().split('\n')).toEqual(['out', 'passwd', 'sum.txt', 'total.txt', 'zero.bin']);
  const { states } = (await goalkeeper.call(threadId, 'GET', 'states')).body;
  const whys = states.map(({ why }: { why: string }) => why);
  expect(whys).toEqual(expect.arrayContaining(['end', 'proven', 'claim', 'goalSet', 'accepted', 'given']));
  expect(states.every(({ isKept }: { isKept: boolean }) => isKept)).toBe(true);
});

test('nothing is declared, and a given file that no check reads was changed → the proven state has it; a later goal may not seal it', async () => {
  const { api, model } = goalkeeper;
  const threadId = await api.createThread({ workspace: { source: 'sums' } });
  model.follow(threadId, inOrder([shell('printf 3 > total.txt; echo 4 >> sum.txt'), claim]));
  const checks = [{ name: 'total', command: 'test -f total.txt' }];
  await goalkeeper.call(threadId, 'PUT', 'goal', { objective: 'A total', verification: { checks } });
  await goalkeeper.atRest(threadId);
  expect((await api.goal(threadId)).status).toBe('complete');
  await goalkeeper.allEvents(threadId);
  const proven = await goalkeeper.call(threadId, 'GET', 'diff?from=goalSet&to=proven', undefined, {
    accept: 'application/json',
  });
  const whole = await goalkeeper.call(threadId, 'GET', 'diff', undefined, { accept: 'application/json' });
  const pathsOf = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
  expect(pathsOf(proven.body.files)).toEqual(['sum.txt', 'total.txt']);
  expect(pathsOf(whole.body.files)).toEqual(['sum.txt', 'total.txt']);
});
