import { expect, test } from '@jest/globals';
import { bearerToken } from '../../../server/access/credential.ts';

test.each([
  ['Bearer abc', 'abc'],
  ['bearer  a.b-c_d~e+f/g= ', 'a.b-c_d~e+f/g='],
])('bearerToken: %j → %j', (header, token) => {
  expect(bearerToken(header)).toEqual({ ok: true, token });
});

test.each([undefined, '', '  '])('bearerToken: %j → keyMissing', (header) => {
  expect(bearerToken(header)).toEqual({ ok: false, problem: 'keyMissing' });
});

test.each([
  'Bearer',
  'Bearer ',
  'abc',
  'Basic dXNlcjpwYXNz',
  'Bearer a b',
  'Bearer abc, Bearer def',
  'Bearer "abc"',
  'Bearer\tabc',
  'BearerX abc',
  'Bearer gk_…',
  `Bearer ${'a'.repeat(10_000)}`,
  ':Bearer abc',
])('bearerToken: %j → keyMalformed', (header) => {
  expect(bearerToken(header)).toEqual({ ok: false, problem: 'keyMalformed' });
});
