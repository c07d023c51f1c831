import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;
let goalUrl: string;
let goalId: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  bench.threads.beforeUpdate = async () => {};
  threadId = await bench.newThread();
  goalUrl = `/v1/threads/${threadId}/goal`;
  goalId = (await bench.call('PUT', goalUrl, FILE_GOAL)).json().goalId;
});

const restore = (body: unknown, headers = {}) => bench.call('POST', `${goalUrl}/restore`, body, headers);
const asked = (revision: number) => bench.journal.readRestoredPaths(goalId, revision);
/** A worker that has looked at this revision leaves it like this. */
const look = (revision: number) =>
  bench.journal.saveSeenState({
    threadId,
    goalId,
    revision,
    seq: 10 + revision,
    purpose: 'baseline',
    stateId: 's',
  });

describe('POST goal/restore', () => {
  test('paths → a new revision of the same text that asks for them; the checks run anew', async () => {
    bench.threads.alterGoal(threadId, { hasBaseline: true });
    const before = await bench.journal.readContract(goalId, 1);
    const reply = await restore({ paths: ['test/**', 'bench'] });
    expect([reply.statusCode, reply.headers.etag]).toEqual([200, `"${goalId}.2"`]);
    expect(reply.json()).toMatchObject({
      ...{ goalId, revision: 2, status: 'active', restoredPaths: ['test/**', 'bench'] },
      next: { action: 'baseline' },
    });
    expect(await bench.journal.readContract(goalId, 2)).toEqual(before);
    expect(await asked(2)).toEqual(['test/**', 'bench']);
  });

  test('an edit before the next look → what was asked for is done all the same; after it → not once more', async () => {
    await restore({ paths: ['a'] });
    await bench.call('PATCH', goalUrl, { objective: 'Better' });
    expect(await asked(3)).toEqual(['a']);
    await restore({ paths: ['b', 'a'] });
    expect(await asked(4)).toEqual(['a', 'b']);
    await look(4);
    await bench.call('PATCH', goalUrl, { objective: 'Best' });
    expect(await asked(5)).toBeUndefined();
    await restore({ paths: ['c'] });
    expect(await asked(6)).toEqual(['c']);
  });

  test('one that was refused → no later revision asks for it', async () => {
    bench.threads.beforeUpdate = async () => {
      bench.threads.beforeUpdate = async () => {};
      await bench.call('PATCH', goalUrl, { objective: 'Better' });
    };
    const stale = { 'if-match': `"${goalId}.1"` };
    expect((await restore({ paths: ['a'] }, stale)).json()).toMatchObject({
      status: 412,
      code: 'staleRevision',
    });
    const { revision } = (await bench.call('PATCH', goalUrl, { objective: 'Best' })).json();
    expect(await asked(revision)).toBeUndefined();
  });

  test('the same request again → applied once', async () => {
    const key = { 'idempotency-key': 'k1' };
    const first = await restore({ paths: ['a'] }, key);
    const again = await restore({ paths: ['a'] }, key);
    expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
  });

  test('a complete goal → 409; no goal → 409; no worker → 503', async () => {
    bench.threads.isWorkerUp = false;
    expect((await restore({ paths: ['a'] })).json()).toMatchObject({ status: 503, code: 'unavailable' });
    bench.threads.isWorkerUp = true;
    bench.threads.alterGoal(threadId, { status: 'complete' });
    expect((await restore({ paths: ['a'] })).json()).toMatchObject({
      status: 409,
      code: 'illegalTransition',
    });
    const empty = await bench.newThread();
    const reply = await bench.call('POST', `/v1/threads/${empty}/goal/restore`, { paths: ['a'] });
    expect(reply.json()).toMatchObject({ status: 409, code: 'noGoal' });
  });

  test.each<[unknown, string]>([
    [{}, 'paths'],
    [{ paths: [] }, 'paths'],
    [{ paths: ['{a,b}'] }, 'paths.0'],
    [{ paths: ['../x'] }, 'paths.0'],
    [{ paths: ['a'], state: 's1' }, 'state'],
  ])('%j → 400 that names it', async (body, field) => {
    expect((await restore(body)).json()).toMatchObject({ status: 400, errors: [{ field }] });
  });
});

describe('paths that no look has put back', () => {
  const report = async () => (await bench.call('GET', `${goalUrl}/report?format=json`)).json();
  const page = async () => (await bench.call('GET', `${goalUrl}/report?format=md`)).body;
  const told = async () => (await bench.call('GET', goalUrl)).json();

  test('a paused goal → the goal, its `next` and the report say that it is still to be done; after a look, that it is done', async () => {
    await bench.call('POST', `${goalUrl}/pause`);
    const asking = (await restore({ paths: ['test/**', 'nope/**'] })).json();
    expect(asking).toMatchObject({
      status: 'paused',
      pendingRestore: ['test/**', 'nope/**'],
      next: { action: 'idle', reason: expect.stringContaining('will be put back when the checks run next') },
    });
    expect((await report()).contract.edits).toMatchObject([
      { restored: ['test/**', 'nope/**'], isRestorePending: true },
    ]);
    expect(await page()).toMatch(/to be put back to the accepted state when the checks run next/);
    await look(2);
    const done = { seq: 12, putBack: ['test/a'], removed: [], inTheWay: [], below: [], impossible: [] };
    await bench.journal.saveRestoration(goalId, { ...done, unmatched: ['nope/**'] });
    expect(await told()).not.toHaveProperty('pendingRestore');
    expect((await told()).next.reason).not.toContain('put back');
    const [edit] = (await report()).contract.edits;
    expect(edit).toMatchObject({ restored: ['test/**', 'nope/**'], restoredNothing: ['nope/**'] });
    expect(edit).not.toHaveProperty('isRestorePending');
    expect(await page()).toMatch(/nothing to put back of.*nope/);
  });

  test('the same asked for once more before a look → told of both', async () => {
    await restore({ paths: ['test/**'] });
    await restore({ paths: ['test/**'] });
    expect((await report()).contract.edits).toMatchObject([
      { revision: 2, restored: ['test/**'] },
      { revision: 3, restored: ['test/**'] },
    ]);
  });
});

test('GET goal/report: paths that were asked for → named with their revision, and not again with later edits', async () => {
  await restore({ paths: ['test/**'] });
  await bench.call('PATCH', goalUrl, { objective: 'Better' });
  const { contract } = (await bench.call('GET', `${goalUrl}/report?format=json`)).json();
  expect(contract.edits).toMatchObject([
    { revision: 2, fields: [], restored: ['test/**'] },
    { revision: 3, fields: [{ field: 'objective' }] },
  ]);
  expect(contract.edits[1]).not.toHaveProperty('restored');
  const page = (await bench.call('GET', `${goalUrl}/report?format=md`)).body;
  expect(page).toMatch(/put back to the accepted state when the checks run next.*test/);
});
