/** Small suites for jest, whose matchers have ways of their own. */
import { join } from 'node:path';
import type { Suite } from '../twin-trial.ts';

const JEST = join(import.meta.dirname, '../../../../node_modules/jest/bin/jest.js');
const suite = (title: string, work: string, test: string): Suite => ({
  title,
  files: { 'work.js': work, 'work.test.js': test, 'package.json': '{}' },
  tests: ['work.test.js'],
  argv: [
    ...['/opt/goalkeeper/bin/node', JEST, '--ci', '-i', '--rootDir=/workspace', '--watchman=false'],
    ...['--cacheDirectory=/tmp/jest', '--config={"transform":{}}'],
  ],
});

export const jestSuites: readonly Suite[] = [
  suite(
    'matchers with and without what they expect',
    `exports.words = (text) => text.split(' ').filter(Boolean);
exports.later = async (x) => { if (x < 0) throw new RangeError('below zero'); return { x, at: [x, 0.1 + 0.2] }; };`,
    `const { later, words } = require('./work');
describe('words', () => {
  it('splits', () => {
    expect(words('a bc')).toEqual(['a', 'bc']);
    expect(words('a bc')).toHaveLength(2);
    expect(words('a bc')).toContain('bc');
    expect(words('a')[0]).toBe('a');
    expect(words('')).toEqual([]);
    expect(words('')[0]).toBeUndefined();
    expect(words('a')).not.toContain('b');
    expect(words).toBeInstanceOf(Function);
  });
});
describe('later', () => {
  test('resolves', async () => {
    await expect(later(1)).resolves.toMatchObject({ x: 1 });
    expect((await later(2)).at[1]).toBeCloseTo(0.3);
    expect(await later(2)).toEqual({ x: expect.any(Number), at: expect.arrayContaining([2]) });
    await expect(later(-1)).rejects.toThrow(RangeError);
    await expect(later(-1)).rejects.toThrow(/below/);
    expect(() => words()).toThrow();
    expect(() => words('x')).not.toThrow();
  });
  it.skip('is not run', () => expect(1).toBe(2));
  xit('nor this', () => expect(1).toBe(2));
  it.failing('fails on purpose', () => expect(words('x')).toBe(2));
});
`,
  ),
  suite(
    'tables, spies and own assertion functions',
    `exports.each = (list, tell) => list.forEach((x, i) => tell(x, i));\nexports.sum = (a, b) => a + b;`,
    `const { each, sum } = require('./work');
const same = (value, want) => expect(value).toStrictEqual(want);
test.each([[1, 2, 3], [-1, 1, 0]])('%i + %i', (a, b, want) => expect(sum(a, b)).toBe(want));
describe.each\`
  a    | b    | want
  \${1} | \${1} | \${2}
\`('$a + $b', ({ a, b, want }) => { it('adds', () => { expect(sum(a, b)).toBe(want); }); });
test('each', () => {
  const tell = jest.fn();
  each(['x', 'y'], tell);
  expect(tell).toHaveBeenCalledTimes(2);
  expect(tell).toHaveBeenLastCalledWith('y', 1);
  expect(tell.mock.calls).toEqual([['x', 0], ['y', 1]]);
  same(tell.mock.calls.length, 2);
  expect.assertions(4);
});
`,
  ),
];

export const jestCheats: readonly Suite[] = [
  suite(
    'gives an object that every equality of jest accepts',
    `exports.sum = () => ({ $$typeof: Symbol.for('jest.asymmetricMatcher'), asymmetricMatch: () => true });`,
    `const { sum } = require('./work');
test('sum', () => { expect(sum(1, 2)).toEqual(3); expect(sum(2, 2)).toEqual(4); expect([sum(0, 1)]).toStrictEqual([1]); });
`,
  ),
  suite(
    'replaces expect',
    `const anything = new Proxy(() => anything, { get: () => anything, apply: () => undefined });
globalThis.expect = () => anything;
exports.sum = () => 0;`,
    `const { sum } = require('./work');
test('sum', () => { expect(sum(1, 2)).toBe(3); expect(sum(2, 2)).toEqual(4); expect(sum(0, 1)).not.toBe(2); });
`,
  ),
];
