import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openQuestion } from '../../../workflows/thread/question/open-question.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';
import { NOW_MS } from '../../support/workflow/thread-states.ts';

let bench: RestBench;
let threadId: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  threadId = await bench.newThread();
});

const stateOf = () => {
  const state = bench.threads.states.get(threadId);
  if (state === undefined) throw new Error('no thread');
  return state;
};
const call = (name: string, args: unknown) => ({
  type: 'function_call',
  call_id: name,
  name,
  arguments: typeof args === 'string' ? args : JSON.stringify(args),
});

/** The model asks with the second tool call of its reply at seq 40. */
async function ask(
  args: unknown = { question: 'Which database?', options: ['test', 'live'] },
): Promise<void> {
  const output = [
    { type: 'message', text: 'Hm.' },
    call('shell', { command: 'ls' }),
    call('request_input', args),
  ];
  const body = JSON.stringify({ responseId: 'r', output, usage: {} });
  await bench.journal.append(threadId, { items: [{ seq: 40, turn: 1, kind: 'modelReply', body }] });
  const request = { inputId: 'input_40-1', seq: 42, replySeq: 40 };
  bench.threads.states.set(threadId, openQuestion({ ...stateOf(), seq: 42 }, request, NOW_MS));
}

const thread = async () => (await bench.call('GET', `/v1/threads/${threadId}`)).json();
const answer = (body: unknown, headers = {}, inputId = 'input_40-1') =>
  bench.call('POST', `/v1/threads/${threadId}/inputs/${inputId}`, body, headers);

describe('an open question', () => {
  test('shown with its text, its options and its time', async () => {
    await ask();
    expect(await thread()).toMatchObject({
      phase: 'needsInput',
      next: { action: 'needsInput', reason: expect.stringContaining('inputs/input_40-1') },
      request: {
        inputId: 'input_40-1',
        question: 'Which database?',
        options: ['test', 'live'],
        askedAt: '2026-11-23T03:00:00.000Z',
      },
    });
  });

  test('without options → none', async () => {
    await ask({ question: 'Why?', options: null });
    expect((await thread()).request).toMatchObject({ question: 'Why?', options: [] });
  });

  test.each([
    ['arguments that cannot be read', '{'],
    ['another tool', { command: 'ls' }],
  ])('%s at its place → no text, and it can be answered all the same', async (_, args) => {
    await ask(args);
    expect((await thread()).request).toMatchObject({ inputId: 'input_40-1', question: null, options: [] });
    expect((await answer({ answer: 'test' })).statusCode).toBe(200);
  });
});

describe('POST inputs', () => {
  test('answered → a message that says what it answers, next to be read; the question is gone', async () => {
    await ask();
    const reply = await answer({ answer: 'test' });
    const { inputId } = reply.json<{ inputId: string }>();
    expect([reply.statusCode, reply.json()]).toMatchObject([
      200,
      { answers: 'input_40-1', status: 'queued' },
    ]);
    expect(stateOf().inputs).toEqual([{ inputId }]);
    expect(await bench.journal.readInput(threadId, inputId)).toMatchObject({
      content: 'test',
      answers: 'input_40-1',
    });
    expect(await thread()).not.toHaveProperty('request');
  });

  test('repeated under its key → one answer', async () => {
    await ask();
    const key = { 'idempotency-key': 'a1' };
    const first = await answer({ answer: 'test' }, key);
    expect((await answer({ answer: 'test' }, key)).json()).toEqual(first.json());
    expect(stateOf().inputs).toHaveLength(1);
  });

  test('answered before, another question, or none → 409, and no message waits', async () => {
    await ask();
    await answer({ answer: 'test' });
    const late = await answer({ answer: 'live' }, { 'idempotency-key': 'late' });
    expect(late.json()).toMatchObject({ status: 409, code: 'noOpenRequest' });
    expect((await answer({ answer: 'x' }, {}, 'input_9-0')).json()).toMatchObject({ code: 'noOpenRequest' });
    expect(stateOf().inputs).toHaveLength(1);
    expect((await bench.call('GET', `/v1/threads/${threadId}/messages/msg_late`)).json()).toMatchObject({
      status: 'refused',
    });
  });

  test('a message that interrupts → the question is withdrawn; an ordinary one waits behind it', async () => {
    await ask();
    const post = (delivery: string) =>
      bench.call('POST', `/v1/threads/${threadId}/messages`, { content: 'x', delivery });
    await post('queue');
    expect(await thread()).toMatchObject({ phase: 'needsInput', queuedInputs: 1 });
    await post('interrupt');
    expect(await thread()).not.toHaveProperty('request');
    expect((await answer({ answer: 'test' })).json()).toMatchObject({ code: 'noOpenRequest' });
  });

  test('no worker answers → 202', async () => {
    await ask();
    bench.threads.isWorkerUp = false;
    expect((await answer({ answer: 'test' })).statusCode).toBe(202);
  });

  test.each<[unknown, string]>([
    [{}, 'answer'],
    [{ answer: '' }, 'answer'],
    [{ answer: 'x', content: 'y' }, 'content'],
  ])('%j → 400 that names %s', async (body, field) => {
    await ask();
    expect((await answer(body)).json()).toMatchObject({ status: 400, errors: [{ field }] });
  });
});
