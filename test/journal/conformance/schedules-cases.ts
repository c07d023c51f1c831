/** Schedules and their runs: one row for each firing, and one decision at a time. */
import { expect, test } from '@jest/globals';
import type { NewSchedule, Overlap } from '../../../journal/rows/schedules/schedule.ts';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { contractFor, goalChanged } from '../samples.ts';

const NOW = new Date('2026-11-30T03:00:00.000Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

const scheduleOf = (scheduleId: string, overlap: Overlap = 'skip'): NewSchedule => ({
  ...{ scheduleId, tenantId: 'a', requestId: `r-${scheduleId}`, name: 'nightly', metadata: { team: 'pay' } },
  timing: { cron: ['0 3 * * *'], timezone: 'UTC', overlap, catchupWindowSeconds: 60 },
  ...{ template: { goal: { objective: 'x' } }, isPaused: false },
});

const due = (scheduleId: string, name: string) =>
  ({ runId: `run_${name}`, scheduleId, origin: name, startedBy: 'schedule', dueAt: NOW }) as const;

const UNTIL = { takenUntil: after(60), lookAgainAt: after(3) };

export function schedulesCases(open: OpenJournal): void {
  test('a schedule saved twice by one request → is one; changed only in the revision that it has', async () => {
    const journal = await open();
    const saved = await journal.saveSchedule(scheduleOf('s1'), NOW);
    expect(await journal.saveSchedule({ ...scheduleOf('s2'), requestId: 'r-s1' }, NOW)).toEqual(saved);
    expect(saved).toMatchObject({ revision: 1, metadata: { team: 'pay' }, createdAt: NOW });
    const fields = { ...saved, isPaused: true };
    const { name: _, ...unnamed } = fields;
    expect(await journal.changeSchedule('s1', 1, unnamed, after(1))).toMatchObject({
      revision: 2,
      isPaused: true,
    });
    expect(await journal.changeSchedule('s1', 1, fields, after(2))).toBeUndefined();
    expect(await journal.readSchedule('a', 's1')).not.toHaveProperty('name');
    expect(await journal.readSchedule('b', 's1')).toBeUndefined();
  });

  test('unsynced → until the latest revision is told; removed → when its rows go', async () => {
    const journal = await open();
    await journal.saveSchedule(scheduleOf('s1'), NOW);
    const unsynced = async () => (await journal.listUnsyncedSchedules(5)).map(({ revision }) => revision);
    expect(await unsynced()).toEqual([1]);
    await journal.changeSchedule('s1', 1, scheduleOf('s1'), NOW);
    await journal.markScheduleSynced('s1', 1);
    expect(await unsynced()).toEqual([2]);
    await journal.markScheduleSynced('s1', 2);
    expect(await unsynced()).toEqual([]);
    await journal.noteDueRun(due('s1', 'x'), NOW);
    await journal.removeSchedule('s1');
    expect(await journal.listRuns('s1', 5)).toHaveLength(1);
    expect(await journal.beginScheduleRemoval('b', 's1', NOW)).toBe(false);
    expect(await journal.beginScheduleRemoval('a', 's1', NOW)).toBe(true);
    expect([await journal.readSchedule('a', 's1'), await unsynced()]).toEqual([undefined, [2]]);
    expect(await journal.noteDueRun(due('s1', 'late'), NOW)).toBeUndefined();
    await journal.removeSchedule('s1');
    expect([await unsynced(), await journal.listRuns('s1', 5)]).toEqual([[], []]);
  });

  test('a removal held to a revision → only in that one', async () => {
    const journal = await open();
    await journal.saveSchedule(scheduleOf('s1'), NOW);
    await journal.changeSchedule('s1', 1, scheduleOf('s1'), NOW);
    expect(await journal.beginScheduleRemoval('a', 's1', NOW, 1)).toBe(false);
    expect(await journal.readSchedule('a', 's1')).toMatchObject({ revision: 2 });
    expect(await journal.beginScheduleRemoval('a', 's1', NOW, 2)).toBe(true);
  });

  test('a firing of an unknown schedule → it is to be gone, and nobody finds it', async () => {
    const journal = await open();
    expect(await journal.noteDueRun(due('s9', 'x'), NOW)).toBeUndefined();
    expect(await journal.noteDueRun({ ...due('s8', 'x'), startedBy: 'request' }, NOW)).toBeUndefined();
    expect(await journal.listUnsyncedSchedules(5)).toMatchObject([{ scheduleId: 's9', isDeleted: true }]);
    expect([await journal.readSchedule('', 's9'), await journal.countSchedules('')]).toEqual([undefined, 0]);
    await journal.removeSchedule('s9');
    expect(await journal.listUnsyncedSchedules(5)).toEqual([]);
  });

  test('a list → of one tenant, by metadata and pause, page by page', async () => {
    const journal = await open();
    for (const id of ['s1', 's2', 's3'])
      await journal.saveSchedule({ ...scheduleOf(id), isPaused: id === 's2' }, NOW);
    const idsOf = async (...args: Parameters<typeof journal.listSchedules>) =>
      (await journal.listSchedules(...args)).map(({ scheduleId }) => scheduleId);
    expect(await idsOf({ tenantId: 'a' }, 2)).toEqual(['s3', 's2']);
    expect(await idsOf({ tenantId: 'a' }, 2, 's2')).toEqual(['s1']);
    expect(await idsOf({ tenantId: 'a', isPaused: true }, 5)).toEqual(['s2']);
    expect(await idsOf({ tenantId: 'a', metadata: { team: 'other' } }, 5)).toEqual([]);
    expect([await idsOf({ tenantId: 'b' }, 5), await journal.countSchedules('a')]).toEqual([[], 3]);
  });

  test('firings at one moment → one decision after another: one begins, and the others are skipped', async () => {
    const journal = await open();
    await journal.saveSchedule(scheduleOf('s1'), NOW);
    const names = ['a', 'b', 'c', 'a'];
    await Promise.all(
      names.map((name, index) => journal.noteDueRun({ ...due('s1', name), runId: `run_${index}` }, NOW)),
    );
    const runs = await journal.listRuns('s1', 10);
    expect(runs.map(({ status }) => status).sort()).toEqual(['due', 'skipped', 'skipped']);
  });

  test('an open run → one look takes it; it ends once, and what is over stays so', async () => {
    const journal = await open();
    await journal.saveSchedule(scheduleOf('s1'), NOW);
    await journal.createThread({ threadId: 't', tenantId: 'a', requestId: 't', settings: {} });
    await journal.noteDueRun(due('s1', 'x'), NOW);
    const take = async (at: Date) => (await journal.takeOpenRuns(at, UNTIL, 5)).map(({ status }) => status);
    const both = await Promise.all([take(NOW), take(NOW)]);
    expect(both.flat()).toEqual(['due']);
    await journal.moveRun('run_x', { status: 'working', threadId: 't', goalId: 'g' }, after(1));
    await journal.saveContract('t', 'g', 1, contractFor('x'));
    await journal.append('t', { events: [goalChanged(1, { goalId: 'g' })] });
    const [open1] = await journal.takeOpenRuns(after(2), UNTIL, 5);
    expect(open1).toMatchObject({
      ...{ threadId: 't', beganAt: after(1), goal: { goalId: 'g' } },
      thread: { isInTurn: false, isArchived: false },
    });
    expect(await take(after(2))).toEqual([]);
    await journal.moveRun('run_x', { status: 'ended', outcome: { goal: { status: 'complete' } } }, after(4));
    await journal.moveRun('run_x', { status: 'refused' }, after(5));
    expect(await journal.readRun('s1', 'run_x')).toMatchObject({ status: 'ended', endedAt: after(4) });
    expect(await take(after(100))).toEqual([]);
    await journal.removeRunsBefore('a', after(4));
    expect(await journal.listRuns('s1', 5, undefined, ['ended'])).toHaveLength(1);
    await journal.removeRunsBefore('a', after(5));
    expect(await journal.listRuns('s1', 5)).toEqual([]);
  });

  test('a run that begins and ends, however often it is said → told once of each', async () => {
    const journal = await open();
    await journal.saveSchedule(scheduleOf('s1'), NOW);
    await journal.noteDueRun(due('s1', 'x'), NOW);
    await journal.noteDueRun(due('s1', 'y'), NOW);
    for (let times = 0; times < 2; times += 1) {
      await journal.moveRun('run_x', { status: 'working', threadId: 't', goalId: 'g' }, after(1));
      await journal.noteMissedRuns('s1', 3, after(1));
    }
    await journal.moveRun('run_x', { status: 'due', lookAt: after(2) }, after(2));
    await journal.moveRun('run_x', { status: 'ended' }, after(3));
    await journal.moveRun('run_x', { status: 'ended' }, after(4));
    await journal.noteMissedRuns('s2', 3, after(1));
    await journal.placeEvents(after(5));
    const events = await journal.readServiceEvents('a', 0, 10, { metadata: { team: 'pay' } });
    expect(events.map(({ body }) => JSON.parse(body))).toMatchObject([
      {
        type: 'schedule.runSkipped',
        data: { scheduleId: 's1', runId: 'run_y', dueAt: NOW.toISOString(), skippedBecause: 'overlap' },
      },
      {
        type: 'schedule.runStarted',
        timestamp: after(1).toISOString(),
        data: { threadId: 't', goalId: 'g' },
      },
      { type: 'schedule.runsMissed', data: { scheduleId: 's1', missedRuns: 3 } },
      { type: 'schedule.runEnded', timestamp: after(3).toISOString(), data: { name: 'nightly' } },
    ]);
  });

  test('cancelOther → a run that is being begun is told of it once it has begun', async () => {
    const journal = await open();
    await journal.saveSchedule(scheduleOf('s1', 'cancelOther'), NOW);
    await journal.noteDueRun(due('s1', 'x'), NOW);
    await journal.takeOpenRuns(NOW, UNTIL, 5);
    await journal.noteDueRun(due('s1', 'y'), after(1));
    expect((await journal.takeOpenRuns(after(1), UNTIL, 5)).map(({ runId }) => runId)).toEqual(['run_y']);
    await journal.moveRun('run_x', { status: 'working', threadId: 't', goalId: 'g' }, after(2));
    expect(await journal.takeOpenRuns(after(2), UNTIL, 5)).toMatchObject([
      { runId: 'run_x', status: 'cancelling', threadId: 't' },
    ]);
  });

  test('bufferOne → due once no other run of the schedule is open', async () => {
    const journal = await open();
    await journal.saveSchedule(scheduleOf('s1', 'bufferOne'), NOW);
    for (const name of ['x', 'y', 'z']) await journal.noteDueRun(due('s1', name), NOW);
    await journal.releaseBuffered(after(1));
    const statuses = async () => (await journal.listRuns('s1', 5)).map(({ status }) => status);
    expect(await statuses()).toEqual(['skipped', 'buffered', 'due']);
    await journal.moveRun('run_x', { status: 'refused', outcome: { refusal: { status: 429 } } }, after(2));
    await journal.releaseBuffered(after(2));
    expect(await statuses()).toEqual(['skipped', 'due', 'refused']);
  });
}
