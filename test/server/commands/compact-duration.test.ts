import { expect, test } from '@jest/globals';
import { compactDuration } from '../../../server/commands/compact-duration.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, '0s'],
  [1, '1s'],
  [59, '59s'],
  [60, '1m'],
  [30 * MINUTE, '30m'],
  [90 * MINUTE, '1h 30m'],
  [2 * HOUR, '2h'],
  [DAY - MINUTE, '23h 59m'],
  [DAY, '1d 0h 0m'],
  [2 * DAY + 23 * HOUR + 42 * MINUTE, '2d 23h 42m'],
  [59.9, '59s'],
  [DAY - 1, '23h 59m'],
  [-5, '0s'],
])('compactDuration: %d s → %s [C125]', (seconds, text) => {
  expect(compactDuration(seconds)).toBe(text);
});
