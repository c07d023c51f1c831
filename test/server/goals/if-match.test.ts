import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadUrl: string;
let goalUrl: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  threadUrl = `/v1/threads/${await bench.newThread()}`;
  goalUrl = `${threadUrl}/goal`;
});

const put = (body: unknown, headers = {}) => bench.call('PUT', goalUrl, body, headers);

describe('If-Match on a command', () => {
  const commands = [
    ['POST', '/goal/pause'],
    ['POST', '/goal/clear'],
    ['POST', '/interrupt'],
    ['DELETE', '/goal'],
  ] as const;

  test.each(commands)(
    '%s %s: the tag of the goal → applied; the same tag later → 412 with the goal [C28]',
    async (method, path) => {
      const tag = (await put(FILE_GOAL)).headers.etag as string;
      const patched = await bench.call('PATCH', goalUrl, { objective: 'Make it better' });
      const stale = await bench.call(method, `${threadUrl}${path}`, undefined, { 'if-match': tag });
      expect(stale.json()).toMatchObject({
        status: 412,
        code: 'staleRevision',
        goal: { status: 'active', revision: 2, contract: { objective: 'Make it better' } },
      });
      const current = { 'if-match': patched.headers.etag as string };
      const reply = await bench.call(method, `${threadUrl}${path}`, undefined, current);
      expect([reply.statusCode, reply.json()]).toMatchObject([200, { applied: true }]);
    },
  );

  test('the tag of a goal that was replaced → 412', async () => {
    const tag = (await put(FILE_GOAL)).headers.etag as string;
    await put({ ...FILE_GOAL, replace: true });
    const reply = await bench.call('POST', `${goalUrl}/pause`, undefined, { 'if-match': tag });
    expect(reply.json()).toMatchObject({ code: 'staleRevision', goal: { status: 'active' } });
  });

  test.each(['*', 'the tag, with space around it'])('%s → applied', async (header) => {
    const tag = (await put(FILE_GOAL)).headers.etag as string;
    const headers = { 'if-match': header === '*' ? '*' : ` ${tag} ` };
    expect((await bench.call('POST', `${goalUrl}/pause`, undefined, headers)).statusCode).toBe(200);
  });

  test.each(['weak', 'of something else'])(
    'a tag that is %s → 412, since it matches nothing',
    async (kind) => {
      const tag = (await put(FILE_GOAL)).headers.etag as string;
      const headers = { 'if-match': kind === 'weak' ? `W/${tag}` : '"abc"' };
      const reply = await bench.call('POST', `${goalUrl}/pause`, undefined, headers);
      expect(reply.json()).toMatchObject({ status: 412, code: 'staleRevision' });
      expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ status: 'active' });
    },
  );

  test.each(['', 'goal_1.1', '"goal_1.1', '"a" "b"', '"a b"'])(
    '%j → 400 that names the header',
    async (header) => {
      await put(FILE_GOAL);
      const reply = await bench.call('POST', `${goalUrl}/pause`, undefined, { 'if-match': header });
      expect(reply.json()).toMatchObject({ status: 400, errors: [{ field: 'if-match' }] });
    },
  );

  test('repeated under its key after it was applied → its first outcome, not stale', async () => {
    const tag = (await put(FILE_GOAL)).headers.etag as string;
    const headers = { 'if-match': tag, 'idempotency-key': 'p1' };
    await bench.call('POST', `${goalUrl}/pause`, undefined, headers);
    await bench.call('PATCH', goalUrl, { objective: 'Make it better' });
    const again = await bench.call('POST', `${goalUrl}/pause`, undefined, headers);
    expect([again.statusCode, again.json()]).toMatchObject([200, { applied: true, revision: 1 }]);
  });
});

describe('If-Match on PUT goal', () => {
  const replacing = { ...FILE_GOAL, replace: true };

  test('a stale tag, one that is none of a goal, and * without a goal → 412, and the goal stays', async () => {
    expect((await put(FILE_GOAL, { 'if-match': '*' })).json()).toMatchObject({ status: 412, goal: null });
    const tag = (await put(FILE_GOAL)).headers.etag as string;
    await bench.call('PATCH', goalUrl, { objective: 'Make it better' });
    for (const stale of [tag, '"nope"', `W/${tag}`])
      expect((await put(replacing, { 'if-match': stale })).json()).toMatchObject({
        status: 412,
        code: 'staleRevision',
        goal: { revision: 2, contract: { objective: 'Make it better' } },
      });
  });

  test('the tag of the goal, or * → replaced', async () => {
    const first = await put(FILE_GOAL);
    const second = await put(replacing, { 'if-match': first.headers.etag as string });
    const third = await put(replacing, { 'if-match': '*' });
    expect([second.statusCode, third.statusCode]).toEqual([201, 201]);
  });

  test('repeated under its key after a lost answer → applied once, not stale', async () => {
    const tag = (await put(FILE_GOAL)).headers.etag as string;
    const headers = { 'if-match': tag, 'idempotency-key': 'lost' };
    bench.threads.isWorkerUp = false;
    expect((await put(replacing, headers)).statusCode).toBe(202);
    bench.threads.isWorkerUp = true;
    expect((await put(replacing, headers)).json()).toMatchObject({ status: 'active', revision: 1 });
  });
});

describe('If-Match on every other change', () => {
  test.each<['POST' | 'PATCH' | 'DELETE', string, object | undefined]>([
    ['POST', '/wake', {}],
    ['POST', '/messages', { content: 'x' }],
    ['POST', '/inputs/input_1-0', { answer: 'x' }],
    ['POST', '/commands', { text: '/goal pause' }],
    ['POST', '/goal/check', {}],
    ['POST', '/reopen', {}],
    ['PATCH', '', { mode: 'plan' }],
    ['PATCH', '/messages/msg_1', { content: 'x' }],
    ['DELETE', '/messages/msg_1', undefined],
    ['DELETE', '', undefined],
  ])('%s %s with the tag of another goal → 412, and nothing is done', async (method, path, body) => {
    await put(FILE_GOAL);
    const reply = await bench.call(method, `${threadUrl}${path}`, body, { 'if-match': '"goal_1.1"' });
    expect(reply.json()).toMatchObject({ status: 412, code: 'staleRevision', goal: { status: 'active' } });
    expect((await bench.call('GET', threadUrl)).json()).toMatchObject({ mode: 'default', queuedInputs: 0 });
  });

  test('a message with the tag of the goal → taken', async () => {
    const tag = (await put(FILE_GOAL)).headers.etag as string;
    const reply = await bench.call('POST', `${threadUrl}/messages`, { content: 'x' }, { 'if-match': tag });
    expect(reply.statusCode).toBe(201);
  });
});
