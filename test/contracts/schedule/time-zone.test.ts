import { expect, test } from '@jest/globals';
import { timeZoneNamed } from '../../../contracts/schedule/time-zone.ts';

test.each([
  ['UTC', 'UTC'],
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['Etc/GMT+5', 'Etc/GMT+5'],
  ['US/Pacific', 'US/Pacific'],
])('timeZoneNamed: %s → %s', (name, zone) => {
  expect(timeZoneNamed(name)).toBe(zone);
});

test.each(['', 'Mars/Olympus', '+02:00', '-0500', '../etc/passwd', 'Europe/Berlin '])(
  'timeZoneNamed: "%s" → no zone',
  (name) => {
    expect(timeZoneNamed(name)).toBeUndefined();
  },
);
