import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { SHIPPED_DEFAULTS } from '../../../contracts/ceiling/budget-rule.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import type { Json } from '../../support/service/api.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';
import {
  NEXT_RUN,
  type SchedulesWithoutTemporal,
  UNKNOWN_TO_TEMPORAL,
} from '../../support/service/schedules-without-temporal.ts';

let bench: RestBench;
let temporal: SchedulesWithoutTemporal;
beforeAll(async () => {
  bench = await openRestBench();
  temporal = bench.dependencies.schedules as SchedulesWithoutTemporal;
});
afterAll(() => bench.close());
beforeEach(() => {
  temporal.isClusterUp = true;
});

const NIGHTLY = { cron: '0 3 * * *', goal: FILE_GOAL };

async function made(fields: object = {}): Promise<Json> {
  const reply = await bench.call('POST', '/v1/schedules', { ...NIGHTLY, ...fields });
  expect([reply.statusCode, reply.body]).toEqual([201, expect.any(String)]);
  return reply.json();
}

test('POST schedules → the schedule with every default said, where it is, and Temporal told of it', async () => {
  const reply = await bench.call('POST', '/v1/schedules', {
    ...NIGHTLY,
    name: 'nightly',
    metadata: { a: 'b' },
  });
  const schedule = reply.json();
  const { scheduleId } = schedule;
  expect(reply.headers).toMatchObject({ location: `/v1/schedules/${scheduleId}`, etag: `"${scheduleId}.1"` });
  expect(schedule).toMatchObject({
    ...{ name: 'nightly', metadata: { a: 'b' }, cron: ['0 3 * * *'], timezone: 'UTC', overlap: 'skip' },
    ...{ catchupWindowSeconds: 3_600, paused: false, revision: 1, nextRunTimes: [NEXT_RUN.toISOString()] },
    goal: { objective: FILE_GOAL.objective, replace: false },
  });
  expect(temporal.told.get(scheduleId)).toMatchObject({ revision: 1 });
  expect((await bench.call('GET', `/v1/schedules/${scheduleId}`)).json()).toEqual(schedule);
});

test.each<[string, object, string]>([
  ['a cron expression that is none', { cron: 'daily' }, 'cron'],
  ['one of several', { cron: ['0 3 * * *', '0 25 * * *'] }, 'cron.1'],
  ['none at all', { cron: [] }, 'cron'],
  ['a day that never comes', { cron: '0 0 31 2 *' }, 'cron'],
  ['a time zone that is none', { timezone: 'Mars/Olympus' }, 'timezone'],
  ['a time zone that Temporal does not know', { timezone: UNKNOWN_TO_TEMPORAL }, 'timezone'],
  ['another overlap', { overlap: 'terminateOther' }, 'overlap'],
  ['a goal without a proof', { goal: { objective: 'x' } }, 'goal.verification'],
  [
    'a goal with a moment as its deadline',
    { goal: { ...FILE_GOAL, budget: { deadline: '2099-01-01T00:00:00Z' } } },
    'goal.budget.deadline',
  ],
  ['a thread and a threadId', { thread: {}, threadId: 'thr_x' }, 'thread'],
  ['a source that is not there', { thread: { workspace: { source: 'nowhere' } } }, 'thread.workspace.source'],
  [
    'a hidden file that no new thread was sent',
    {
      goal: {
        ...FILE_GOAL,
        verification: {
          checks: [
            {
              name: 'h',
              command: 'true',
              visibility: 'hidden',
              files: [{ path: 'a', sha256: 'a'.repeat(64), sizeBytes: 1 }],
            },
          ],
        },
      },
    },
    'goal.verification.checks.0.files.0.sha256',
  ],
  ['an unknown field', { retries: 3 }, 'retries'],
])('POST schedules: %s → 400 that names the field, and nothing is kept', async (_, fields, field) => {
  const before = (await bench.call('GET', '/v1/schedules?limit=100')).json().schedules.length;
  const reply = await bench.call('POST', '/v1/schedules', { ...NIGHTLY, ...fields });
  expect([reply.statusCode, reply.json().errors?.map((each: Json) => each.field)]).toEqual([400, [field]]);
  expect((await bench.call('GET', '/v1/schedules?limit=100')).json().schedules).toHaveLength(before);
});

test('POST schedules for a thread that is not there → 404', async () => {
  const reply = await bench.call('POST', '/v1/schedules', { ...NIGHTLY, threadId: 'thr_none' });
  expect(reply.json()).toMatchObject({ status: 404, code: 'notFound' });
});

test('a thread that is archived, or a state that it never had → 400 that names the field', async () => {
  const threadId = await bench.newThread();
  const fork = { threadId, state: 'ab'.repeat(32) };
  const forked = await bench.call('POST', '/v1/schedules', { ...NIGHTLY, thread: { workspace: { fork } } });
  expect(forked.json()).toMatchObject({ status: 400, errors: [{ field: 'thread.workspace.fork.state' }] });
  await made({ thread: { workspace: { fork: { threadId, state: 'proven' } } } });
  const { scheduleId } = await made({ threadId });
  await bench.call('DELETE', `/v1/threads/${threadId}`);
  const archived = await bench.call('POST', '/v1/schedules', { ...NIGHTLY, threadId });
  expect(archived.json()).toMatchObject({ status: 400, errors: [{ field: 'threadId' }] });
  // The one that is there can be held back all the same.
  const held = await bench.call('PATCH', `/v1/schedules/${scheduleId}`, { paused: true });
  expect(held.json()).toMatchObject({ paused: true });
});

test('contents of hidden files → are not told', async () => {
  const files = [{ path: 'secret.txt', content: 'the answer is 42' }];
  const checks = [{ name: 'h', command: 'true', visibility: 'hidden', files }];
  const { scheduleId } = await made({ goal: { ...FILE_GOAL, verification: { checks } } });
  const { body } = await bench.call('GET', `/v1/schedules/${scheduleId}`);
  expect(body).toContain('secret.txt');
  expect(body).not.toContain(Buffer.from('the answer is 42').toString('base64'));
  expect(body).not.toContain('the answer');
});

test('the same request under its key → the same schedule; Temporal was away at first', async () => {
  temporal.isClusterUp = false;
  const headers = { 'idempotency-key': 'make-once' };
  const first = await bench.call('POST', '/v1/schedules', NIGHTLY, headers);
  expect(first.json()).toMatchObject({ status: 503, requestId: 'make-once' });
  temporal.isClusterUp = true;
  const second = await bench.call('POST', '/v1/schedules', NIGHTLY, headers);
  const third = await bench.call('POST', '/v1/schedules', NIGHTLY, headers);
  expect([second.statusCode, third.body]).toEqual([201, second.body]);
  expect(await bench.journal.listUnsyncedSchedules(10)).toEqual([]);
});

test('PATCH → what is named, the rest stays; If-Match of another revision → 412 and nothing', async () => {
  const { scheduleId } = await made({ metadata: { team: 'pay', old: 'x' }, jitterSeconds: 30 });
  const url = `/v1/schedules/${scheduleId}`;
  const patch = {
    timezone: 'europe/berlin',
    metadata: { old: null, new: 'y' },
    jitterSeconds: null,
    thread: { title: 'night' },
  };
  const changed = await bench.call('PATCH', url, patch, { 'if-match': `"${scheduleId}.1"` });
  expect(changed.headers.etag).toBe(`"${scheduleId}.2"`);
  expect(changed.json()).toMatchObject({
    ...{
      timezone: 'Europe/Berlin',
      metadata: { team: 'pay', new: 'y' },
      thread: { title: 'night' },
      cron: ['0 3 * * *'],
    },
  });
  expect(changed.json()).not.toHaveProperty('jitterSeconds');
  const stale = await bench.call('PATCH', url, { name: 'late' }, { 'if-match': `"${scheduleId}.1"` });
  expect(stale.json()).toMatchObject({ status: 412, code: 'staleRevision' });
  expect((await bench.call('GET', url)).json()).not.toHaveProperty('name');
  expect(temporal.told.get(scheduleId)?.timing).toMatchObject({ timezone: 'Europe/Berlin' });
});

test('what GET shows, sent back by PATCH → changes nothing, so that the revision stays; neither does pausing twice', async () => {
  const files = [{ path: 'secret.txt', content: 'the answer is 42' }];
  const checks = [{ name: 'h', command: 'true', visibility: 'hidden', files }];
  const goal = { ...FILE_GOAL, verification: { checks } };
  const { scheduleId } = await made({ goal, thread: { title: 'night' }, jitterSeconds: 9, name: 'n' });
  const url = `/v1/schedules/${scheduleId}`;
  const seen = (await bench.call('GET', url)).json();
  const { scheduleId: _, revision, createdAt, updatedAt, nextRunTimes, missedRuns, ...fields } = seen;
  const same = await bench.call('PATCH', url, fields);
  expect([same.statusCode, same.json()]).toEqual([200, seen]);
  expect((await bench.call('PATCH', url, {})).json()).toEqual(seen);
  for (const status of [2, 2])
    expect((await bench.call('POST', `${url}/pause`)).json()).toMatchObject({ revision: status });
});

test('a goal without a budget, sent back as GET shows it → no revision; each run has the defaults of its time', async () => {
  const { budgets } = bench.dependencies;
  Object.assign(bench.dependencies, { budgets: { ...budgets, defaults: SHIPPED_DEFAULTS } });
  const { scheduleId } = await made({ goal: FILE_GOAL });
  const url = `/v1/schedules/${scheduleId}`;
  const template = async () => (await bench.journal.readAnySchedule(scheduleId))?.template;
  const before = await template();
  const { goal } = (await bench.call('GET', url)).json();
  const patched = (await bench.call('PATCH', url, { goal })).json();
  Object.assign(bench.dependencies, { budgets });
  expect(goal.budget).toEqual(SHIPPED_DEFAULTS);
  expect(patched).toMatchObject({ revision: 1, goal });
  expect(await template()).toEqual(before);
});

test('PATCH of a goal as GET shows it → files that are named by their digest keep their content', async () => {
  const files = [{ path: 'secret.txt', content: 'the answer is 42', mode: '755' }];
  const checks = [{ name: 'h', command: 'true', visibility: 'hidden', files }];
  const { scheduleId } = await made({ goal: { ...FILE_GOAL, verification: { checks } } });
  const url = `/v1/schedules/${scheduleId}`;
  const { goal } = (await bench.call('GET', url)).json();
  const changed = await bench.call('PATCH', url, { goal: { ...goal, objective: 'Another one.' } });
  expect(changed.json()).toMatchObject({ revision: 2, goal: { objective: 'Another one.' } });
  expect(changed.json().goal.verification).toEqual(goal.verification);
  const kept = JSON.stringify((await bench.journal.readAnySchedule(scheduleId))?.template);
  expect(kept).toContain(Buffer.from('the answer is 42').toString('base64'));
  const [file] = goal.verification.checks[0].files;
  const strange = { ...goal.verification.checks[0], files: [{ ...file, sha256: 'a'.repeat(64) }] };
  const refused = await bench.call('PATCH', url, { goal: { ...goal, verification: { checks: [strange] } } });
  expect(refused.json()).toMatchObject({
    errors: [{ field: 'goal.verification.checks.0.files.0.sha256' }],
  });
});

test('PATCH to times that Temporal does not know → 400, and as before', async () => {
  const { scheduleId } = await made();
  const url = `/v1/schedules/${scheduleId}`;
  const reply = await bench.call('PATCH', url, { timezone: UNKNOWN_TO_TEMPORAL });
  expect(reply.json()).toMatchObject({ status: 400, errors: [{ field: 'timezone' }] });
  expect((await bench.call('GET', url)).json()).toMatchObject({ timezone: 'UTC' });
});

test('pause, then resume → told to Temporal; no next times while it is paused', async () => {
  const { scheduleId } = await made();
  const url = `/v1/schedules/${scheduleId}`;
  expect((await bench.call('POST', `${url}/pause`)).json()).toMatchObject({ paused: true, nextRunTimes: [] });
  expect(temporal.told.get(scheduleId)).toMatchObject({ isPaused: true });
  expect((await bench.call('POST', `${url}/resume`)).json()).toMatchObject({ paused: false });
  expect(temporal.told.get(scheduleId)).toMatchObject({ isPaused: false });
});

test('DELETE with If-Match while another request changes it → 412, and the change stays', async () => {
  const { scheduleId } = await made();
  const url = `/v1/schedules/${scheduleId}`;
  const { journal } = bench;
  const read = journal.readSchedule;
  journal.readSchedule = async (...args) => {
    journal.readSchedule = read;
    const found = await read(...args);
    if (found !== undefined)
      await journal.changeSchedule(scheduleId, 1, { ...found, name: 'meanwhile' }, new Date());
    return found;
  };
  const reply = await bench.call('DELETE', url, undefined, { 'if-match': `"${scheduleId}.1"` });
  expect(reply.json()).toMatchObject({ status: 412, code: 'staleRevision' });
  expect((await bench.call('GET', url)).json()).toMatchObject({ name: 'meanwhile', revision: 2 });
});

test('GET schedules → pages, the newest first, by metadata and by whether they are paused', async () => {
  const key = { team: 'list' };
  const ids: string[] = [];
  for (const paused of [false, true, false]) ids.push((await made({ metadata: key, paused })).scheduleId);
  const idsOf = (reply: { json(): Json }) => reply.json().schedules.map((each: Json) => each.scheduleId);
  const first = await bench.call('GET', '/v1/schedules?metadata[team]=list&limit=2');
  expect(idsOf(first)).toEqual([ids[2], ids[1]]);
  const { nextCursor } = first.json();
  const rest = await bench.call('GET', `/v1/schedules?metadata[team]=list&limit=2&cursor=${nextCursor}`);
  expect([idsOf(rest), rest.json().nextCursor]).toEqual([[ids[0]], null]);
  expect(idsOf(await bench.call('GET', '/v1/schedules?metadata[team]=list&paused=true'))).toEqual([ids[1]]);
});

test('DELETE → nobody finds it, Temporal has forgotten it, and neither has a row of it', async () => {
  const { scheduleId } = await made();
  const url = `/v1/schedules/${scheduleId}`;
  expect((await bench.call('DELETE', url, undefined, { 'if-match': `"${scheduleId}.7"` })).statusCode).toBe(
    412,
  );
  expect((await bench.call('DELETE', url)).json()).toMatchObject({ scheduleId });
  expect((await bench.call('GET', url)).json()).toMatchObject({ status: 404, code: 'notFound' });
  expect(temporal.told.has(scheduleId)).toBe(false);
  expect(await bench.journal.readAnySchedule(scheduleId)).toBeUndefined();
});
