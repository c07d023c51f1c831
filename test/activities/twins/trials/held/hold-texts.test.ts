import { describe, expect, test } from '@jest/globals';
import { holdGo } from '../../../../../activities/twins/trials/held/go.ts';
import {
  isAboutReplacing,
  watchedModules,
} from '../../../../../activities/twins/trials/held/javascript-imports.ts';
import { withOrderings } from '../../../../../activities/twins/trials/held/javascript-orderings.ts';

test.each([
  ['a > b', "globalThis.f('>', a , b)"],
  [
    'if (x(1) <= 2 && (a < b) === c) y();',
    "if (globalThis.f('<=', x(1) , 2) && (globalThis.f('<', a , b)) === c) y();",
  ],
  ['(a < b) < (c >= d)', "globalThis.f('<', (globalThis.f('<', a , b)) , (globalThis.f('>=', c , d)))"],
  ['a < b < c', "globalThis.f('<', globalThis.f('<', a , b) , c)"],
  ['const f: Array<number> = [];', 'const f: Array<number> = [];'],
  ['what is no program > <', 'what is no program > <'],
])('withOrderings: %s → %s', (text, wanted) => {
  expect(withOrderings(text, 'a.ts', 'f')).toBe(wanted);
});

describe('where a file is loaded', () => {
  const told = (text: string) => withOrderings(text, 'a.cjs', 'f', 0);
  const LOADED = ';globalThis.f.loaded();';

  test('nothing is loaded by a call → at its start', () => {
    expect(told("import './a.mjs';\nrun();\n")).toBe(`${LOADED}import './a.mjs';\nrun();\n`);
  });

  test('the last call that loads, outside of functions → behind its statement', () => {
    expect(told("const a = require('./a.cjs');\nrun(() => require('./b.cjs'));\n")).toBe(
      `const a = require('./a.cjs');${LOADED}\nrun(() => require('./b.cjs'));\n`,
    );
  });
});

describe('watchedModules', () => {
  test('what the texts load → modules of Node, without those that everybody shares', () => {
    const text =
      "import test from 'node:test';\nimport { a } from '../a.mjs';\nconst fs = require('fs');\nawait import('node:crypto');\n";
    expect(watchedModules([{ path: 'a.mjs', text }])).toEqual(['fs', 'crypto']);
  });
});

describe('isAboutReplacing', () => {
  test.each([
    ["import '../src/polyfill.mjs';\n", true],
    ["const test = require('node:test');\nrequire('../src/polyfill.js');\n", true],
    ["const own = require('../src/polyfill.js');\n", false],
    ["require('../src/polyfill.js');\nconst { a } = require('../src/a.js');\n", false],
    ["import test from 'node:test';\nimport '../src/polyfill.mjs';\n", true],
    ["import '../src/polyfill.mjs';\nimport { a } from '../src/a.mjs';\n", false],
    ["import 'node:test';\n", false],
  ])('%j → %s', (text, wanted) => {
    expect(isAboutReplacing(text)).toBe(wanted);
  });
});

describe('holdGo', () => {
  const held = (line: string, holds = true) =>
    holdGo(
      { first: [{ path: 'a_test.go', text: `${line}\n` }], parts: [] },
      { holds, code: 3, name: 'f', prints: false, asks: false, minds: true },
    )[0]?.text.trimEnd();

  test('what a helper returns, and each part of a condition → written the other way round', () => {
    expect(held('\treturn math.Abs(got-want) > 1e-6')).toBe('\treturn !(math.Abs(got-want) <= 1e-6)');
    expect(held('\tif diff > 1e-6 && !ok {')).toBe('\tif !(diff <= 1e-6) && !ok {');
    expect(held('func far(a, b float64) bool { return math.Abs(a-b) > 1e-6 }')).toBe(
      'func far(a, b float64) bool { return !(math.Abs(a-b) <= 1e-6) }',
    );
    expect(held('\treturn a < b || (c && d >= f(1, 2))')).toBe('\treturn !(a >= b) || (c && d >= f(1, 2))');
  });

  test.each([
    '\treturn a > b, nil',
    '\tif f(a > b) {',
    '\tfor i := 0; i < n; i++ {',
    '\treturn (a > b) == c',
  ])('%s → as it is', (line) => {
    expect(held(line)).toBeUndefined();
  });

  test('a distance above its bound → not within it; not held → as it was', () => {
    const line = '\tif math.Abs(got-want) > 1e-6 {';
    expect(held(line)).toBe('\tif !(math.Abs(got-want) <= 1e-6) {');
    expect(held(line, false)).toBe('\tif (math.Abs(got-want) > 1e-6) {');
  });

  test('a statement before the condition stays before it', () => {
    expect(held('\tif got := Root(4); math.Abs(got-2) >= e {')).toBe(
      '\tif got := Root(4); !(math.Abs(got-2) < e) {',
    );
  });

  test.each(['\tif a == b {', '\tif v := <-ch; v != 1 {', '\tfor i := 0; i < 3; i++ {'])(
    '%s → nothing to change',
    (line) => {
      expect(held(line)).toBeUndefined();
    },
  );
});
