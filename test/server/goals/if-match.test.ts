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
    '%s %s: the tag of the goal → applied; the same tag later → 409 with the goal [C28]',
    async (method, path) => {
      const tag = (await put(FILE_GOAL)).headers.etag as string;
      const patched = await bench.call('PATCH', goalUrl, { objective: 'Make it better' });
      const stale = await bench.call(method, `${threadUrl}${path}`, undefined, { 'if-match': tag });
      expect(stale.json()).toMatchObject({
        status: 409,
        code: 'staleRevision',
        goal: { status: 'active', revision: 2, contract: { objective: 'Make it better' } },
      });
      const current = { 'if-match': patched.headers.etag as string };
      const reply = await bench.call(method, `${threadUrl}${path}`, undefined, current);
      expect([reply.statusCode, reply.json()]).toMatchObject([200, { applied: true }]);
    },
  );

  test('the tag of a goal that was replaced → 409', async () => {
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
    'a tag that is %s → 409, since it matches nothing',
    async (kind) => {
      const tag = (await put(FILE_GOAL)).headers.etag as string;
      const headers = { 'if-match': kind === 'weak' ? `W/${tag}` : '"abc"' };
      const reply = await bench.call('POST', `${goalUrl}/pause`, undefined, headers);
      expect(reply.json()).toMatchObject({ status: 409, code: 'staleRevision' });
      expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ status: 'active' });
    },
  );

  test.each(['', 'goal_1.1', '"goal_1.1', '"a", "b"', '"a b"'])(
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
