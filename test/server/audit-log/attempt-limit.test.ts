import { expect, test } from '@jest/globals';
import type { AuditEntry } from '../../../journal/rows/audit-entry.ts';
import { createAttemptLimit, OF_ALL, PER_SOURCE } from '../../../server/audit-log/attempt-limit.ts';

const HOUR_MS = 3_600_000;
const entry = (atMs: number, over: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ tenantId: 'default', keyId: 'unknown', at: new Date(atMs), method: 'GET', route: '/v1/threads' },
  ...{ operation: 'listThreads', status: 401, requestId: `r${atMs}`, source: '192.0.2.1' },
  ...over,
});

test('note: a flood from one source → a few, and with the next that is written the number of the others', () => {
  const limit = createAttemptLimit();
  const written = Array.from({ length: 1_000 }, () => limit.note('a', entry(0))).filter(Boolean);
  expect(written).toHaveLength(PER_SOURCE.quota);
  expect(written.every((each) => each?.leftOut === undefined)).toBe(true);
  expect(limit.note('b', entry(0))).toEqual(entry(0));
  expect(limit.note('a', entry(HOUR_MS))).toEqual({ ...entry(HOUR_MS), leftOut: 1_000 - PER_SOURCE.quota });
  expect(limit.note('a', entry(HOUR_MS))).toEqual(entry(HOUR_MS));
});

test('note: a flood from many sources → no more than of all together', () => {
  const limit = createAttemptLimit();
  const written = Array.from({ length: 20_000 }, (_, index) => limit.note(`${index}`, entry(0)));
  expect(written.filter(Boolean)).toHaveLength(OF_ALL.quota);
});

test('due: a flood that has ended → told once there is room, with its newest attempt; then nothing', () => {
  const limit = createAttemptLimit();
  for (let index = 0; index < PER_SOURCE.quota + 3; index += 1) limit.note('a', entry(index));
  expect(limit.due(1_000)).toEqual([]);
  expect(limit.due(HOUR_MS)).toEqual([{ ...entry(PER_SOURCE.quota + 2), leftOut: 2 }]);
  expect(limit.due(2 * HOUR_MS)).toEqual([]);
});

test('due, for the last time → one entry for each tenant, which names no source of several', () => {
  const limit = createAttemptLimit();
  for (let index = 0; index < PER_SOURCE.quota + 3; index += 1) {
    limit.note('a', entry(index));
    limit.note('acme key_1', entry(index, { tenantId: 'acme', keyId: 'key_1', status: 403 }));
    limit.note('acme key_2', entry(index, { tenantId: 'acme', keyId: 'key_2', status: 403 }));
  }
  const told = limit.due(1_000, true);
  expect(told.map(({ tenantId, leftOut, source }) => [tenantId, leftOut, source])).toEqual([
    ['default', 2, undefined],
    ['acme', 5, undefined],
  ]);
});
