/**
 * Replies that a provider refuses to read again: the thread goes on all the same. The model server refuses
 * what the real one does.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reply } from '../../scripted-model/reply.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, say, shell } from '../support/model/scripts.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

const call = (name: string, call_id: string, command: string) => ({
  type: 'function_call',
  id: `fc_${call_id.length}`,
  call_id,
  name,
  arguments: JSON.stringify({ command }),
  status: 'completed',
});
const thought = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' };
const message = (text: string) => ({
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text, annotations: [] }],
});

/** Plays the replies one after another, whatever is asked. */
const oneByOne = (...replies: readonly Reply[]) => {
  const left = [...replies];
  return (): Reply => left.shift() ?? say('Nothing more.');
};

let service: ScriptedService;
beforeAll(async () => {
  service = await startScriptedService();
});
afterAll(() => service?.stop());

async function play(...replies: readonly Reply[]) {
  const threadId = await service.begin(FILE_GOAL, oneByOne(...replies));
  await service.atRest(threadId);
  const [goal, items] = await Promise.all([service.api.goal(threadId), service.api.items(threadId)]);
  return { goal, items, results: items.filter(({ kind }) => kind === 'toolResult').map(({ body }) => body) };
}

describe('a reply that could not be repeated as it came', () => {
  test.each([
    ['a name with its namespace', 'functions.shell', 'call_1'],
    ['a name with a token of the format behind it', 'shell<|channel|>commentary', 'call_1'],
    ['an id of 125 characters', 'shell', `call_${'x'.repeat(120)}`],
  ])('%s → the tool runs, and the goal completes', async (_, name, id) => {
    const { goal, results } = await play({ items: [thought, call(name, id, 'touch done.txt')] }, claim);
    expect(results[0]).toMatchObject({ name: 'shell', ok: true });
    expect(goal.status).toBe('complete');
  });

  test('a name that no tool has → told so, and the goal completes', async () => {
    const odd = call('b'.repeat(100), 'call_1', 'ls');
    const { goal, results } = await play({ items: [odd] }, shell('touch done.txt'), claim);
    expect(results[0]).toMatchObject({ ok: false, output: expect.stringContaining('There is no tool') });
    expect(goal.status).toBe('complete');
  });

  test.each<[string, Reply]>([
    ['behind the calls', { items: [thought, call('shell', 'call_1', 'touch done.txt'), thought] }],
    [
      'in front of an empty message',
      { items: [thought, call('shell', 'call_1', 'touch done.txt'), thought, message('')] },
    ],
    [
      'where the reply was cut',
      { fault: 'incomplete', reply: { items: [thought, message('I will look.'), thought] } },
    ],
  ])('thoughts that nothing follows, %s → the goal completes', async (_, reply) => {
    const { goal } = await play(reply, shell('touch done.txt'), claim);
    expect(goal.status).toBe('complete');
  });
});

describe('replies that repeat what only one of them may say', () => {
  test('ids of calls and thoughts that each reply has anew → the goal completes, and nothing is left out', async () => {
    const again = (command: string): Reply => ({ items: [thought, call('shell', 'call_0', command)] });
    const { goal, items, results } = await play(again('echo one'), again('touch done.txt'), claim);
    expect(goal.status).toBe('complete');
    expect(results).toHaveLength(3);
    expect(JSON.stringify(items)).not.toContain('"leftOut":[');
  });

  test('a call of a kind that was not offered, again and again → told each time, and never blocked for it', async () => {
    const odd: Reply = {
      items: [{ type: 'custom_tool_call', id: 'ctc', call_id: 'c', name: 'shell', input: 'touch done.txt' }],
    };
    const { goal, results } = await play(odd, odd, shell('touch done.txt'), claim);
    expect(results[1]).toMatchObject({ ok: false, output: expect.stringContaining('There is no tool') });
    expect(goal.status).toBe('complete');
  });
});

describe('a history that a provider refuses for a reason of its own', () => {
  /** Refuses each request that repeats the word. */
  const refusing = (words: string, ...replies: readonly Reply[]) => {
    const next = oneByOne(...replies);
    return (request: { readonly body: object }): Reply =>
      JSON.stringify(request.body).includes(words)
        ? { fault: 'status', status: 400, body: { error: { message: 'Invalid input.', code: null } } }
        : next();
  };

  test('the reply and its results are left out, on record → the thread goes on, and later requests lack them too', async () => {
    const script = refusing(
      'POISON',
      shell('touch done.txt && echo POISON'),
      shell('echo one'),
      shell('echo two'),
      claim,
    );
    const threadId = await service.begin(FILE_GOAL, script);
    await service.atRest(threadId);
    expect(await service.api.goal(threadId)).toMatchObject({ status: 'complete' });
    const replies = (await service.api.items(threadId)).filter(({ kind }) => kind === 'modelReply');
    expect(replies[1]?.body.leftOut).toEqual([replies[0]?.seq]);
    expect(replies.slice(2).map(({ body }) => body.leftOut)).toEqual(replies.slice(2).map(() => undefined));
  });

  /** Refuses a request as `problem` says, and counts how often it did. */
  const objecting = (problem: (body: object) => object | undefined, ...replies: readonly Reply[]) => {
    const next = oneByOne(...replies);
    const counted = { refusals: 0 };
    const script = ({ body }: { readonly body: object }): Reply => {
      const said = problem(body);
      if (said === undefined) return next();
      counted.refusals += 1;
      return { fault: 'status', ...said } as Reply;
    };
    return { script, counted };
  };
  const seal = { ...thought, encrypted_content: 'OLDSEAL' };
  const inputOf = (body: object) => (body as { readonly input: readonly object[] }).input;
  const holds = (words: string) => (item: object) => JSON.stringify(item).includes(words);

  test('thoughts of an older reply cannot be read any more → all of them go, on record, and nothing else does', async () => {
    let calls = 0;
    const { script, counted } = objecting(
      (body) => {
        calls += 1;
        const index = inputOf(body).findIndex(holds('OLDSEAL'));
        if (calls < 4 || index < 0) return undefined;
        const message = 'The encrypted content for item rs_1 could not be verified.';
        const param = `input[${index}].encrypted_content`;
        return { status: 400, body: { error: { message, param, code: 'invalid_encrypted_content' } } };
      },
      { items: [seal, call('shell', 'call_1', 'echo one')] },
      shell('echo two'),
      shell('echo three'),
      shell('touch done.txt'),
      claim,
    );
    const threadId = await service.begin(FILE_GOAL, script);
    await service.atRest(threadId);
    expect(await service.api.goal(threadId)).toMatchObject({ status: 'complete' });
    const replies = (await service.api.items(threadId)).filter(({ kind }) => kind === 'modelReply');
    expect(replies.filter(({ body }) => 'thoughtsLeftOut' in body)).toHaveLength(1);
    expect(replies.filter(({ body }) => 'leftOut' in body)).toEqual([]);
    expect(counted.refusals).toBe(1);
  });

  test('an item of an older reply is named → that reply goes, on record, and the newer ones stay', async () => {
    let calls = 0;
    const { script, counted } = objecting(
      (body) => {
        calls += 1;
        const index = inputOf(body).findIndex(holds('POISON'));
        if (calls < 4 || index < 0) return undefined;
        const error = { message: 'Invalid value.', param: `input[${index}].arguments` };
        return { status: 400, body: { error } };
      },
      shell('echo POISON'),
      shell('echo two'),
      shell('echo three'),
      shell('touch done.txt'),
      claim,
    );
    const threadId = await service.begin(FILE_GOAL, script);
    await service.atRest(threadId);
    expect(await service.api.goal(threadId)).toMatchObject({ status: 'complete' });
    const replies = (await service.api.items(threadId)).filter(({ kind }) => kind === 'modelReply');
    expect(replies.flatMap(({ body }) => body.leftOut ?? [])).toEqual([replies[0]?.seq]);
    expect(counted.refusals).toBe(1);
  });

  test('a 404 that names an item by its id → no missing model: the item goes', async () => {
    const { script } = objecting(
      (body) =>
        inputOf(body).some(holds('OLDSEAL'))
          ? {
              status: 404,
              body: {
                error: {
                  message:
                    "Item with id 'rs_1' not found. Items are not persisted when `store` is set to false.",
                  param: 'input',
                },
              },
            }
          : undefined,
      { items: [seal, call('shell', 'call_1', 'touch done.txt')] },
      claim,
    );
    const threadId = await service.begin(FILE_GOAL, script);
    await service.atRest(threadId);
    expect(await service.api.goal(threadId)).toMatchObject({ status: 'complete' });
  });

  test('what a person said is refused → blocked, with the reason; nothing is left out', async () => {
    const threadId = await service.begin(
      { ...FILE_GOAL, objective: 'Make POISON.txt' },
      refusing('POISON', claim),
    );
    await service.atRest(threadId);
    expect(await service.api.goal(threadId)).toMatchObject({
      status: 'blocked',
      statusReason: expect.stringContaining('Invalid input'),
    });
  });
});
