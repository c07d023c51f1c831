import { expect, test } from '@jest/globals';
import { cronProblem } from '../../../contracts/schedule/cron.ts';

test.each([
  '* * * * *',
  '0 3 * * *',
  '*/15 8-18 * * mon-fri',
  '0 0 29 2 *',
  '0,30 0 1,15 JAN-JUN 0',
  '5/10 4 31 * 7',
  '  0   3 * *  * ',
])('cronProblem: %s → none', (expression) => {
  expect(cronProblem(expression)).toBeUndefined();
});

test.each([
  ['', /five fields/],
  ['0 3 * *', /five fields.*it has 4/],
  ['0 0 3 * * *', /five fields.*it has 6/],
  ['@daily', /five fields/],
  ['60 3 * * *', /minute "60"/],
  ['0 24 * * *', /hour "24"/],
  ['0 3 0 * *', /day of the month "0"/],
  ['0 3 * 13 *', /month "13"/],
  ['0 3 * * 8', /day of the week "8"/],
  ['0 3 * foo *', /month "foo"/],
  ['*/0 3 * * *', /step is at least 1/],
  ['30-10 3 * * *', /ends before it begins/],
  ['1,,2 3 * * *', /minute ""/],
  ['*-5 3 * * *', /minute "\*-5"/],
  ['0 3 L * *', /day of the month "l"/],
  ['0 0 31 2 *', /never comes/],
  ['0 0 31 4,6,9,11 *', /never comes/],
  ['0 0 30-31 feb *', /never comes/],
])('cronProblem: "%s" → what is wrong with it', (expression, problem) => {
  expect(cronProblem(expression)).toMatch(problem);
});
