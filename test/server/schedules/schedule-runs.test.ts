/** Runs over a journal and threads in this process: the dispatch looks when the test says so. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { NO_QUOTAS, type QuotaRule } from '../../../contracts/ceiling/quota-rule.ts';
import { unavailable } from '../../../server/http/problem.ts';
import { dispatchSchedules } from '../../../server/schedules/schedule-dispatch.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openTestJournal } from '../../support/journal/test-journal.ts';
import type { Json } from '../../support/service/api.ts';
import { type RestBench, restBenchOver } from '../../support/service/rest-bench.ts';
import type { SchedulesWithoutTemporal } from '../../support/service/schedules-without-temporal.ts';
import { createThreadsWithoutTemporal } from '../../support/service/threads-without-temporal.ts';

let bench: RestBench;
let quotas: QuotaRule = NO_QUOTAS;
beforeAll(async () => {
  const journal = await openTestJournal();
  const threads = createThreadsWithoutTemporal(journal);
  bench = await restBenchOver(journal, threads, undefined, undefined, 'open', {}, () => quotas);
});
afterAll(() => bench.close());
beforeEach(() => {
  quotas = NO_QUOTAS;
});

const MINUTE_MS = 60_000;
let fired = 0;

const made = async (fields: object = {}): Promise<string> => {
  const body = { cron: '* * * * *', goal: FILE_GOAL, ...fields };
  return (await bench.call('POST', '/v1/schedules', body)).json().scheduleId;
};

/** Notes what the Activity notes when the schedule has fired. */
async function fire(scheduleId: string, origin = `w${fired}`): Promise<void> {
  fired += 1;
  const due = { scheduleId, origin, dueAt: new Date(), startedBy: 'schedule' as const };
  await bench.journal.noteDueRun({ runId: `run_${String(fired).padStart(6, '0')}`, ...due }, new Date());
}

let looks = 0;

/** Each look is a minute later, and sees whatever is open. */
const look = (dependencies = bench.dependencies): Promise<void> => {
  looks += 1;
  return dispatchSchedules(dependencies, new Date(Date.now() + looks * MINUTE_MS));
};

/** How many threads there are of a test. */
const threadsOf = async (team: string): Promise<number> =>
  (await bench.call('GET', `/v1/threads?metadata[team]=${team}`)).json().threads.length;

const runs = async (scheduleId: string, query = ''): Promise<Json[]> =>
  (await bench.call('GET', `/v1/schedules/${scheduleId}/runs${query}`)).json().runs;

const statuses = async (scheduleId: string): Promise<string[]> =>
  (await runs(scheduleId)).map(({ status }) => status).reverse();

test('a run that is due → a thread and its goal, as the template has them; it ends with its goal', async () => {
  const thread = { title: 'night', metadata: { team: 'pay' }, workspace: { source: 'shop' } };
  const scheduleId = await made({ thread, goal: { ...FILE_GOAL, title: 'tests' } });
  await fire(scheduleId);
  await look();
  const [run] = await runs(scheduleId);
  expect(run).toMatchObject({ status: 'working', startedBy: 'schedule', beganAt: expect.any(String) });
  const { threadId, goalId, runId } = run;
  expect((await bench.call('GET', `/v1/threads/${threadId}`)).json()).toMatchObject({
    ...{ ...thread, threadId },
    goal: { goalId, status: 'active', title: 'tests' },
  });
  await bench.threads.changeGoal(threadId, { status: 'complete', statusCause: { kind: 'proven' } });
  await look();
  const ended = (await bench.call('GET', `/v1/schedules/${scheduleId}/runs/${runId}`)).json();
  expect(ended).toMatchObject({
    ...{ status: 'ended', endedAt: expect.any(String) },
    goal: { status: 'complete', statusCause: { kind: 'proven' } },
  });
});

test('a goal that ends long before its next look → the look of that moment ends the run, and what is due meanwhile begins', async () => {
  const scheduleId = await made();
  await fire(scheduleId);
  await look();
  // The thread is asked, and is to be asked again much later.
  await look();
  const [{ threadId, runId }] = await runs(scheduleId);
  await bench.threads.changeGoal(threadId, { status: 'complete', statusCause: { kind: 'proven' } });
  await fire(scheduleId);
  expect(await statuses(scheduleId)).toEqual(['working', 'due']);
  await dispatchSchedules(bench.dependencies, new Date());
  const ended = (await bench.call('GET', `/v1/schedules/${scheduleId}/runs/${runId}`)).json();
  expect(ended).toMatchObject({ status: 'ended', goal: { status: 'complete' } });
});

test('a thread with messages → each run has them, before its first turn; GET shows them', async () => {
  const messages = [{ content: 'Only the tests below checkout/.' }];
  const scheduleId = await made({ thread: { messages } });
  expect((await bench.call('GET', `/v1/schedules/${scheduleId}`)).json().thread).toEqual({ messages });
  await fire(scheduleId);
  await look();
  const [{ threadId, runId }] = await runs(scheduleId);
  await bench.journal.moveRun(runId, { status: 'due' }, new Date());
  await look();
  const url = `/v1/threads/${threadId}`;
  expect((await bench.call('GET', url)).json()).toMatchObject({
    queuedInputs: 1,
    goal: { status: 'active' },
  });
  expect((await bench.call('GET', `${url}/messages`)).json().messages).toMatchObject(messages);
});

test('the same firing noted again, and two servers at one run → one run, one thread, one goal', async () => {
  const scheduleId = await made({ thread: { metadata: { team: 'twice' } } });
  await fire(scheduleId, 'same');
  await fire(scheduleId, 'same');
  await Promise.all([look(), look()]);
  expect(await statuses(scheduleId)).toEqual(['working']);
  // The server that took it had died before it could say so.
  const [{ runId, threadId, goalId }] = await runs(scheduleId);
  await bench.journal.moveRun(runId, { status: 'due' }, new Date());
  await look();
  expect(await runs(scheduleId)).toMatchObject([{ threadId, goalId, status: 'working' }]);
  expect(await threadsOf('twice')).toBe(1);
});

test('skip: due while another works → recorded as skipped, with the reason; the next one works', async () => {
  const scheduleId = await made();
  for (let times = 0; times < 2; times += 1) await fire(scheduleId);
  await look();
  const [skipped, working] = await runs(scheduleId);
  expect(skipped).toMatchObject({
    status: 'skipped',
    skippedBecause: 'overlap',
    endedAt: expect.any(String),
  });
  expect(skipped).not.toHaveProperty('threadId');
  await bench.call('POST', `/v1/threads/${working.threadId}/goal/clear`);
  await look();
  await fire(scheduleId);
  await look();
  expect(await statuses(scheduleId)).toEqual(['ended', 'skipped', 'working']);
  expect(await runs(scheduleId, '?status=skipped')).toHaveLength(1);
});

test('bufferOne: due while another works → one waits, and begins when that has ended; more are skipped', async () => {
  const scheduleId = await made({ overlap: 'bufferOne' });
  for (let times = 0; times < 3; times += 1) await fire(scheduleId);
  await look();
  expect(await statuses(scheduleId)).toEqual(['working', 'buffered', 'skipped']);
  const working = (await runs(scheduleId)).at(-1);
  await bench.call('POST', `/v1/threads/${working.threadId}/goal/clear`);
  await look();
  await look();
  expect(await statuses(scheduleId)).toEqual(['ended', 'working', 'skipped']);
});

test('cancelOther: due while another works → the other goal is interrupted, and the new one works', async () => {
  const scheduleId = await made({ overlap: 'cancelOther' });
  await fire(scheduleId);
  await look();
  await fire(scheduleId);
  await look();
  const [, first] = await runs(scheduleId);
  expect(await statuses(scheduleId)).toEqual(['cancelled', 'working']);
  expect((await bench.call('GET', `/v1/threads/${first.threadId}/goal`)).json()).toMatchObject({
    statusCause: { kind: 'interruptedByUser' },
  });
});

test('allowAll → both work', async () => {
  const scheduleId = await made({ overlap: 'allowAll' });
  for (let times = 0; times < 2; times += 1) await fire(scheduleId);
  await look();
  expect(await statuses(scheduleId)).toEqual(['working', 'working']);
});

test('a quota that is used up → refused with the reason, and the schedule goes on', async () => {
  const scheduleId = await made({ overlap: 'allowAll' });
  await bench.newThread();
  quotas = { ...NO_QUOTAS, usual: { threads: 1 } };
  await fire(scheduleId);
  await look();
  expect(await runs(scheduleId)).toMatchObject([
    {
      status: 'refused',
      refusal: { status: 403, code: 'quotaExceeded', quota: 'threads', limit: 1, used: expect.any(Number) },
    },
  ]);
  quotas = NO_QUOTAS;
  await fire(scheduleId);
  await look();
  expect(await statuses(scheduleId)).toEqual(['refused', 'working']);
});

test('a thread that exists → its goal is set anew; over an unfinished goal only with replace', async () => {
  const threadId = await bench.newThread();
  const refusing = await made({ threadId, overlap: 'allowAll' });
  for (let times = 0; times < 2; times += 1) {
    await fire(refusing);
    await look();
  }
  expect(await runs(refusing)).toMatchObject([
    { status: 'refused', refusal: { code: 'goalUnfinished' } },
    { status: 'working', threadId },
  ]);
  const replacing = await made({ threadId, goal: { ...FILE_GOAL, replace: true } });
  await fire(replacing);
  await look();
  await look();
  expect(await statuses(replacing)).toEqual(['working']);
  expect(await runs(refusing, '?status=ended')).toMatchObject([{ goal: { status: 'cleared' } }]);
});

test('a thread that is archived, or purged, by then → refused', async () => {
  const threadId = await bench.newThread();
  const scheduleId = await made({ threadId });
  await bench.call('DELETE', `/v1/threads/${threadId}`);
  await fire(scheduleId);
  await look();
  await bench.call('DELETE', `/v1/threads/${threadId}?purge=true`);
  await fire(scheduleId);
  await look();
  expect((await runs(scheduleId)).map(({ refusal }) => refusal?.code)).toEqual(['notFound', 'archived']);
});

test('a limit that the operator has lowered since → refused, with the field', async () => {
  const scheduleId = await made({ goal: { ...FILE_GOAL, budget: { tokens: 1_000 } } });
  await fire(scheduleId);
  const lowered = { ...bench.dependencies.budgets, maxima: { tokens: 10 } };
  await look({ ...bench.dependencies, budgets: lowered });
  expect(await runs(scheduleId)).toMatchObject([
    { status: 'refused', refusal: { code: 'validation', errors: [{ field: 'goal.budget.tokens' }] } },
  ]);
});

test('no worker, or no answer of the thread → the run stays due, and begins when there is one', async () => {
  const scheduleId = await made();
  bench.threads.isWorkerUp = false;
  await fire(scheduleId);
  await look();
  bench.threads.isWorkerUp = true;
  bench.threads.beforeUpdate = () => Promise.reject(unavailable('away'));
  await look();
  expect(await statuses(scheduleId)).toEqual(['due']);
  bench.threads.beforeUpdate = async () => {};
  await look();
  expect(await statuses(scheduleId)).toEqual(['working']);
});

test('run now → the run and its thread, also while the schedule is paused; the same key makes one run', async () => {
  const scheduleId = await made({ paused: true });
  const run = () =>
    bench.call('POST', `/v1/schedules/${scheduleId}/run`, undefined, { 'idempotency-key': 'now' });
  const looking = setInterval(() => void look().catch(() => undefined), 50);
  const reply = await run();
  clearInterval(looking);
  expect(reply.json()).toMatchObject({
    status: 'working',
    startedBy: 'request',
    threadId: expect.any(String),
  });
  expect(reply.headers.location).toBe(`/v1/schedules/${scheduleId}/runs/${reply.json().runId}`);
  expect((await run()).body).toBe(reply.body);
  expect(await runs(scheduleId)).toHaveLength(1);
});

test('a stalled goal → is over for its schedule: it does not go on by itself', async () => {
  const scheduleId = await made();
  await fire(scheduleId);
  await look();
  const [{ threadId }] = await runs(scheduleId);
  const view = bench.threads.view;
  bench.threads.view = async (id) => {
    const seen = await view(id);
    return seen && { ...seen, next: { action: 'idle' as const, reason: 'suppressed' } };
  };
  await look();
  bench.threads.view = view;
  expect(await runs(scheduleId)).toMatchObject([{ status: 'ended', threadId, goal: { status: 'active' } }]);
});

test('a purge of the thread → its run stays, with nothing of it', async () => {
  const scheduleId = await made();
  await fire(scheduleId);
  await look();
  const [{ threadId }] = await runs(scheduleId);
  await bench.journal.beginPurge(threadId);
  await bench.journal.removeRows(threadId);
  const [run] = await runs(scheduleId);
  expect(run).toMatchObject({ status: 'ended', dueAt: expect.any(String) });
  expect(Object.keys(run)).toEqual(expect.not.arrayContaining(['threadId', 'goalId', 'goal']));
});

test('a schedule that is removed → what is due of it begins nothing, and a late firing is noted nowhere', async () => {
  const scheduleId = await made({ thread: { metadata: { team: 'removed' } } });
  await fire(scheduleId);
  await bench.call('DELETE', `/v1/schedules/${scheduleId}`);
  await fire(scheduleId);
  await look();
  expect(await threadsOf('removed')).toBe(0);
  expect((await bench.call('GET', `/v1/schedules/${scheduleId}/runs`)).statusCode).toBe(404);
});

test('what becomes of runs → told beside what becomes of goals, by name and metadata of the schedule', async () => {
  const temporal = bench.dependencies.schedules as SchedulesWithoutTemporal;
  const scheduleId = await made({ name: 'nightly', metadata: { told: 'yes' }, goal: { ...FILE_GOAL } });
  for (let times = 0; times < 2; times += 1) await fire(scheduleId);
  temporal.missedRuns = 2;
  await look();
  temporal.missedRuns = 0;
  const [skipped, { runId, threadId, goalId }] = await runs(scheduleId);
  await bench.call('POST', `/v1/threads/${threadId}/goal/clear`);
  await look();
  quotas = { ...NO_QUOTAS, usual: { threads: 1 } };
  await fire(scheduleId);
  await look();
  const { events } = (await bench.call('GET', '/v1/events?metadata[told]=yes&limit=200')).json();
  const schedule = `/v1/schedules/${scheduleId}`;
  const common = { scheduleId, name: 'nightly', metadata: { told: 'yes' } };
  const began = { ...common, runId, threadId, goalId, startedBy: 'schedule', dueAt: expect.any(String) };
  expect(events.map(({ type, data }: Json) => [type, data])).toEqual(
    expect.arrayContaining([
      ['schedule.runSkipped', expect.objectContaining({ runId: skipped.runId, skippedBecause: 'overlap' })],
      ['schedule.runsMissed', { ...common, missedRuns: 2, links: { schedule } }],
      [
        'schedule.runStarted',
        {
          ...began,
          links: {
            ...{ schedule, run: `${schedule}/runs/${runId}`, thread: `/v1/threads/${threadId}` },
            report: `/v1/threads/${threadId}/goals/${goalId}/report`,
          },
        },
      ],
      ['schedule.runEnded', expect.objectContaining(began)],
      [
        'schedule.runRefused',
        expect.objectContaining({ refusal: expect.objectContaining({ code: 'quotaExceeded' }) }),
      ],
    ]),
  );
  expect(events).toHaveLength(5);
  expect(new Set(events.map(({ id }: Json) => id)).size).toBe(5);
});

test('a firing of a schedule that the journal does not know, such as one restored from a backup → Temporal forgets it', async () => {
  const temporal = bench.dependencies.schedules as SchedulesWithoutTemporal;
  const scheduleId = await made();
  const lost = temporal.told.get(scheduleId);
  if (lost === undefined) throw new Error('Temporal was not told of it');
  temporal.told.set('sch_lost', { ...lost, scheduleId: 'sch_lost' });
  await fire('sch_lost');
  await look();
  expect([...temporal.told.keys()]).toEqual(expect.not.arrayContaining(['sch_lost']));
  expect(temporal.told.has(scheduleId)).toBe(true);
  expect(await bench.journal.readAnySchedule('sch_lost')).toBeUndefined();
});

test('Temporal is away while a schedule is changed → it hears of the last change; runs begin meanwhile', async () => {
  const temporal = bench.dependencies.schedules as SchedulesWithoutTemporal;
  const scheduleId = await made();
  temporal.isClusterUp = false;
  const reply = await bench.call('PATCH', `/v1/schedules/${scheduleId}`, { paused: true });
  expect(reply.json()).toMatchObject({ status: 503, code: 'unavailable' });
  await fire(scheduleId);
  await expect(look()).rejects.toThrow();
  expect(await statuses(scheduleId)).toEqual(['working']);
  expect(temporal.told.get(scheduleId)).toMatchObject({ revision: 1 });
  temporal.isClusterUp = true;
  await look();
  expect(temporal.told.get(scheduleId)).toMatchObject({ revision: 2, isPaused: true });
});
