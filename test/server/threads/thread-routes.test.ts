import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.threads.isWorkerUp = true;
});

interface Page {
  readonly threads: readonly { readonly threadId: string }[];
  readonly nextCursor: string | null;
}

const post = (body?: unknown, headers = {}) => bench.call('POST', '/v1/threads', body, headers);

describe('POST threads', () => {
  test.each([{}])('body %j → 201, an idle thread without a goal, and where it is [C114]', async (body) => {
    const reply = await post(body);
    expect(reply.statusCode).toBe(201);
    const thread = reply.json<{ threadId: string }>();
    expect(thread).toMatchObject({ phase: 'idle', stale: false, goal: null, turn: 0, workspace: {} });
    expect(reply.headers.location).toBe(`/v1/threads/${thread.threadId}`);
    expect((await bench.call('GET', `/v1/threads/${thread.threadId}`)).json()).toEqual(thread);
  });

  test('model, effort, limit of a reply, workspace and goal → all in place', async () => {
    const chosen = { model: 'local-7b', reasoningEffort: 'low', maxOutputTokens: 2_000 };
    const reply = await post({ ...chosen, workspace: { source: 'shop' }, goal: FILE_GOAL });
    expect(reply.json()).toMatchObject({
      ...chosen,
      workspace: { source: 'shop' },
      goal: { status: 'active', contract: { objective: FILE_GOAL.objective } },
    });
  });

  test('messages → posted in their order, after the goal; repeated under its key, each once', async () => {
    const key = { 'idempotency-key': 'with-messages' };
    const messages = [{ content: 'Read the notes first.' }, { content: 'Ask before you delete.' }];
    const reply = await post({ messages, goal: FILE_GOAL }, key);
    expect(reply.json()).toMatchObject({ queuedInputs: 2, goal: { status: 'active' } });
    const url = `/v1/threads/${reply.json().threadId}/messages`;
    const { threadId } = (await post({ messages, goal: FILE_GOAL }, key)).json();
    expect(url).toContain(threadId);
    expect((await bench.call('GET', url)).json().messages).toMatchObject(
      messages.map((message) => ({ ...message, delivery: 'queue' })),
    );
    expect((await post({ messages })).json()).toMatchObject({ queuedInputs: 2, goal: null });
  });

  test('messages while no worker answers → 202, and they are there when one does', async () => {
    bench.threads.isWorkerUp = false;
    const messages = [{ content: 'One.' }, { content: 'Two.' }];
    const reply = await post({ messages, goal: FILE_GOAL });
    expect([reply.statusCode, reply.json()]).toMatchObject([202, { command: 'setGoal' }]);
    bench.threads.isWorkerUp = true;
    const url = `/v1/threads/${reply.json().threadId}`;
    expect((await bench.call('GET', url)).json()).toMatchObject({
      queuedInputs: 2,
      goal: { status: 'active' },
    });
    expect((await bench.call('GET', `${url}/messages`)).json().messages).toMatchObject(messages);
  });

  test.each([[[]], [[{ content: '' }]], [[{ text: 'x' }]], ['x'], [Array(21).fill({ content: 'x' })]])(
    'messages %j → 400 that names the field',
    async (messages) => {
      const { status, errors } = (await post({ messages })).json();
      expect([status, errors[0].field]).toEqual([400, expect.stringMatching(/^messages/)]);
    },
  );

  test('goal set, paused, resumed, cleared → model and workspace of the thread stay [C17]', async () => {
    const settings = { model: 'local-7b', workspace: { source: 'shop' } };
    const { threadId } = (await post(settings)).json<{ threadId: string }>();
    const url = `/v1/threads/${threadId}`;
    expect((await bench.call('PUT', `${url}/goal`, FILE_GOAL)).statusCode).toBe(201);
    for (const command of ['pause', 'resume', 'clear']) {
      expect((await bench.call('POST', `${url}/goal/${command}`)).statusCode).toBe(200);
      expect((await bench.call('GET', url)).json()).toMatchObject(settings);
    }
  });

  test('idempotency key repeated → the same thread with the same goal', async () => {
    const key = { 'idempotency-key': 'create-1' };
    const first = await post({ goal: FILE_GOAL }, key);
    expect((await post({ goal: FILE_GOAL }, key)).json()).toEqual(first.json());
  });

  test('no worker answers → 202 with the thread and the place to ask; a repeated request finds both', async () => {
    const key = { 'idempotency-key': 'create-2' };
    bench.threads.isWorkerUp = false;
    const reply = await post({ goal: FILE_GOAL }, key);
    const { threadId } = reply.json<{ threadId: string }>();
    expect(reply.statusCode).toBe(202);
    expect(reply.headers.location).toBe(`/v1/threads/${threadId}/requests/create-2`);
    bench.threads.isWorkerUp = true;
    expect((await post({ goal: FILE_GOAL }, key)).json()).toMatchObject({ goal: { status: 'active' } });
  });

  test.each<[object, string]>([
    [{ workspace: { source: 'etc' } }, 'workspace.source'],
    [{ workspace: { path: '/etc' } }, 'workspace.path'],
    [{ modle: 'x' }, 'modle'],
    [{ model: '' }, 'model'],
    [{ reasoningEffort: 'extreme' }, 'reasoningEffort'],
    [{ maxOutputTokens: 15 }, 'maxOutputTokens'],
    [{ maxOutputTokens: 1_000_001 }, 'maxOutputTokens'],
    [{ maxOutputTokens: '100' }, 'maxOutputTokens'],
    [{ goal: { ...FILE_GOAL, objective: ' ' } }, 'goal.objective'],
    [{ goal: { ...FILE_GOAL, extra: 1 } }, 'goal.extra'],
  ])('%j → 400 that names %s', async (body, field) => {
    const reply = await post(body);
    expect(reply.statusCode).toBe(400);
    const { errors } = reply.json<{ errors: { field: string }[] }>();
    expect(errors.map((error) => error.field)).toContain(field);
  });
});

describe('GET threads', () => {
  test('page by page → newest first, each once', async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.unshift(await bench.newThread());
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null && seen.length < 5; ) {
      const page: Page = (
        await bench.call('GET', `/v1/threads?limit=2${cursor && `&cursor=${cursor}`}`)
      ).json();
      seen.push(...page.threads.map(({ threadId }) => threadId));
      cursor = page.nextCursor;
    }
    expect(seen.slice(0, 5)).toEqual(made);
  });

  test('thread with a goal and no message → listed with its settings [C18]', async () => {
    const settings = { model: 'local-7b', workspace: { source: 'shop' } };
    const { threadId } = (await post({ ...settings, goal: FILE_GOAL })).json<{ threadId: string }>();
    const page: Page = (await bench.call('GET', '/v1/threads?limit=1')).json();
    expect(page.threads).toMatchObject([{ threadId, ...settings }]);
  });

  test.each(['limit=0', 'limit=101', 'limit=x', 'cursor=%00', 'cursor='])(
    '?%s → 400 that names it',
    async (query) => {
      const reply = await bench.call('GET', `/v1/threads?${query}`);
      expect(reply.json()).toMatchObject({ status: 400, errors: [{ field: query.split('=')[0] }] });
    },
  );

  test('one thread while no worker answers → stale', async () => {
    const threadId = await bench.newThread();
    bench.threads.isWorkerUp = false;
    const thread = (await bench.call('GET', `/v1/threads/${threadId}`)).json();
    expect(thread).toMatchObject({ threadId, stale: true, goal: null });
    expect(thread).not.toHaveProperty('phase');
  });
});
