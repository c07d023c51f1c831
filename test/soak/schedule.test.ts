import { expect, test } from '@jest/globals';
import { faultInWords, scheduleOf } from './schedule.ts';

test('scheduleOf: one seed, twice → the same schedule; another seed → another one', () => {
  const schedule = scheduleOf(77, 5);
  expect(scheduleOf(77, 5)).toEqual(schedule);
  expect(scheduleOf(78, 5)).not.toEqual(schedule);
});

test('scheduleOf: ten minutes → more than 60 strikes in order of time, of every kind, none behind the end', () => {
  const schedule = scheduleOf(4_242, 10);
  expect(schedule.length).toBeGreaterThan(60);
  const times = schedule.map(({ atMs }) => atMs);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)).toBeLessThan(600_000);
  expect(new Set(schedule.map(({ fault }) => fault.kind))).toEqual(
    new Set(['kill', 'term', 'stop', 'cutConnections', 'model']),
  );
});

test('faultInWords: faults → what, whom and for how long', () => {
  expect(faultInWords({ kind: 'kill', target: 'worker-1' })).toBe('kill worker-1');
  expect(faultInWords({ kind: 'stop', target: 'temporal', durationMs: 12_340 })).toBe('stop temporal 12.3 s');
  expect(faultInWords({ kind: 'model', fault: 'html200', durationMs: 1_000 })).toBe('model html200 1.0 s');
  expect(faultInWords({ kind: 'cutConnections' })).toBe('cutConnections');
});
