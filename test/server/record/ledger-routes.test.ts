import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  CHECK_PASSED,
  claimRecord,
  FILE_EVIDENCE,
  iterationRecord,
} from '../../support/journal/ledger-records.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

const GOAL = { objective: 'Price it', verification: { checks: [{ name: 'price', command: 'npm test' }] } };

let bench: RestBench;
let threadId: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  threadId = await bench.newThread();
});

const get = (path: string) => bench.call('GET', `/v1/threads/${threadId}/goal/${path}`);

async function setGoal(replace = false): Promise<string> {
  const reply = await bench.call('PUT', `/v1/threads/${threadId}/goal`, { ...GOAL, replace });
  return reply.json<{ goalId: string }>().goalId;
}

describe('GET goal/claims', () => {
  test('goal without claims → none', async () => {
    const goalId = await setGoal();
    expect((await get('claims')).json()).toEqual({ goalId, claims: [] });
  });

  test('claims page by page → each once; a cursor of no claim → 400', async () => {
    const place = { threadId, goalId: await setGoal() };
    for (const seq of [3, 4, 5])
      await bench.journal.saveClaim(claimRecord({ ...place, claimId: `${seq}-0`, seq }));
    const pages = [await get('claims?limit=2'), await get('claims?limit=2&cursor=4-0')].map((each) =>
      each.json(),
    );
    const ids = pages.map(({ claims }) => claims.map((claim: { claimId: string }) => claim.claimId));
    expect([ids, pages.map(({ nextCursor }) => nextCursor)]).toEqual([
      [['3-0', '4-0'], ['5-0']],
      ['4-0', null],
    ]);
    expect((await get('claims?cursor=9-9')).json()).toMatchObject({
      status: 400,
      errors: [{ field: 'cursor' }],
    });
  });

  test('claims → every one in order: what it was recorded as, what it is worth now, and what replaced it', async () => {
    const goalId = await setGoal();
    const place = { threadId, goalId };
    const confirmed = { ...place, status: 'confirmed' as const, uncertainty: '' };
    await bench.journal.saveClaim(claimRecord(place));
    await bench.journal.saveClaim(
      claimRecord({ ...confirmed, claimId: '5-0', seq: 6, evidence: [CHECK_PASSED, FILE_EVIDENCE] }),
    );
    await bench.journal.markStale(threadId, '5-0', ['file out/price.txt has changed since']);
    const { claims } = (await get('claims')).json();
    expect(claims).toEqual([
      {
        ...claimReply('2-0', 3),
        status: 'uncertain',
        standing: 'uncertain',
        uncertainty: 'one seed only',
        evidence: [],
        stale: [],
        supersededBy: '5-0',
      },
      {
        ...claimReply('5-0', 6),
        status: 'confirmed',
        standing: 'uncertain',
        uncertainty: '',
        evidence: [CHECK_PASSED, FILE_EVIDENCE],
        stale: ['file out/price.txt has changed since'],
      },
    ]);
  });
});

const claimReply = (claimId: string, seq: number) => ({
  claimId,
  seq,
  revision: 1,
  turn: 1,
  recordedAt: '2023-11-14T22:13:20.123Z',
  claim: 'The price is 1.69',
  route: 'Fourier inversion',
});

test('GET goal/iterations: experiments → in order', async () => {
  const goalId = await setGoal();
  for (const [iterationId, seq] of [
    ['i2', 9],
    ['i1', 4],
  ] as const)
    await bench.journal.saveIteration(iterationRecord({ threadId, goalId, iterationId, seq }));
  const iteration = {
    turn: 1,
    recordedAt: '2023-11-14T22:13:20.123Z',
    changed: 'twice the paths',
    observed: 'error halved',
    next: 'antithetic paths',
  };
  expect((await get('iterations')).json()).toEqual({
    goalId,
    iterations: [
      { iterationId: 'i1', seq: 4, ...iteration },
      { iterationId: 'i2', seq: 9, ...iteration },
    ],
  });
});

describe.each(['claims', 'iterations'])('GET goal/%s: which goal', (path) => {
  test('a past goal by its id → that one; without an id → the current one', async () => {
    const first = await setGoal();
    const second = await setGoal(true);
    expect((await get(path)).json()).toMatchObject({ goalId: second });
    for (const goalId of [first, second])
      expect((await get(`${path}?goalId=${goalId}`)).json()).toMatchObject({ goalId });
  });

  test('no goal, an unknown one, one of another thread → 404', async () => {
    expect((await get(path)).statusCode).toBe(404);
    expect((await get(`${path}?goalId=goal_x`)).statusCode).toBe(404);
    const goalId = await setGoal();
    threadId = await bench.newThread();
    await setGoal();
    expect((await get(`${path}?goalId=${goalId}`)).json()).toMatchObject({ status: 404, code: 'notFound' });
    threadId = 'thr_unknown';
    expect((await get(path)).statusCode).toBe(404);
  });

  test('an id that is none → 400 that names the field', async () => {
    await setGoal();
    for (const goalId of ['', 'x'.repeat(101)])
      expect((await get(`${path}?goalId=${goalId}`)).json()).toMatchObject({
        status: 400,
        errors: [{ field: 'goalId' }],
      });
  });

  test('no worker answers → from the journal all the same', async () => {
    const goalId = await setGoal();
    bench.threads.isWorkerUp = false;
    expect((await get(path)).json()).toMatchObject({ goalId });
    bench.threads.isWorkerUp = true;
  });
});
