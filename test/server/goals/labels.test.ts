import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;
let threadUrl: string;
let goalUrl: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  threadId = await bench.newThread();
  threadUrl = `/v1/threads/${threadId}`;
  goalUrl = `${threadUrl}/goal`;
});

const LABELS = { title: 'The checkout', metadata: { order: '17', team: 'pay' } };
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, 'v']));

describe('title and metadata of a thread', () => {
  test('made with both → shown wherever the thread is; made without → no title, no metadata', async () => {
    const made = (await bench.call('POST', '/v1/threads', LABELS)).json();
    expect(made).toMatchObject(LABELS);
    expect((await bench.call('GET', `/v1/threads/${made.threadId}`)).json()).toMatchObject(LABELS);
    const bare = (await bench.call('GET', threadUrl)).json();
    expect([bare.title, bare.metadata]).toEqual([undefined, {}]);
  });

  test('PATCH → merged: what is named changes, null removes, the rest stays', async () => {
    await bench.call('PATCH', threadUrl, LABELS);
    const patched = await bench.call('PATCH', threadUrl, { metadata: { team: null, new: '' } });
    expect(patched.json()).toMatchObject({ title: LABELS.title, metadata: { order: '17', new: '' } });
    const bare = (await bench.call('PATCH', threadUrl, { title: null, metadata: null })).json();
    expect([bare.title, bare.metadata]).toEqual([undefined, {}]);
  });

  test('PATCH of an archived thread, or while no worker answers → changed; with a mode → refused as before', async () => {
    await bench.call('DELETE', threadUrl);
    expect((await bench.call('PATCH', threadUrl, LABELS)).json()).toMatchObject(LABELS);
    expect((await bench.call('PATCH', threadUrl, { mode: 'plan' })).statusCode).toBe(409);
  });

  test.each<[string, object, string]>([
    ['nothing', {}, 'body'],
    ['a title of spaces', { title: '   ' }, 'title'],
    ['a value that is no text', { metadata: { a: 1 } }, 'metadata.a'],
    ['a value that is too long', { metadata: { a: 'v'.repeat(501) } }, 'metadata.a'],
    ['a key that is too long', { metadata: { ['k'.repeat(41)]: 'v' } }, `metadata.${'k'.repeat(41)}`],
    ['a key with brackets', { metadata: { 'a[b]': 'v' } }, 'metadata.a[b]'],
    ['too many keys', { metadata: many(51) }, 'metadata'],
    ['NUL in a value', { metadata: { a: '\0' } }, 'metadata.a'],
  ])('%s → 400 that names it', async (_, body, field) => {
    const reply = await bench.call('PATCH', threadUrl, body);
    expect([reply.statusCode, reply.json().errors[0].field]).toEqual([400, field]);
  });

  test('keys that fit one by one, and not together → 400, and nothing is changed', async () => {
    await bench.call('PATCH', threadUrl, { metadata: many(50) });
    const reply = await bench.call('PATCH', threadUrl, { title: 'x', metadata: { more: 'v' } });
    expect([reply.statusCode, reply.json().errors[0].field]).toEqual([400, 'metadata']);
    const thread = (await bench.call('GET', threadUrl)).json();
    expect([thread.title, thread.metadata]).toEqual([undefined, many(50)]);
  });
});

describe('title and metadata of a goal', () => {
  test('PUT with both → in every view of the goal and in its report, never in the contract', async () => {
    const put = (await bench.call('PUT', goalUrl, { ...FILE_GOAL, ...LABELS })).json();
    expect(put).toMatchObject(LABELS);
    expect(JSON.stringify(await bench.journal.readContract(put.goalId, 1))).not.toContain('The checkout');
    expect(JSON.stringify(bench.threads.states.get(threadId))).not.toContain('The checkout');
    for (const url of [goalUrl, `${goalUrl}/report`])
      expect(JSON.stringify((await bench.call('GET', url)).json())).toContain('"order":"17"');
    expect((await bench.call('GET', threadUrl)).json().goal).toMatchObject(LABELS);
    expect((await bench.call('GET', `${goalUrl}s`)).json().goals[0]).toMatchObject(LABELS);
    const markdown = (await bench.call('GET', `${goalUrl}/report?format=md`)).body;
    expect([markdown.includes('The checkout'), markdown.includes('order=17')]).toEqual([true, true]);
    bench.threads.isWorkerUp = false;
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ ...LABELS, stale: true });
    bench.threads.isWorkerUp = true;
  });

  test('an edit of the contract → both stay; an edit of both alone → no new revision', async () => {
    await bench.call('PUT', goalUrl, { ...FILE_GOAL, ...LABELS });
    const edited = (await bench.call('PATCH', goalUrl, { budget: { turns: 3 } })).json();
    expect(edited).toMatchObject({ ...LABELS, revision: 2 });
    const labelled = (await bench.call('PATCH', goalUrl, { metadata: { team: null } })).json();
    expect(labelled).toMatchObject({ revision: 2, metadata: { order: '17' } });
    const both = (await bench.call('PATCH', goalUrl, { title: 'New', budget: { turns: 4 } })).json();
    expect(both).toMatchObject({ title: 'New', revision: 3, contract: { budget: { turns: 4 } } });
  });

  test('the goal is replaced → the new one has its own', async () => {
    await bench.call('PUT', goalUrl, { ...FILE_GOAL, ...LABELS });
    const next = (await bench.call('PUT', goalUrl, { ...FILE_GOAL, replace: true })).json();
    expect([next.title, next.metadata]).toEqual([undefined, {}]);
    expect((await bench.call('GET', `${goalUrl}s`)).json().goals[1]).toMatchObject(LABELS);
  });

  test('PATCH without a goal → 409; with the tag of another revision → 412; with too many keys → 400', async () => {
    const patch = (headers = {}, metadata = {}) =>
      bench.call('PATCH', goalUrl, { title: 'x', metadata }, headers);
    expect((await patch()).json()).toMatchObject({ status: 409, code: 'noGoal' });
    const { goalId } = (await bench.call('PUT', goalUrl, { ...FILE_GOAL, metadata: many(50) })).json();
    expect((await patch({ 'if-match': `"${goalId}.9"` })).statusCode).toBe(412);
    expect((await patch({ 'if-match': `"${goalId}.1"` })).json()).toMatchObject({ title: 'x' });
    const tooMany = { title: 'y', metadata: { more: 'v' }, budget: { turns: 9 } };
    expect((await bench.call('PATCH', goalUrl, tooMany)).statusCode).toBe(400);
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ revision: 1, title: 'x' });
  });
});
