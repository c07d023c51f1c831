/** Live text from publisher to watchers, within a process and through Postgres. */

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Carrier } from '../../streaming/carrier.ts';
import { createInProcessCarrier } from '../../streaming/in-process-carrier.ts';
import type { LivePiece } from '../../streaming/live-piece.ts';
import { openCarrier } from '../../streaming/open-carrier.ts';
import { createLivePublisher } from '../../streaming/publisher.ts';
import { createLiveWatch } from '../../streaming/watch.ts';
import { startPostgres } from '../support/journal/postgres.ts';

let postgres: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

/** Two ends of the same line, as two processes have them. */
async function inProcess(): Promise<readonly [Carrier, Carrier]> {
  const carrier = createInProcessCarrier();
  return [carrier, carrier];
}
async function throughPostgres(): Promise<readonly [Carrier, Carrier]> {
  const ends = [openCarrier(postgres.url), openCarrier(postgres.url)] as const;
  for (const [from, to] of [ends, ends.toReversed()]) await untilHeard(from as Carrier, to as Carrier);
  return ends;
}

/** A connection is made in the background. */
async function untilHeard(from: Carrier, to: Carrier): Promise<void> {
  let isHeard = false;
  to.listen('text', () => {
    isHeard = true;
  });
  while (!isHeard) {
    from.send('text', 'is anybody there?');
    await sleep(20);
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}

const PLACE = { threadId: 'thr_1', turn: 3, seq: 7, attempt: 1 };
const joined = (pieces: readonly LivePiece[]) => pieces.map(({ text }) => text).join('');

describe.each([
  ['in one process', inProcess],
  ['through Postgres', throughPostgres],
])('live text %s', (_, open) => {
  let worker: Carrier;
  let server: Carrier;
  let sent: string[];
  beforeEach(async () => {
    const [one, other] = await open();
    sent = [];
    worker = {
      ...one,
      send(channel, message) {
        sent.push(message);
        one.send(channel, message);
      },
    };
    server = other;
  });
  afterEach(async () => {
    await worker.close();
    await server.close();
  });

  test('watched → the pieces, in order, join to the text; nobody else hears of it', async () => {
    const publisher = createLivePublisher(worker);
    const watch = createLiveWatch(server);
    const heard: LivePiece[] = [];
    const others: LivePiece[] = [];
    watch.watch('thr_2', (piece) => others.push(piece));
    const reply = publisher.begin(PLACE);
    reply.start();
    reply.add('Once ');
    watch.watch('thr_1', (piece) => heard.push(piece));
    await until(() => joined(heard) === 'Once ');
    const text = 'upon a \u{1F600} time, '.repeat(300);
    reply.add(text);
    reply.end();
    await until(() => joined(heard) === `Once ${text}`);
    expect(heard[0]).toMatchObject({ threadId: 'thr_1', turn: 3, seq: 7, take: 1_000, offset: 0 });
    expect(others).toEqual([]);
    watch.close();
  });

  test('nobody watches, or no more → nothing is sent', async () => {
    const publisher = createLivePublisher(worker);
    const reply = publisher.begin(PLACE);
    reply.add('unheard');
    reply.end();
    expect(sent).toEqual([]);
  });

  test('a second watcher of the server, and a second server → each sees the whole, the first nothing twice', async () => {
    const publisher = createLivePublisher(worker);
    const watch = createLiveWatch(server);
    const first: LivePiece[] = [];
    const second: LivePiece[] = [];
    const third: LivePiece[] = [];
    const reply = publisher.begin(PLACE);
    watch.watch('thr_1', (piece) => first.push(piece));
    reply.add('The whole ');
    await until(() => joined(first) === 'The whole ');
    watch.watch('thr_1', (piece) => second.push(piece));
    const elsewhere = createLiveWatch(server);
    elsewhere.watch('thr_1', (piece) => third.push(piece));
    reply.add('story.');
    await until(() => [first, second, third].every((heard) => joined(heard) === 'The whole story.'));
    watch.close();
    elsewhere.close();
  });

  test('the last watcher goes, and one comes again → sees the whole', async () => {
    const publisher = createLivePublisher(worker);
    const watch = createLiveWatch(server);
    const first: LivePiece[] = [];
    const second: LivePiece[] = [];
    const reply = publisher.begin(PLACE);
    const stop = watch.watch('thr_1', (piece) => first.push(piece));
    reply.add('Before, ');
    await until(() => joined(first) === 'Before, ');
    stop();
    watch.watch('thr_1', (piece) => second.push(piece));
    reply.add('and after.');
    await until(() => joined(second) === 'Before, and after.');
    expect(second[0]?.offset).toBe(0);
    watch.close();
  });

  test('the model is asked once more → a new take from its beginning; the old text comes no more', async () => {
    const publisher = createLivePublisher(worker);
    const watch = createLiveWatch(server);
    const heard: LivePiece[] = [];
    watch.watch('thr_1', (piece) => heard.push(piece));
    const reply = publisher.begin(PLACE);
    reply.start();
    reply.add('Wrong.');
    await until(() => joined(heard) === 'Wrong.');
    reply.start();
    reply.add('Right.');
    await until(() => heard.length === 2);
    expect(heard[1]).toMatchObject({ take: 1_001, offset: 0, text: 'Right.' });
    watch.close();
  });
});

test('messages that are none, or of a reply that is over → passed over', () => {
  const carrier = createInProcessCarrier();
  const watch = createLiveWatch(carrier);
  const heard: LivePiece[] = [];
  watch.watch('thr_1', (piece) => heard.push(piece));
  const piece = { threadId: 'thr_1', turn: 1, seq: 9, take: 1_000, offset: 0, text: 'new' };
  for (const message of ['?', '{}', JSON.stringify(piece), JSON.stringify({ ...piece, seq: 8, text: 'old' })])
    carrier.send('text', message);
  expect(joined(heard)).toBe('new');
  watch.close();
});

test('a piece was lost → the next one comes all the same, and its offset shows the gap', () => {
  const carrier = createInProcessCarrier();
  const watch = createLiveWatch(carrier);
  const heard: LivePiece[] = [];
  watch.watch('thr_1', (piece) => heard.push(piece));
  const piece = { threadId: 'thr_1', turn: 1, seq: 9, take: 1_000 };
  carrier.send('text', JSON.stringify({ ...piece, offset: 0, text: 'abc' }));
  carrier.send('text', JSON.stringify({ ...piece, offset: 6, text: 'ghi' }));
  expect(heard.map(({ offset, text }) => [offset, text])).toEqual([
    [0, 'abc'],
    [6, 'ghi'],
  ]);
  watch.close();
});

test('a database that is away → sending neither waits nor throws, and closing ends', async () => {
  const carrier = openCarrier('postgres://nobody@127.0.0.1:1/none');
  for (let message = 0; message < 1_000; message += 1) carrier.send('text', 'lost');
  await carrier.close();
});

test('the connection is lost → made again, and carries on', async () => {
  const [from, to] = await throughPostgres();
  const { Client } = await import('pg');
  const admin = new Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'goalkeeper-live'",
  );
  await admin.end();
  await untilHeard(from, to);
  await from.close();
  await to.close();
});
