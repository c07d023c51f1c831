import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { takeInputs } from '../../../workflows/thread/take-inputs.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;
let inputId: string;

beforeAll(async () => {
  bench = await openRestBench();
}, 60_000);
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  threadId = await bench.newThread();
  const reply = await bench.call('POST', `/v1/threads/${threadId}/messages`, { content: 'as sent' });
  ({ inputId } = reply.json<{ inputId: string }>());
});

const message = (method: 'GET' | 'PATCH' | 'DELETE', body?: unknown, headers = {}, id = inputId) =>
  bench.call(method, `/v1/threads/${threadId}/messages/${id}`, body, headers);
const edit = (content: string, id = inputId) => message('PATCH', { content }, {}, id);
const stateOf = (): ThreadState => {
  const state = bench.threads.states.get(threadId);
  if (state === undefined) throw new Error('no thread');
  return state;
};

/** A model call takes along what is queued; until `isDelivered` the journal does not know of it. */
async function take(isDelivered: boolean): Promise<void> {
  const { deliveries, ...state } = takeInputs(stateOf(), true);
  bench.threads.states.set(threadId, { ...state, deliveries });
  if (isDelivered) await bench.journal.append(threadId, { inputs: deliveries });
}

describe('PATCH a message', () => {
  test('queued → the new text, and when; its place in the queue stays', async () => {
    const reply = await edit('in other words');
    expect([reply.statusCode, reply.json()]).toMatchObject([
      200,
      { inputId, content: 'in other words', status: 'queued', seq: null, editedAt: expect.any(String) },
    ]);
    expect((await message('GET')).json()).toEqual(reply.json());
    expect(stateOf().inputs).toEqual([{ inputId }]);
  });

  test('a turn has read it → 409, and the text stays; the text that it has → 200', async () => {
    await take(true);
    const reply = await edit('too late');
    expect([reply.statusCode, reply.json()]).toMatchObject([409, { code: 'messageTaken', inputId }]);
    const same = await edit('as sent');
    expect([same.statusCode, same.json()]).toMatchObject([200, { status: 'delivered', content: 'as sent' }]);
  });

  test.each([
    ['an empty text', () => edit(''), 400],
    ['an unknown message', () => edit('x', 'msg_unknown'), 404],
  ])('%s → %s refused', async (_, send, status) => {
    expect((await send()).statusCode).toBe(status);
  });
});

describe('DELETE a message', () => {
  test('queued → taken back; nothing is left in the queue, and the list says so', async () => {
    const reply = await message('DELETE');
    expect([reply.statusCode, reply.json()]).toMatchObject([
      200,
      { inputId, status: 'withdrawn', seq: null },
    ]);
    expect(stateOf().inputs).toEqual([]);
    const { messages } = (await bench.call('GET', `/v1/threads/${threadId}/messages`)).json();
    expect(messages).toMatchObject([{ inputId, status: 'withdrawn', content: 'as sent' }]);
    expect((await edit('x')).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('taken back'),
    });
  });

  test('once more, with the same key or another → the same', async () => {
    const first = (await message('DELETE', undefined, { 'idempotency-key': 'k' })).json();
    expect((await message('DELETE', undefined, { 'idempotency-key': 'k' })).json()).toEqual(first);
    expect((await message('DELETE')).json()).toEqual(first);
  });

  test.each([true, false])('a turn has taken it, delivered: %s → 409, and it stays', async (isDelivered) => {
    await take(isDelivered);
    const reply = await message('DELETE');
    const detail = expect.stringContaining(isDelivered ? 'A turn has read it' : 'A turn reads it now');
    expect([reply.statusCode, reply.json()]).toMatchObject([409, { code: 'messageTaken', inputId, detail }]);
    expect((await message('GET')).json()).toMatchObject({ status: isDelivered ? 'delivered' : 'queued' });
  });

  test('an answer to a question → 409: it counts at once', async () => {
    await bench.journal.saveInput({ threadId, inputId: 'msg_a', content: 'yes', answers: 'input_1-0' });
    expect((await message('DELETE', undefined, {}, 'msg_a')).statusCode).toBe(409);
  });

  test('no worker answers → 202; the record says it as soon as the thread has handled it', async () => {
    bench.threads.isWorkerUp = false;
    const reply = await message('DELETE');
    expect([reply.statusCode, reply.json()]).toMatchObject([202, { command: 'withdrawMessage', inputId }]);
    expect((await message('GET')).json()).toMatchObject({ status: 'withdrawn' });
  });

  test('a thread that is rebuilt from its record, or asked what it says next → without the message', async () => {
    await message('DELETE');
    const { transcript } = (await bench.call('GET', `/v1/threads/${threadId}/context`)).json();
    expect(transcript.byKind.userMessages.items).toBe(0);
  });
});
