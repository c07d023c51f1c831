import { expect, jest, test } from '@jest/globals';
import {
  createKeyLimit,
  isOverLimit,
  MAX_BYTES,
  MAX_KEYS,
  MAX_REPLY_BYTES,
  withinBounds,
} from '../../../../server/http/idempotency/kept-limits.ts';
import { openRestBench } from '../../../support/service/rest-bench.ts';

const reply = (body: string) => ({ status: 201, headers: { etag: '"g.1"', location: '/x' }, body });

test('withinBounds: an answer of the most bytes → as it is; one byte more → a 409 that says where to look', () => {
  const most = reply('x'.repeat(MAX_REPLY_BYTES));
  expect(withinBounds(most)).toBe(most);
  const cut = withinBounds(reply(`${'x'.repeat(MAX_REPLY_BYTES - 1)}ü`));
  expect(cut).toMatchObject({ status: 409, headers: { etag: '"g.1"', location: '/x' } });
  expect(JSON.parse(cut.body)).toMatchObject({ code: 'replyNotKept', answeredWith: 201 });
});

test.each([
  [{ keys: MAX_KEYS, bytes: MAX_BYTES }, false],
  [{ keys: MAX_KEYS + 1, bytes: 0 }, true],
  [{ keys: 1, bytes: MAX_BYTES + 1 }, true],
])('isOverLimit: %j → %s', (use, isOver) => {
  expect(isOverLimit(use)).toBe(isOver);
});

test('createKeyLimit: asked again within ten seconds → not counted again; each tenant for itself', async () => {
  const asked: string[] = [];
  const mayKeepMore = createKeyLimit({
    readKeyUse: async (tenantId) => {
      asked.push(tenantId);
      return { keys: tenantId === 'full' ? MAX_KEYS + 1 : 0, bytes: 0 };
    },
  });
  const answers = [];
  for (const [tenantId, nowMs] of [
    ['full', 0],
    ['full', 9_999],
    ['other', 9_999],
    ['full', 10_000],
  ] as const)
    answers.push(await mayKeepMore(tenantId, nowMs));
  expect(answers).toEqual([false, false, true, false]);
  expect(asked).toEqual(['full', 'other', 'full']);
});

test('a tenant with too many keys → a new one is 429 and nothing is done; a known one is answered; no key is no matter', async () => {
  let keys = 0;
  const bench = await openRestBench({ readKeyUse: async () => ({ keys, bytes: 0 }) });
  const make = (key?: string) =>
    bench.call('POST', '/v1/threads', {}, key === undefined ? {} : { 'idempotency-key': key });
  const first = await make('known');
  keys = MAX_KEYS + 1;
  const now = Date.now() + 60_000;
  jest.spyOn(Date, 'now').mockReturnValue(now);
  const refused = await make('new');
  expect([refused.json().code, refused.headers['retry-after']]).toEqual(['tooManyKeys', '600']);
  expect([(await make('known')).body, (await make()).statusCode]).toEqual([first.body, 201]);
  keys = 0;
  jest.spyOn(Date, 'now').mockReturnValue(now + 60_000);
  expect((await make('new')).statusCode).toBe(201);
  jest.restoreAllMocks();
  await bench.close();
});
