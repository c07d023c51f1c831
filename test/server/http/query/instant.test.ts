import { expect, test } from '@jest/globals';
import { instant } from '../../../../server/http/query/instant.ts';

test.each([
  ['2026-11-29', '2026-11-29T00:00:00.000Z'],
  ['2026-11-29T08:00:00Z', '2026-11-29T08:00:00.000Z'],
  ['2026-11-29T08:00:00+02:00', '2026-11-29T06:00:00.000Z'],
])('instant: %s → %s', (text, moment) => {
  expect(instant.parse(text).toISOString()).toBe(moment);
});

test.each(['', 'yesterday', '2026-13-01', '2026-11-29T08:00:00', '1764403200'])(
  'instant: %j → refused, with both forms named',
  (text) => {
    expect(instant.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
      'must be a day (2026-11-29) or a time with its zone (2026-11-29T08:00:00Z)',
    ]);
  },
);
