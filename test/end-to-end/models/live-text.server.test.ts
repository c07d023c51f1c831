/**
 * Live text with server and worker as two processes that share a Postgres; and what it costs the record:
 * nothing.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, shell } from '../../support/model/scripts.ts';
import {
  type ScriptedDistributed,
  startScriptedDistributed,
} from '../../support/service/scripted-service.ts';
import { type EventReader, readEvents } from '../../support/service/streams/event-reader.ts';

let goalkeeper: ScriptedDistributed;
beforeAll(async () => {
  goalkeeper = await startScriptedDistributed();
});
afterAll(() => goalkeeper?.stop());

const STORY = Array.from({ length: 60 }, (_, line) => `Line ${line} of a long \u{1F600} story.`).join('\n');
const told = () => ({
  message: STORY,
  toolCalls: [{ name: 'shell', arguments: { command: 'touch done.txt' } }],
});

const follow = (threadId: string, headers: Record<string, string> = {}): Promise<EventReader> =>
  readEvents(`${goalkeeper.url}/v1/threads/${threadId}/events`, headers);

/** A goal that is proven with the second reply; what stands in the end in record and history, by kind. */
async function workedOn(threadId: string): Promise<object> {
  const { model, api } = goalkeeper;
  await model.untilCall(threadId, 1);
  await model.play(threadId, { ...told(), eventDelayMs: 10 });
  await model.play(threadId, claim);
  model.reply(threadId, { message: 'Closing words.' });
  await goalkeeper.atRest(threadId);
  const items = await api.items(threadId);
  const runs = await goalkeeper.runs(threadId);
  return {
    items: items.map(({ kind, body }) => `${kind} ${body.type ?? ''}`),
    history: runs.flat().map(({ eventType }) => eventType),
  };
}

test('a watcher → sees the text while it is made, all of it, and each item once; record and history are the same as without', async () => {
  const [alone, watched] = [await goalkeeper.begin(FILE_GOAL), await goalkeeper.begin(FILE_GOAL)];
  const reader = await follow(watched);
  const [gone] = [await follow(watched)];
  const seen = reader.until(({ events }) =>
    events.some(({ event, data }) => event === 'text' && data.text.length > 0),
  );
  const work = Promise.all([workedOn(alone), workedOn(watched)]);
  await seen;
  gone.close();
  const first = reader.events.find(({ event }) => event === 'text')?.data;
  expect(reader.seqs()).not.toContain(first.seq);
  const [withoutWatcher, withWatcher] = await work;
  expect(withWatcher).toEqual(withoutWatcher);
  await reader.until(({ events }) =>
    events.some(({ event, data }) => event === 'item' && data.body.change === 'completed'),
  );
  const pieces = reader.events.filter(({ event, data }) => event === 'text' && data.seq === first.seq);
  expect(pieces.map(({ data }) => data.text).join('')).toBe(STORY);
  let end = 0;
  for (const { data } of pieces) {
    expect(data.offset).toBe(end);
    end += data.text.length;
  }
  const items = await goalkeeper.api.items(watched);
  await reader.until(({ seqs }) => seqs().length === items.length);
  expect(reader.seqs()).toEqual(items.map(({ seq }) => seq));
  const middle = reader.seqs()[3] ?? 0;
  reader.close();
  const again = await follow(watched, { 'last-event-id': String(middle) });
  await again.until(({ seqs }) => seqs().length === items.length - 4);
  expect(again.seqs()).toEqual(items.slice(4).map(({ seq }) => seq));
  again.close();
});

test('nobody watches → the worker sends nothing through the database', async () => {
  const listener = new Client({ connectionString: goalkeeper.databaseUrl });
  await listener.connect();
  const heard: string[] = [];
  listener.on('notification', ({ payload = '' }) => heard.push(payload));
  await listener.query('listen goalkeeper_live_text; listen goalkeeper_live_watch');
  const threadId = await goalkeeper.begin(FILE_GOAL, undefined);
  await goalkeeper.model.untilCall(threadId, 1);
  await goalkeeper.model.play(threadId, { ...shell('true'), message: STORY, eventDelayMs: 5 });
  await listener.query('select 1');
  await listener.end();
  expect(heard.filter((payload) => payload.includes(threadId))).toEqual([]);
});
