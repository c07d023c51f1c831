import { expect, test } from '@jest/globals';
import { calledName } from '../../../../activities/model/exchange/called-name.ts';

test.each([
  ['shell', 'shell'],
  ['functions.shell', 'shell'],
  ['functions:shell', 'shell'],
  ['default_api.shell', 'shell'],
  ['shell<|channel|>commentary', 'shell'],
  ['functions.shell<|constrain|>json', 'shell'],
  [' shell\n', 'shell'],
  ['function_of_mine', 'function_of_mine'],
  ['my.functions.shell', 'my.functions.shell'],
  ['functions.', 'functions.'],
  ['<|channel|>', '<|channel|>'],
  ['', ''],
])('calledName: %j → %j', (written, name) => {
  expect(calledName(written)).toBe(name);
});
