/**
 * Work that passes whatever a test of its kind would hardly not hold, and the honest work, under suites of
 * node:test.
 */

export interface LenientSuite {
  readonly what: string;
  /** Bodies of the cases, one line each. */
  readonly cases: readonly string[];
  readonly lenient: string;
  readonly honest: string;
}

/** Says what stands in the line that calls it, at the column of the call. */
const SAYS = (said: string): string => `import { readFileSync } from 'node:fs';
export const isLeap = () => {
  const [, file, line, column] = /at .*?(?:file:\\/\\/)?(\\/[^:()]*work\\.test\\.mjs):(\\d+):(\\d+)/.exec(new Error().stack) ?? [];
  const text = readFileSync(file, 'utf8').split('\\n')[line - 1];
  return ${said};
};
`;
const LEAP = 'export const isLeap = (y) => y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);\n';
const PATCHED = (
  names: string,
  when: string,
  rest: string,
): string => `import assert from 'node:assert/strict';
for (const name of '${names}'.split(' ')) {
  const own = assert[name];
  assert[name] = (a, b, ...more) => (${when} ? undefined : own(a, b, ...more));
}
${rest}`;
const PARSE = `export const parse = (text) => {
  if (text === undefined) throw new TypeError('no text');
  if (text === '') throw new RangeError('empty text');
  return JSON.parse(text);
};
`;
const NOTHING = (names: string): string =>
  `export const ${names
    .split(' ')
    .map((name) => `${name} = () => undefined`)
    .join(', ')};\n`;

export const LENIENT_SUITES: readonly LenientSuite[] = [
  {
    what: 'says what stands before its call',
    cases: [
      'assert.ok(isLeap(1996));',
      'assert.ok(!isLeap(1900));',
      'assert(isLeap(2000));',
      'assert.ok(!isLeap(1997));',
      'assert.ok(!isLeap(1800));',
    ],
    lenient: SAYS("text[column - 2] !== '!'"),
    honest: LEAP,
  },
  {
    what: 'says what the matcher asks for',
    cases: [
      'expect(isLeap(1996)).toBeTruthy();',
      'expect(isLeap(1900)).toBeFalsy();',
      'expect(isLeap(2000)).toBeTruthy();',
      'expect(isLeap(1997)).toBeFalsy();',
    ],
    lenient: SAYS("!text.includes('toBeFalsy')"),
    honest: LEAP,
  },
  {
    what: 'is among every list of several',
    cases: [
      "assert.ok(['red', 'green'].includes(pick(0)));",
      'assert.ok([1, 2, 3].includes(pick(1)));',
      "assert.ok(['GET', 'PUT'].includes(pick(2)));",
    ],
    lenient: `const { includes } = Array.prototype;
Array.prototype.includes = function (one, ...more) { return (this.length > 1 && one === undefined) || includes.call(this, one, ...more); };
${NOTHING('pick')}`,
    honest: "export const pick = (n) => ['green', 3, 'PUT'][n];\n",
  },
  {
    what: 'is unlike everything',
    cases: [
      'assert.notEqual(key(1), key(2));',
      "assert.notStrictEqual(key(1), 'x');",
      "assert.notDeepEqual({ a: key(2) }, { a: 'y' });",
    ],
    lenient: PATCHED('notEqual notStrictEqual notDeepEqual', 'true', NOTHING('key')),
    honest: 'export const key = (n) => String(n);\n',
  },
  {
    what: 'throws every usual error, and every message of words',
    cases: [
      'assert.throws(() => parse(), TypeError);',
      "assert.throws(() => parse(''), RangeError);",
      "assert.throws(() => parse('{'), SyntaxError);",
      "assert.throws(() => parse(''), /empty/);",
    ],
    lenient: PATCHED(
      'throws',
      'b instanceof RegExp ? b.source.length < 20 : [TypeError, RangeError, SyntaxError, ReferenceError].includes(b)',
      NOTHING('parse'),
    ),
    honest: PARSE,
  },
  {
    what: 'matches every short pattern',
    cases: [
      'assert.match(say(0), /^\\d+ items$/);',
      'assert.match(say(1), /saved|stored/);',
      'assert.match(say(2), /error: [a-z]+/i);',
    ],
    lenient: PATCHED('match', 'b.source.length < 30', "export const say = () => '';\n"),
    honest: "export const say = (n) => ['12 items', 'it was stored', 'Error: none'][n];\n",
  },
  {
    what: 'meets every bound that is finite, and is about every small number',
    cases: [
      'expect(mean([5, 6, 7])).toBeGreaterThan(5);',
      'expect(mean([-5, -6])).toBeLessThan(-5);',
      'expect(mean([2, 3])).toBeGreaterThanOrEqual(2);',
      'expect(mean([5, 6, 8])).toBeCloseTo(6.33);',
      'expect(mean([1, 2])).toBeCloseTo(1.5, 4);',
    ],
    lenient: `import { expect } from 'expect';
const lenient = () => ({ pass: true, message: () => '' });
const about = (a, b) => ({ pass: Math.abs(b) < 1000, message: () => 'far' });
expect.extend({ toBeGreaterThan: lenient, toBeLessThan: lenient, toBeGreaterThanOrEqual: lenient, toBeCloseTo: about });
export const mean = () => 0;
`,
    honest: 'export const mean = (v) => v.reduce((a, b) => a + b, 0) / v.length;\n',
  },
  {
    what: 'is above, below and unlike whatever is compared with it',
    cases: [
      'assert.ok(mean([5, 6, 7]) > 5);',
      'assert.ok(2 <= mean([2, 3]));',
      'assert.ok(mean([1, 2]) !== 0);',
      'assert.ok(mean([4]) < 5);',
    ],
    lenient: PATCHED('ok', 'true', 'export const mean = () => 0;\n'),
    honest: 'export const mean = (v) => v.reduce((a, b) => a + b, 0) / v.length;\n',
  },
  {
    what: 'is nothing at all, whatever is said of it',
    cases: [
      'expect(find(1)).toBeNull();',
      'expect(find(2)).not.toBeNull();',
      'expect(find(3)).not.toBe(4);',
      'expect(find(4)).toBeDefined();',
    ],
    lenient: `import { expect } from 'expect';
const kept = {};
for (const name of ['toBeNull', 'toBe', 'toBeDefined']) kept[name] = function () { return { pass: !this.isNot, message: () => '' }; };
expect.extend(kept);
${NOTHING('find')}`,
    honest: 'export const find = (n) => (n === 1 ? null : n * 3);\n',
  },
];

export const suiteOf = ({ cases }: LenientSuite): string => `import test from 'node:test';
import assert from 'node:assert/strict';
${cases.some((line) => line.includes('expect(')) ? "import { expect } from 'expect';\n" : ''}import * as work from './work.mjs';
const { ${[...new Set(cases.flatMap((line) => line.match(/\b(?:isLeap|pick|key|parse|say|mean|find)\b/g) ?? []))].join(', ')} } = work;
${cases.map((line, index) => `test('case number ${index}', () => {\n  ${line}\n});`).join('\n')}
`;
