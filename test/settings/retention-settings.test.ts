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
  ['RETENTION_BY_TENANT', 'acme=7'],
  ['RETENTION_BY_TENANT', '{"acme": {"purge": 7}}'],
])('retention: %s=%s → refused by name', (name, value) => {
  expect(() => retentionSettings({ [name]: value })).toThrow(name);
});
