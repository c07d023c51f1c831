/** Small honest suites for node:test and plain scripts, each awkward in its own way. */
import type { Suite } from '../twin-trial.ts';

const NODE = '/opt/goalkeeper/bin/node';
const suite = (title: string, work: string, test: string, name = 'work.test.mjs'): Suite => ({
  title,
  files: { 'work.mjs': work, [name]: test },
  tests: [name],
  argv: [NODE, '--test', name],
});

export const nodeSuites: readonly Suite[] = [
  suite(
    'a table of rows',
    'export const double = (x) => 2 * x;',
    `import test from 'node:test';
import assert from 'node:assert/strict';
import { double } from './work.mjs';
const rows = [[1, 2], [2, 4], [-3, -6]];
const named = [{ input: 5, want: 10 }, { input: 0, want: 0 }];
for (const { input, want } of named) test('named ' + input, () => { assert.equal(double(input), want); });
test('on the spot', () => [[7, 14], [8, 16]].forEach(([input, want]) => assert.equal(double(input), want)));
for (const [input, want] of rows) test(\`double \${input}\`, () => assert.equal(double(input), want));
test('more', () => { for (const [input, want] of rows) assert.strictEqual(double(input), want, 'as in the table'); });
`,
  ),
  suite(
    'errors of several kinds, and a try of its own',
    `export function parse(text) { if (text === '') throw new RangeError('empty text'); return JSON.parse(text); }
export async function later(text) { return parse(text); }`,
    `import { test } from 'node:test';
import assert from 'node:assert';
import { later, parse } from './work.mjs';
test('parse', async () => {
  assert.throws(() => parse(''), RangeError);
  assert.throws(() => parse(''), /empty/);
  assert.throws(() => parse(''), { name: 'RangeError', message: 'empty text' });
  assert.throws(() => parse('{'));
  assert.doesNotThrow(() => parse('1'));
  await assert.rejects(later(''), { message: /text$/ });
  await assert.doesNotReject(later('2'));
  try { parse('{'); assert.fail('not thrown'); } catch (error) { assert.match(error.name, /Syntax/); }
  try { assert.equal(parse('1'), 2); } catch { /* different on purpose */ }
});
`,
  ),
  suite(
    'deep values with holes, symbols of other kinds and spreads',
    `export const config = (extra) => ({ name: 'ada', tags: new Set(['x']), at: new Date(0), big: 12n, none: null, ratio: 0.25, ...extra });`,
    `import assert, { deepStrictEqual as same } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { config } from './work.mjs';
const base = { none: null, ratio: 0.25 };
describe('config', () => {
  describe('of nothing', () => {
    it('is whole', () => same(config(), { name: 'ada', tags: new Set(['x']), at: new Date(0), big: 12n, ...base }));
    it('adds', () => assert.deepEqual(config({ on: true, list: [1, [2, { three: -3 }]] }).list, [1, [2, { three: -3 }]]));
  });
  it('overwrites', () => same(config({ name: undefined }).name, undefined));
  it.skip('is not run', () => assert.equal(1, 2));
  it('is for later', { todo: true }, () => assert.equal(1, 2));
});
`,
  ),
  suite(
    'truths, negations and comparisons',
    `export const isEven = (n) => n % 2 === 0;\nexport const name = (n) => (isEven(n) ? 'even' : \`odd\`);`,
    `import test from 'node:test';
import assert from 'node:assert';
import { isEven, name } from './work.mjs';
test('isEven', (t) => {
  assert(isEven(2)); assert.ok(!isEven(3)); assert(name(2) === 'even'); assert.equal(isEven(4), true);
  assert.notEqual(name(3), 'even'); assert.notStrictEqual(name(3), null);
  t.assert.strictEqual('odd', name(5)); t.assert.ok(name(1).length == 3);
  assert.deepEqual([name(1), name(2)], [\`odd\`, 'even']);
});
`,
  ),
  suite(
    'an assertion function of its own, hooks, subtests and conditions',
    'export const steps = []; export const add = (step) => { steps.push(step); return steps.length; };',
    `import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { add, steps } from './work.mjs';
function has(count, message) { assert.equal(steps.length, count, message); }
before(() => has(0, 'empty at first'));
after(() => assert.deepEqual(steps, ['a', 'b']));
test('steps', async (t) => {
  await t.test('first', () => { assert.equal(add('a'), 1); has(1); });
  await t.test('second', () => { assert.equal(add('b'), 2); has(2); if (process.platform === 'win32') assert.equal(1, 2); });
});
`,
  ),
  suite(
    'CommonJS and destructured functions',
    `export const join = (...parts) => parts.join('/');`,
    `const { test } = require('node:test');
const { equal, match, ok: isOk } = require('assert');
test('join', async () => {
  const { join } = await import('./work.mjs');
  equal(join('a', 'b'), 'a/b'); equal('', join()); match(join('x', 'yy'), /^x\\/y+$/); isOk(join('q'));
});
`,
    'work.test.cjs',
  ),
  suite(
    'TypeScript with casts, generics and a test that reads its own source',
    'export const first = (list) => list[0];',
    `import { readFileSync } from 'node:fs';
import test from 'node:test';
import assert from 'node:assert/strict';
import { first } from './work.mjs';
interface Row { readonly input: readonly unknown[]; readonly want: unknown }
const rows = [{ input: [1, 2], want: 1 }, { input: ['é', 'b'], want: 'é' }, { input: [], want: undefined }] satisfies Row[];
test('first', () => {
  for (const { input, want } of rows) assert.equal(first(input as unknown[]), want);
  assert.deepStrictEqual(first([['x' as const]]) as string[], ['x'] as string[]);
  assert.equal<number>(first([7])!, 7 as number);
  assert.ok(readFileSync(import.meta.filename, 'utf8').includes('satisfies'));
});
`,
    'work.test.ts',
  ),
  {
    title: 'a script without a runner',
    files: {
      'work.mjs': 'export const sum = (list) => list.reduce((a, b) => a + b, 0);',
      'run.mjs': `import assert from 'node:assert';
import { sum } from './work.mjs';
assert.equal(sum([]), 0);
assert.equal(sum([1, 2]), 3, \`sum of \${[1, 2]}\`);
const cases = { '1,2,3': 6, '-1': -1 };
for (const [list, want] of Object.entries(cases)) assert.deepEqual(sum(list.split(',').map(Number)), want);
[[[4], 4]].forEach(([list, want]) => assert.equal(sum(list), want));
console.log('all fine');
`,
    },
    tests: ['run.mjs'],
    argv: [NODE, 'run.mjs'],
  },
];
