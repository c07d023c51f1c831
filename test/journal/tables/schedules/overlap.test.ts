import { expect, test } from '@jest/globals';
import type { Overlap } from '../../../../journal/rows/schedules/schedule.ts';
import { decideOverlap } from '../../../../journal/tables/schedules/overlap.ts';

const OVERLAPS: readonly Overlap[] = ['skip', 'bufferOne', 'allowAll', 'cancelOther'];

test.each(OVERLAPS)('decideOverlap: %s, and nothing open → begins', (overlap) => {
  expect(decideOverlap(overlap, { begun: 0, buffered: 0 })).toBe('begin');
});

test.each<[Overlap, number, number, string]>([
  ['skip', 1, 0, 'skip'],
  ['skip', 3, 0, 'skip'],
  // The overlap was another one when that was buffered.
  ['skip', 0, 1, 'skip'],
  ['bufferOne', 1, 0, 'buffer'],
  ['bufferOne', 1, 1, 'skip'],
  ['bufferOne', 0, 1, 'skip'],
  ['allowAll', 5, 1, 'begin'],
  ['cancelOther', 1, 0, 'cancelOthers'],
  ['cancelOther', 0, 1, 'cancelOthers'],
])('decideOverlap: %s, with %d begun and %d buffered → %s', (overlap, begun, buffered, decision) => {
  expect(decideOverlap(overlap, { begun, buffered })).toBe(decision);
});
