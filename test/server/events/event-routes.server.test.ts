import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Journal, NewItem } from '../../../journal/journal.ts';
import { buildApp } from '../../../server/app.ts';
import { createInProcessCarrier } from '../../../streaming/in-process-carrier.ts';
import { createLivePublisher, type LivePublisher } from '../../../streaming/publisher.ts';
import type { LiveWatch } from '../../../streaming/watch.ts';
import { openTestJournal } from '../../support/journal/test-journal.ts';
import { type EventReader, readEvents } from '../../support/service/streams/event-reader.ts';
import {
  createThreadsWithoutTemporal,
  serverDependencies,
} from '../../support/service/threads-without-temporal.ts';

let journal: Journal;
let app: Awaited<ReturnType<typeof buildApp>>;
let publisher: LivePublisher;
let url: string;
let threadId: string;
/** Those who watch live text now. */
let watchers: number;
const readers: EventReader[] = [];

beforeEach(async () => {
  const carrier = createInProcessCarrier();
  journal = await openTestJournal();
  const dependencies = serverDependencies(journal, createThreadsWithoutTemporal(journal), carrier);
  watchers = 0;
  app = await buildApp(
    { ...dependencies, live: counted(dependencies.live) },
    { logLevel: 'silent', authenticate: 'open' },
  );
  publisher = createLivePublisher(carrier);
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  threadId = (await app.inject({ method: 'POST', url: '/v1/threads', payload: {} })).json().threadId;
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.close();
  await app.close();
  await journal.close();
});

const counted = (live: LiveWatch): LiveWatch => ({
  ...live,
  watch(...watched) {
    watchers += 1;
    const stop = live.watch(...watched);
    return () => {
      watchers -= 1;
      stop();
    };
  },
});

/** The next look at who reads, and at what is read, is due within this. */
const NEXT_LOOK_MS = 15_000;

describe('a reader that may read no more', () => {
  test('its key is revoked, or its thread is gone → the stream ends; others read on', async () => {
    let isRevoked = false;
    const dependencies = serverDependencies(journal, createThreadsWithoutTemporal(journal));
    const principal = { tenantId: 'default', keyId: 'key_1', scopes: ['read', 'write'] as const };
    const guarded = await buildApp(dependencies, {
      logLevel: 'silent',
      authenticate: async (authorization) =>
        isRevoked && authorization === 'Bearer revoked'
          ? { ok: false, problem: 'keyUnknown' }
          : { ok: true, principal },
    });
    const root = await guarded.listen({ host: '127.0.0.1', port: 0 });
    const stream = async (path: string, key: string): Promise<{ isOver: boolean }> => {
      const reader = { isOver: false };
      const headers = { accept: 'text/event-stream', authorization: `Bearer ${key}` };
      const reply = await fetch(`${root}/v1/${path}`, { headers });
      void reply.text().then(() => {
        reader.isOver = true;
      });
      return reader;
    };
    const other = (
      await guarded.inject({ method: 'POST', url: '/v1/threads', payload: {}, headers: {} })
    ).json().threadId;
    const [revoked, revokedAll, purged, kept] = [
      await stream(`threads/${threadId}/events`, 'revoked'),
      await stream('events', 'revoked'),
      await stream(`threads/${other}/events`, 'good'),
      await stream(`threads/${threadId}/events`, 'good'),
    ];
    isRevoked = true;
    await journal.beginPurge(other);
    const endMs = Date.now() + NEXT_LOOK_MS;
    while (!(revoked.isOver && revokedAll.isOver && purged.isOver) && Date.now() < endMs)
      await new Promise((done) => setTimeout(done, 50));
    expect([revoked, revokedAll, purged, kept].map(({ isOver }) => isOver)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    await guarded.close();
  });
});

test('HEAD of a stream → its headers alone, at once', async () => {
  const reply = await app.inject({
    method: 'HEAD',
    url: `/v1/threads/${threadId}/events`,
    headers: { accept: 'text/event-stream' },
  });
  expect([reply.statusCode, reply.headers['content-type'], reply.body]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    '',
  ]);
});

async function read(query = '', headers: Record<string, string> = {}): Promise<EventReader> {
  const reader = await readEvents(`${url}/v1/threads/${threadId}/events${query}`, headers);
  readers.push(reader);
  return reader;
}

const message = (seq: number, content = `m${seq}`): NewItem => ({
  ...{ seq, turn: 1, kind: 'userMessage' },
  body: JSON.stringify({ content }),
});
const result = (seq: number): NewItem => ({
  ...{ seq, turn: 1, kind: 'toolResult', callId: `1-${seq}` },
  body: JSON.stringify({ name: 'shell', ok: true, output: 'x' }),
});
const write = (...items: NewItem[]) => journal.append(threadId, { items });
const page = async (headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url: `/v1/threads/${threadId}/events?cursor=1`, headers });

describe('GET /v1/threads/:threadId/events', () => {
  test('as a stream → the record from its beginning, then what is written, each once, with its place as id', async () => {
    await write(message(1), message(2));
    const reader = await read();
    expect([reader.status, reader.contentType]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await reader.until(({ seqs }) => seqs().length === 2);
    await write(message(3), message(4));
    await reader.until(({ seqs }) => seqs().length === 4);
    expect(reader.seqs()).toEqual([1, 2, 3, 4]);
    expect(reader.events[3]).toMatchObject({
      event: 'item',
      data: { seq: 4, kind: 'userMessage', body: { content: 'm4' } },
    });
  });

  test('Last-Event-ID, or a cursor → from there on; the header decides', async () => {
    await write(...Array.from({ length: 250 }, (_, index) => message(index + 1)));
    const reader = await read('?cursor=2', { 'last-event-id': '240' });
    await reader.until(({ seqs }) => seqs().length === 10);
    expect(reader.seqs()[0]).toBe(241);
    const other = await read('?cursor=20');
    await other.until(({ seqs }) => seqs().length === 230);
    expect(other.seqs()).toEqual(Array.from({ length: 230 }, (_, index) => index + 21));
  });

  test('results of calls that ran side by side, written in another order → each once, in order', async () => {
    await write(message(1), result(3));
    const reader = await read();
    await reader.until(({ seqs }) => seqs().length === 1);
    await write(result(2));
    await reader.until(({ seqs }) => seqs().length === 3);
    expect(reader.seqs()).toEqual([1, 2, 3]);
  });

  test('the text of a reply → while it is made, to each reader; not once it is among the items', async () => {
    await write(message(1));
    const [one, two] = [await read(), await read()];
    const reply = publisher.begin({ threadId, turn: 1, seq: 2, attempt: 1 });
    reply.add('Half a reply');
    for (const reader of [one, two]) await reader.until(({ text }) => text() === 'Half a reply');
    expect(one.events.at(-1)).toEqual({
      event: 'text',
      data: { turn: 1, seq: 2, take: 1_000, offset: 0, text: 'Half a reply' },
    });
    reply.end();
    await write(message(2, 'the whole'));
    await one.until(({ seqs }) => seqs().length === 2);
    const late = await read();
    await late.until(({ seqs }) => seqs().length === 2);
    expect(late.text()).toBe('');
  });

  test.each([
    ['without a wish', {}],
    ['as JSON', { accept: 'application/json' }],
    ['as anything', { accept: '*/*' }],
  ])('%s → a page, as the items are', async (_, headers) => {
    await write(message(1), message(2));
    const items = await app.inject({ method: 'GET', url: `/v1/threads/${threadId}/items?cursor=1` });
    const events = await page(headers as Record<string, string>);
    expect(events.json()).toEqual(items.json());
    expect(events.headers.vary).toContain('accept');
  });

  test('another form, an unknown thread, an id that is none → refused by name', async () => {
    expect((await page({ accept: 'text/html' })).json()).toMatchObject({
      status: 406,
      code: 'notAcceptable',
    });
    expect((await readEvents(`${url}/v1/threads/thr_none/events`)).status).toBe(404);
    const bad = await app.inject({
      method: 'GET',
      url: `/v1/threads/${threadId}/events`,
      headers: { accept: 'text/event-stream', 'last-event-id': 'x' },
    });
    expect(bad.json()).toMatchObject({ status: 400, code: 'validation' });
    expect(bad.body).toContain('last-event-id');
  });

  test('the server stops → streams end at once', async () => {
    const reader = await read();
    await reader.until(() => reader.status === 200);
    await app.close();
    await reader.ended;
  });

  test('a caller who hangs up before the stream begins → leaves nothing behind', async () => {
    const { readThread } = journal;
    const mayRead = Promise.withResolvers<void>();
    const isAsked = Promise.withResolvers<void>();
    journal.readThread = async (id) => {
      isAsked.resolve();
      await mayRead.promise;
      return readThread.call(journal, id);
    };
    const hasClosed = Promise.withResolvers<void>();
    app.server.once('connection', (socket) => socket.once('close', () => hasClosed.resolve()));
    const { port, hostname } = new URL(url);
    const caller = connect({ host: hostname, port: Number(port) });
    caller.write(
      `GET /v1/threads/${threadId}/events HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n\r\n`,
    );
    await isAsked.promise;
    caller.destroy();
    await hasClosed.promise;
    mayRead.resolve();
    const reader = await read();
    await write(message(1));
    await reader.until(({ seqs }) => seqs().length === 1);
    expect(watchers).toBe(1);
  });

  test('a reader who does not read → gets no more text than fits; others and the publisher go on', async () => {
    const sockets: Socket[] = [];
    app.server.on('connection', (socket) => sockets.push(socket));
    await write(message(1));
    const { port, hostname } = new URL(url);
    const stuck = connect({ host: hostname, port: Number(port) });
    stuck.write(
      `GET /v1/threads/${threadId}/events HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n\r\n`,
    );
    await once(stuck, 'data');
    stuck.pause();
    const reader = await read();
    await reader.until(({ seqs }) => seqs().length === 1);
    for (let seq = 2; seq < 102; seq += 1) {
      const { length } = reader.events;
      const reply = publisher.begin({ threadId, turn: 1, seq, attempt: 1 });
      reply.add(String(seq % 10).repeat(100_000));
      reply.end();
      await reader.until(({ events }) => events.length === length + 100);
    }
    const buffered = Math.max(...sockets.map(({ writableLength }) => writableLength));
    expect(buffered).toBeGreaterThan(500_000);
    expect(buffered).toBeLessThan(1_200_000);
    await write(message(102));
    await reader.until(({ seqs }) => seqs().length === 2);
    stuck.destroy();
  });
});
