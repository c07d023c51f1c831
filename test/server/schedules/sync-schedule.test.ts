import { expect, test } from '@jest/globals';
import type { Schedule } from '../../../journal/rows/schedules/schedule.ts';
import { syncSchedule } from '../../../server/schedules/sync-schedule.ts';

/** What the journal has at each look, in their order, and what Temporal is told. */
function bench(looks: readonly (Partial<Schedule> | undefined)[]) {
  const told: string[] = [];
  let look = 0;
  const journal = {
    readAnySchedule: async () => looks[look++],
    markScheduleSynced: async () => {},
    removeSchedule: async () => void told.push('row removed'),
  };
  const schedules = {
    apply: async ({ revision }: Schedule) => {
      told.push(`applied ${revision}`);
      return 'applied' as const;
    },
    remove: async () => void told.push('removed'),
  };
  const dependencies = { journal, schedules } as unknown as Parameters<typeof syncSchedule>[0];
  return { told, sync: () => syncSchedule(dependencies, 'sch_1') };
}

test('syncSchedule: unchanged since → told once', async () => {
  const { told, sync } = bench([{ revision: 1 }, { revision: 1 }]);
  expect([await sync(), told]).toEqual(['applied', ['applied 1']]);
});

test('syncSchedule: changed meanwhile → told again, the latest last', async () => {
  const { told, sync } = bench([1, 2, 2, 2].map((revision) => ({ revision })));
  expect([await sync(), told]).toEqual(['applied', ['applied 1', 'applied 2']]);
});

test('syncSchedule: deleted, and its row gone, while Temporal is told → removed from Temporal once more', async () => {
  const { told, sync } = bench([{ revision: 1 }, undefined]);
  expect([await sync(), told]).toEqual(['gone', ['applied 1', 'removed']]);
});

test('syncSchedule: deleted meanwhile, its row still there → removed, and then the row', async () => {
  const deleted = { revision: 1, isDeleted: true } as const;
  const { told, sync } = bench([{ revision: 1 }, deleted, deleted]);
  expect([await sync(), told]).toEqual(['gone', ['applied 1', 'removed', 'row removed']]);
});
