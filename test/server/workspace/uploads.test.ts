/** Uploads over a real socket, into a real store; the thread that places them is played. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Journal } from '../../../journal/journal.ts';
import type { PlacementOutcome } from '../../../journal/rows/placement.ts';
import { buildApp } from '../../../server/app.ts';
import { uploadSettings } from '../../../settings/upload-settings.ts';
import { openTestJournal } from '../../support/journal/test-journal.ts';
import type { Json } from '../../support/service/api.ts';
import { strictReplies } from '../../support/service/strict-replies.ts';
import {
  createThreadsWithoutTemporal,
  serverDependencies,
  type ThreadsWithoutTemporal,
} from '../../support/service/threads-without-temporal.ts';
import { tarOf } from '../../support/workspace/archives.ts';

const MIB = 1024 * 1024;

let app: FastifyInstance;
let url: string;
let directory: string;
let journal: Journal;
let threads: ThreadsWithoutTemporal;
let threadId: string;

const PLACED: PlacementOutcome = { ok: true, seq: 7, isNew: true, mode: 0o644 };
/** What the thread makes of whatever it is sent. */
let outcome: PlacementOutcome = PLACED;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'uploads-'));
  const inner = await openTestJournal();
  journal = {
    ...inner,
    // Whatever is sent is placed at once.
    async readPlacement(...key) {
      const kept = await inner.readPlacement(...key);
      return kept && { ...kept, outcome };
    },
  };
  threads = createThreadsWithoutTemporal(journal);
  app = await buildApp(
    {
      ...serverDependencies(journal, threads),
      workspacesDirectory: directory,
      uploads: { ...uploadSettings({}), uploadBytes: 4 * MIB },
    },
    { logLevel: 'silent', authenticate: 'open', serializerCompiler: strictReplies },
  );
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  const made = await app.inject({ method: 'POST', url: '/v1/threads', payload: {} });
  threadId = made.json<{ threadId: string }>().threadId;
});
afterAll(async () => {
  await app.close();
  await journal.close();
  await rm(directory, { recursive: true, force: true });
});

async function put(path: string, body: Uint8Array, headers = {}): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${url}/v1/threads/${threadId}/${path}`, { method: 'PUT', body, headers });
  return { status: response.status, body: await response.json() };
}

const drafts = (): Promise<string[]> => readdir(join(directory, '.states/drafts'));

test('a body that is longer than JSON may be → taken, with its digest as the tag', async () => {
  expect(await put('files/data/large.bin', Buffer.alloc(2 * MIB, 1))).toMatchObject({
    status: 201,
    body: { path: 'data/large.bin', sizeBytes: 2 * MIB, mode: '644' },
  });
  const archive = await tarOf([{ name: 'a', content: Buffer.alloc(2 * MIB, 2) }]);
  expect(await put('workspace', archive, { 'content-type': 'application/x-tar' })).toMatchObject({
    status: 200,
    body: { files: 1, sizeBytes: 2 * MIB, seq: 7 },
  });
  expect(await drafts()).toEqual([]);
});

test('a body over the limit → 413 reaches the caller, and nothing stays', async () => {
  expect(await put('files/a', Buffer.alloc(8 * MIB))).toMatchObject({
    status: 413,
    body: { code: 'uploadTooLarge', setting: 'UPLOAD_MAX_BYTES' },
  });
  expect(
    await put('workspace', Buffer.alloc(8 * MIB, 3), { 'content-type': 'application/zip' }),
  ).toMatchObject({
    status: 413,
  });
  expect(await drafts()).toEqual([]);
});

test('a 413 of the thread itself → the answer to its key for good; of the server on the way → the key is free', async () => {
  outcome = { ok: false, code: 'uploadTooLarge', reason: 'the workspace would hold too much' };
  const ruled = await put('files/b', Buffer.from('x'), { 'idempotency-key': 'ruled' });
  outcome = PLACED;
  expect(ruled).toMatchObject({ status: 413, body: { code: 'uploadTooLarge' } });
  expect(await put('files/b', Buffer.from('x'), { 'idempotency-key': 'ruled' })).toEqual(ruled);
  expect(await put('files/b', Buffer.from('y'), { 'idempotency-key': 'ruled' })).toMatchObject({
    status: 422,
    body: { code: 'idempotencyKeyReused' },
  });
  expect(await put('files/b', Buffer.alloc(8 * MIB), { 'idempotency-key': 'free' })).toMatchObject({
    status: 413,
  });
  expect(await put('files/b', Buffer.from('y'), { 'idempotency-key': 'free' })).toMatchObject({
    status: 201,
  });
});

test('a caller that goes away in the middle → nothing stays', async () => {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `PUT /v1/threads/${threadId}/files/a HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 1000000\r\n\r\n${'x'.repeat(100_000)}`,
  );
  while ((await drafts()).length === 0) await sleep(10);
  socket.destroy();
  while ((await drafts()).length > 0) await sleep(10);
});

test('what is no archive, and what names no file → 400 and 415 before anything is placed', async () => {
  const tar = { 'content-type': 'application/x-tar' };
  expect(await put('workspace', Buffer.from('hello'), tar)).toMatchObject({
    status: 400,
    body: { code: 'badArchive', rule: 'damaged' },
  });
  expect(await put('workspace', Buffer.from('{}'), { 'content-type': 'application/json' })).toMatchObject({
    status: 415,
    body: { code: 'invalidMediaType' },
  });
  for (const encoding of ['gzip', 'br', 'identity, gzip'])
    for (const path of ['workspace', 'files/a'])
      expect(await put(path, Buffer.from('x'), { ...tar, 'content-encoding': encoding })).toMatchObject({
        status: 415,
        body: { code: 'invalidMediaType' },
      });
  const plain = { ...tar, 'content-encoding': 'identity' };
  expect(await put('workspace', await tarOf([{ name: 'a' }]), plain)).toMatchObject({ status: 200 });
  for (const path of ['.git/config', 'sub/.GIT/hooks/x', '.git-credentials'])
    expect(await put(`files/${path}`, Buffer.from('x'))).toMatchObject({
      status: 400,
      body: { code: 'badPath' },
    });
  expect(await put('files/a?mode=4755', Buffer.from('x'))).toMatchObject({ status: 400 });
  expect(await put('files/a', Buffer.from('x'), { 'if-match': 'x' })).toMatchObject({ status: 400 });
  expect(await put('workspace', await tarOf([{ name: 'b' }]), { ...plain, 'if-match': '"x"' })).toMatchObject(
    {
      status: 412,
      body: { code: 'noEntityTag' },
    },
  );
  expect(await put('files/a/', Buffer.from('x'))).toMatchObject({ status: 400, body: { code: 'badPath' } });
});

test('a thread that works → 409 workRunning, and nothing is read', async () => {
  const view = await threads.view(threadId);
  const { view: real } = threads;
  Object.assign(threads, {
    view: async () => ({ ...view, phase: 'auditing', next: { action: 'turn', reason: 'a turn runs' } }),
  });
  try {
    expect(await put('files/a', Buffer.from('x'))).toMatchObject({
      status: 409,
      body: { code: 'workRunning', phase: 'auditing' },
    });
  } finally {
    Object.assign(threads, { view: real });
  }
});
