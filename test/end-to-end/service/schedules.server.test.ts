/** Schedules on the real service: what Temporal fires, what comes of it, and that a restart loses nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection, ScheduleNotFoundError } from '@temporalio/client';
import { temporalScheduleId } from '../../../workflows/schedule/due-run.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { type ManualModel, startManualModel } from '../../support/model/manual-model.ts';
import { claim, inOrder, shell } from '../../support/model/scripts.ts';
import type { Json } from '../../support/service/api.ts';
import { removeDirectory, type Service, startService } from '../../support/service/service-process.ts';

let model: ManualModel;
let service: Service;
beforeAll(async () => {
  model = await startManualModel();
  service = await startService({ modelUrl: model.server.baseUrl });
});
afterAll(async () => {
  await model.stop();
  await service.stop();
  await removeDirectory(service.dataDirectory);
});

const call = async (method: string, path: string, body?: object): Promise<Json> =>
  (await service.api.call(method, `/v1/schedules${path}`, body)).body;

/** Once a year, so that nothing fires by itself while the test runs. */
const YEARLY = { cron: '0 3 1 1 *', timezone: 'Europe/Berlin', goal: FILE_GOAL };

async function atTemporal<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: service.temporalAddress });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

/** Has the schedule fire as it does by itself. */
const fire = (scheduleId: string): Promise<void> =>
  atTemporal((client) => client.schedule.getHandle(temporalScheduleId(scheduleId)).trigger());

async function untilRuns(scheduleId: string, isWanted: (runs: Json[]) => boolean): Promise<Json[]> {
  for (;;) {
    const { runs } = await call('GET', `/${scheduleId}/runs`);
    if (isWanted(runs)) return runs;
    await sleep(100);
  }
}

test('a schedule → fires next when its expressions, read in its time zone, say so', async () => {
  const cron = ['0 3 13 * 5', '30 12 29 2 *'];
  const { scheduleId, nextRunTimes } = await call('POST', '', { ...YEARLY, cron });
  expect(nextRunTimes.length).toBeGreaterThan(3);
  for (const at of nextRunTimes) {
    const local = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: 'Europe/Berlin', weekday: 'short', day: '2-digit', month: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit' },
    }).format(new Date(at));
    expect(local).toMatch(/^Fri,? 13\/\d\d,? 03:00$|29\/02,? 12:30$/);
  }
  await call('DELETE', `/${scheduleId}`);
});

test('runs by hand and by Temporal while one works → skipped; a restart loses nothing; then the next one works', async () => {
  const { scheduleId } = await call('POST', '', { ...YEARLY, thread: { title: 'nightly' } });
  const first = await call('POST', `/${scheduleId}/run`);
  expect(first).toMatchObject({ status: 'working', startedBy: 'request', threadId: expect.any(String) });
  expect(await call('POST', `/${scheduleId}/run`)).toMatchObject({
    ...{ status: 'skipped', skippedBecause: 'overlap' },
  });
  await fire(scheduleId);
  const [fired] = await untilRuns(scheduleId, (runs) => runs.length === 3);
  expect(fired).toMatchObject({ status: 'skipped', startedBy: 'schedule' });
  expect(Math.abs(Date.parse(fired.dueAt) - Date.now())).toBeLessThan(600_000);

  await service.kill();
  service = await startService({ modelUrl: model.server.baseUrl, dataDirectory: service.dataDirectory });
  const before = await call('GET', `/${scheduleId}`);
  expect(before.nextRunTimes[0]).toMatch(/-01-01T02:00:00\.000Z$/);
  expect(await call('GET', `/${scheduleId}/runs/${first.runId}`)).toMatchObject({ status: 'working' });
  model.follow(first.threadId, inOrder([shell('touch done.txt'), claim]));
  const ended = await untilRuns(scheduleId, (runs) => runs.at(-1).status === 'ended');
  expect(ended.at(-1)).toMatchObject({
    ...{ runId: first.runId, threadId: first.threadId },
    goal: { status: 'complete', statusCause: { kind: 'proven' } },
  });

  await fire(scheduleId);
  const [second] = await untilRuns(scheduleId, ([latest]) => latest.status === 'working');
  expect(second.threadId).not.toBe(first.threadId);
  expect((await service.api.call('GET', `/v1/threads/${second.threadId}`)).body).toMatchObject({
    title: 'nightly',
  });
});

test('paused, then removed → so is the schedule at Temporal', async () => {
  const { scheduleId } = await call('POST', '', YEARLY);
  const described = () =>
    atTemporal((client) => client.schedule.getHandle(temporalScheduleId(scheduleId)).describe());
  expect((await described()).state.paused).toBe(false);
  await call('POST', `/${scheduleId}/pause`);
  expect((await described()).state.paused).toBe(true);
  await call('PATCH', `/${scheduleId}`, { paused: false, catchupWindowSeconds: 7_200 });
  expect(await described()).toMatchObject({
    state: { paused: false },
    policies: { catchupWindow: 7_200_000 },
  });
  await call('DELETE', `/${scheduleId}`);
  await expect(described()).rejects.toThrow(ScheduleNotFoundError);
});

test('times that Temporal alone does not know → 400 that names the field', async () => {
  const reply = await service.api.call('POST', '/v1/schedules', { ...YEARLY, timezone: 'us/pacific' });
  expect([reply.status, reply.body.errors]).toMatchObject([400, [{ field: 'timezone' }]]);
});
