import { expect, test } from '@jest/globals';
import { retentionSettings } from '../../settings/retention-settings.ts';

const DAY_MS = 86_400_000;

test('retention: nothing set → everything is kept', () => {
  expect(retentionSettings({}).ruleOf('default')).toEqual({});
});

test("retention: common days, and a tenant's own → these take the place of the common ones, field by field", () => {
  const { ruleOf } = retentionSettings({
    RETENTION_ARCHIVE_AFTER_DAYS: '7',
    RETENTION_PURGE_AFTER_DAYS: '90',
    RETENTION_BY_TENANT: '{"acme": {"purgeAfterDays": 0.5}}',
  });
  expect(ruleOf('default')).toEqual({ archiveAfterMs: 7 * DAY_MS, purgeAfterMs: 90 * DAY_MS });
  expect(ruleOf('acme')).toEqual({ archiveAfterMs: 7 * DAY_MS, purgeAfterMs: DAY_MS / 2 });
});

test.each([
  ['RETENTION_PURGE_AFTER_DAYS', '0'],
  ['RETENTION_ARCHIVE_AFTER_DAYS', 'week'],
  ['RETENTION_MAX_BYTES', '0'],
  ['RETENTION_EVENTS_DAYS', 'year'],
  ['RETENTION_BY_TENANT', 'acme=7'],
  ['RETENTION_BY_TENANT', '{"acme": {"purge": 7}}'],
])('retention: %s=%s → refused by name', (name, value) => {
  expect(() => retentionSettings({ [name]: value })).toThrow(name);
});

test('retention: bytes of a tenant, and days of events → as they are set; events for a year otherwise', () => {
  const { ruleOf, eventsKeptMs } = retentionSettings({
    RETENTION_MAX_BYTES: '1000',
    RETENTION_EVENTS_DAYS: '2',
    RETENTION_BY_TENANT: '{"acme": {"maxBytes": 5}}',
  });
  expect([ruleOf('default').maxBytes, ruleOf('acme').maxBytes, eventsKeptMs]).toEqual([1_000, 5, 2 * DAY_MS]);
  expect(retentionSettings({}).eventsKeptMs).toBe(365 * DAY_MS);
});
