import { expect, test } from '@jest/globals';
import { soakOptions } from './options.ts';

test('soakOptions: nothing said → ten minutes, eight goals, a seed by lot', () => {
  expect(soakOptions([], 123)).toEqual({ minutes: 10, seed: 123, goals: 8 });
});

test('soakOptions: all said → as said', () => {
  const args = ['--minutes', '0.5', '--seed', '77', '--goals', '20'];
  expect(soakOptions(args, 1)).toEqual({ minutes: 0.5, seed: 77, goals: 20 });
});

test.each([
  [['--minutes', 'ten'], '--minutes'],
  [['--minutes', '0'], '--minutes'],
  [['--seed', '1.5'], '--seed'],
  [['--goals', '-1'], '--goals'],
  [['--gaols', '3'], '--gaols'],
])('soakOptions: %j → an error that names the option', (args, named) => {
  expect(() => soakOptions(args, 1)).toThrow(named);
});
