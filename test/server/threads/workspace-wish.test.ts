/** Where a new thread's workspace comes from, as callers may say it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

test.each([
  ['nothing', {}],
  ['two at once', { source: 'shop', git: { url: 'https://git.example.org/a' } }],
  ['what is not known', { tar: 'x' }],
  ['an unknown source', { source: 'none' }],
  ['credentials', { git: { url: 'https://me:secret@git.example.org/a' } }],
  ['a file', { git: { url: 'file:///etc' } }],
  ['a program', { git: { url: 'ext::sh -c id' } }],
  ['a ref that is an option', { git: { url: 'https://git.example.org/a', ref: '--upload-pack=id' } }],
  ['a folder that climbs', { git: { url: 'https://git.example.org/a', subdirectory: '../b' } }],
  ['a state that is none', { fork: { threadId: 'thr_1', state: 'now' } }],
])('a workspace of %s → 400, and no thread', async (_, workspace) => {
  const before = (await bench.call('GET', '/v1/threads')).json<{ threads: unknown[] }>();
  const reply = await bench.call('POST', '/v1/threads', { workspace });
  expect({ status: reply.statusCode, body: reply.json<object>() }).toMatchObject({
    status: 400,
    body: {
      code: 'validation',
      errors: expect.arrayContaining([
        { field: expect.stringMatching(/^workspace/), message: expect.any(String) },
      ]),
    },
  });
  expect(reply.body).not.toContain('secret@');
  expect((await bench.call('GET', '/v1/threads')).json()).toEqual(before);
});

test('a repository → stands on the thread as git is given it', async () => {
  const git = { url: 'git@git.example.org:a/b.git', ref: 'v1', submodules: true };
  const reply = await bench.call('POST', '/v1/threads', { workspace: { git } });
  expect(reply.json()).toMatchObject({
    workspace: { git: { url: 'ssh://git@git.example.org/a/b.git', ref: 'v1', submodules: true } },
  });
});

test('a fork of a thread without a workspace yet → is made as that one; of an unknown thread or state → 404', async () => {
  const { threadId } = (await bench.call('POST', '/v1/threads', { workspace: { source: 'shop' } })).json<{
    threadId: string;
  }>();
  const forked = await bench.call('POST', '/v1/threads', { workspace: { fork: { threadId } } });
  expect(forked.json()).toMatchObject({ workspace: { source: 'shop' } });
  const state = 'a'.repeat(64);
  for (const [fork, code] of [
    [{ threadId: 'thr_none' }, 'notFound'],
    [{ threadId, state }, 'unknownState'],
  ])
    expect((await bench.call('POST', '/v1/threads', { workspace: { fork } })).json()).toMatchObject({
      status: 404,
      code,
    });
  await bench.journal.keepGivenState(threadId, state);
  expect(
    (await bench.call('POST', '/v1/threads', { workspace: { fork: { threadId, state } } })).json(),
  ).toMatchObject({
    workspace: { fork: { threadId, state } },
  });
});

test('files where no workspaces can be reached → 503 that tells the operator what is missing', async () => {
  const threadId = await bench.newThread();
  const reply = await bench.call('PUT', `/v1/threads/${threadId}/files/a`, 'x', {
    'content-type': 'text/plain',
  });
  expect(reply.json()).toMatchObject({
    status: 503,
    detail: expect.stringContaining('GOALKEEPER_WORKSPACES_DIR'),
  });
});
