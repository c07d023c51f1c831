import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
const ids: Record<string, string> = {};

interface Page {
  readonly threads: readonly {
    readonly threadId: string;
    readonly goal: { readonly status: string } | null;
  }[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

const newThread = async (name: string, body: object) => {
  ids[name] = (await bench.call('POST', '/v1/threads', body)).json<{ threadId: string }>().threadId;
};
const list = async (query: string) => (await bench.call('GET', `/v1/threads?${query}`)).json<Page>();
const namesIn = ({ threads }: Page) =>
  threads.map(({ threadId }) => Object.keys(ids).find((name) => ids[name] === threadId));

beforeAll(async () => {
  bench = await openRestBench();
  await newThread('empty', {});
  await newThread('pay', {
    title: 'Checkout of the shop',
    metadata: { team: 'pay', order: '17' },
    goal: { ...FILE_GOAL, title: 'Faster', metadata: { ticket: 'A-1' } },
  });
  await newThread('paused', { metadata: { team: 'pay' }, goal: FILE_GOAL });
  await bench.call('POST', `/v1/threads/${ids.paused}/goal/pause`);
  await newThread('away', { metadata: { team: 'search' } });
  await bench.call('DELETE', `/v1/threads/${ids.away}`);
});
afterAll(() => bench.close());

describe('GET threads', () => {
  test('no filter → the newest first, each with what it is called and its last goal', async () => {
    const page = await list('');
    expect(namesIn(page)).toEqual(['away', 'paused', 'pay', 'empty']);
    expect(page).toMatchObject({ nextCursor: null });
    expect(page.threads[2]).toMatchObject({
      title: 'Checkout of the shop',
      metadata: { team: 'pay', order: '17' },
      phase: 'idle',
      updatedAt: expect.any(String),
      goal: {
        title: 'Faster',
        metadata: { ticket: 'A-1' },
        objective: FILE_GOAL.objective.split('\n')[0],
        status: 'active',
        statusReason: expect.any(String),
        usage: { turns: 0 },
        tokensUsed: 0,
      },
    });
    expect(page.threads[3]?.goal).toBeNull();
    expect(page.total).toBeUndefined();
  });

  test.each([
    ['status=active', ['pay']],
    ['status=active&status=paused', ['paused', 'pay']],
    ['archived=true', ['away']],
    ['archived=false', ['paused', 'pay', 'empty']],
    ['metadata[team]=pay', ['paused', 'pay']],
    ['metadata[team]=pay&metadata[order]=17', ['pay']],
    ['metadata[team]=nobody', []],
    ['titleContains=CHECKOUT', ['pay']],
    ['phase=idle&sort=createdAt', ['empty', 'pay', 'paused', 'away']],
    ['phase=running', []],
    ['stalled=true', []],
    ['stalled=false&status=active', ['pay']],
    [
      'createdAfter=2020-01-01T00:00:00Z&updatedBefore=2999-01-01T00:00:00%2B02:00',
      ['away', 'paused', 'pay', 'empty'],
    ],
    ['createdBefore=2020-01-01T00:00:00Z', []],
  ])('%s → those and no others, and as many are counted', async (query, names) => {
    const page = await list(`${query}&total=true`);
    expect([namesIn(page), page.total]).toEqual([names, names.length]);
  });

  test('sort=-updatedAt → what changed last is first', async () => {
    await bench.call('PATCH', `/v1/threads/${ids.empty}`, { metadata: { seen: 'yes' } });
    expect(namesIn(await list('sort=-updatedAt&limit=1'))).toEqual(['empty']);
  });

  test('page by page → every thread once; total is that of all pages', async () => {
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await list(`limit=1&sort=createdAt&total=true${cursor && `&cursor=${cursor}`}`);
      seen.push(...namesIn(page));
      expect(page.total).toBe(4);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['empty', 'pay', 'paused', 'away']);
  });

  test('no worker answers → the list is the same', async () => {
    const before = await list('');
    bench.threads.isWorkerUp = false;
    expect(await list('')).toEqual(before);
    bench.threads.isWorkerUp = true;
  });

  test.each([
    ['status=done', 'status'],
    ['metadata=pay', 'metadata'],
    ['metadata[team]=a&metadata[team]=b', 'metadata.team'],
    ['label=x', 'label'],
    ['sort=title', 'sort'],
    ['total=yes', 'total'],
    ['createdAfter=yesterday', 'createdAfter'],
    ['cursor=thr_1', 'cursor'],
  ])('%s → 400 that names the field', async (query, field) => {
    const reply = await bench.call('GET', `/v1/threads?${query}`);
    expect([reply.statusCode, reply.json().errors[0].field]).toEqual([400, field]);
  });

  test('the cursor of another order → 400', async () => {
    const { nextCursor } = await list('limit=1');
    const reply = await bench.call('GET', `/v1/threads?sort=createdAt&cursor=${nextCursor}`);
    expect(reply.statusCode).toBe(400);
  });
});
