import { expect, test } from '@jest/globals';
import { moment } from '../../../../server/http/query/moment.ts';

test.each([
  ['2026-11-29', '2026-11-29T00:00:00.000Z'],
  ['2026-11-29T08:00:00Z', '2026-11-29T08:00:00.000Z'],
  ['2026-11-29T08:00:00+02:00', '2026-11-29T06:00:00.000Z'],
])('moment: %s → %s', (text, iso) => {
  expect(moment.parse(text).toISOString()).toBe(iso);
});

test.each(['', 'yesterday', '2026-13-01', '2026-11-29T08:00:00', '1764403200'])(
  'moment: %j → refused, with both forms named',
  (text) => {
    expect(moment.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
      'must be a day (2026-11-29) or a time with its zone (2026-11-29T08:00:00Z)',
    ]);
  },
);

test.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '0000-12-31'])(
  'moment: %j, which no database counts → refused',
  (text) => {
    expect(moment.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
      'must not lie before the year 1',
    ]);
  },
);
