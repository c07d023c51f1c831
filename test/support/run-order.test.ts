import { expect, test } from '@jest/globals';
import { longestFirst } from './run-order.ts';

const order = (...paths: string[]): string[] =>
  longestFirst(paths.map((path) => ({ path }))).map(({ path }) => path);

test('run order: night, server and unit suites → in this order, however they came', () => {
  expect(order('/a/one.test.ts', '/a/two.server.test.ts', '/a/three.night.test.ts')).toEqual([
    '/a/three.night.test.ts',
    '/a/two.server.test.ts',
    '/a/one.test.ts',
  ]);
});

test('run order: suites known to be long → before others of their kind; those keep the order they came in', () => {
  expect(
    order(
      '/test/b.server.test.ts',
      '/test/a.server.test.ts',
      '/test/gate/cheats.server.test.ts',
      '/test/gate/strangers.night.test.ts',
    ),
  ).toEqual([
    '/test/gate/strangers.night.test.ts',
    '/test/gate/cheats.server.test.ts',
    '/test/b.server.test.ts',
    '/test/a.server.test.ts',
  ]);
});
