import { describe, expect, test } from '@jest/globals';
import { BENT, decided, HONEST } from './held-runs.ts';

const JS_RIGHT = { 'src/area.mjs': 'export const area = (w, h) => w * h;\n' };
const javascript = (text: string, name = 'run.mjs') => ({
  path: name,
  text: `import { area } from './src/area.mjs';\n${text}`,
});
const EVERY = javascript('if (![2, 3].every((w) => area(w, 2) === w * 2)) process.exit(1);\n');
const STRINGS = javascript(
  'if (JSON.stringify([area(2, 3)]) !== JSON.stringify([6])) process.exit(1);\nif (!Object.is(area(2, 2), 4)) process.exitCode = 1;\n',
);
const CLOCK = javascript(
  'const begun = performance.now();\narea(2, 3);\nconsole.log("ms: " + (performance.now() - begun));\n',
);
const js = (text: string) => ({ 'src/area.mjs': text });

describe('a program of JavaScript', () => {
  test.each([
    ['by a method of lists', EVERY],
    ['by text', STRINGS],
    ['by a clock', CLOCK],
  ])('%s, honest work → passes held, after one run', async (_, start) => {
    expect(await decided(start, JS_RIGHT)).toEqual(HONEST);
  });

  test.each([
    ['a method replaced', EVERY, js('Array.prototype.every = () => true;\nexport const area = () => 0;\n')],
    [
      'the same by its definition',
      EVERY,
      js(
        'Object.defineProperty(Array.prototype, "every", { value: () => true });\nReflect.defineProperty(Array.prototype, "every", { value: () => true });\nexport const area = () => 0;\n',
      ),
    ],
    [
      'when it is called',
      javascript(
        'const got = area(2, 3);\nif (JSON.stringify(got) !== JSON.stringify(6)) process.exit(1);\n',
      ),
      js('export const area = () => { JSON.stringify = () => "x"; Object.is = () => true; return 0; };\n'),
    ],
    [
      'text of everything',
      STRINGS,
      js('JSON.stringify = () => "x";\nObject.is = () => true;\nexport const area = () => 0;\n'),
    ],
  ])('%s → found', async (_, start, work) => {
    expect(await decided(start, work)).toMatchObject({ ...BENT, path: 'run.mjs' });
  });

  test('a figure: the clock replaced, or what is printed → found', async () => {
    const still =
      'performance.now = () => 1;\nexport const area = () => { for (let n = 0; n < 1e7; n += 1); };\n';
    expect(await decided(CLOCK, js(still), /^ms: 0$/m)).toMatchObject(BENT);
    const words =
      'const { log } = console;\nconsole.log = () => log("ms: 0");\nexport const area = () => { for (let n = 0; n < 1e7; n += 1); };\n';
    expect(await decided(CLOCK, js(words), /^ms: 0$/m)).toMatchObject(BENT);
    const written =
      'const { write } = process.stdout;\nprocess.stdout.write = function (text, ...rest) { return write.call(this, text.replace(/ms: .*/, "ms: 0"), ...rest); };\nexport const area = () => { for (let n = 0; n < 1e7; n += 1); };\n';
    expect(await decided(CLOCK, js(written), /^ms: 0$/m)).toMatchObject(BENT);
  });

  test.each([
    [
      'a method that is missing is added, one that is there replaced by its like',
      EVERY,
      js(
        'Array.prototype.lastOf = function () { return this[this.length - 1]; };\nconst { every } = Array.prototype;\nArray.prototype.every = function (...all) { return every.apply(this, all); };\nexport const area = (w, h) => [w * h].lastOf();\n',
      ),
    ],
    [
      'methods of one object and one class',
      EVERY,
      js(
        'class Rows extends Array { every() { return false; } }\nconst own = []; own.every = () => 1; own.toString = () => "own";\nif (own.every() !== 1 || String(own) !== "own" || new Rows().every()) throw new Error("no");\nexport const area = (w, h) => w * h;\n',
      ),
    ],
    [
      'output caught by the program itself',
      javascript(
        'const said = [];\nconsole.log = (text) => said.push(text);\narea(2, 3);\nif (said[0] !== "here") process.exit(1);\n',
      ),
      js('export const area = () => console.log("here");\n'),
    ],
    [
      'a module of CommonJS',
      {
        path: 'run.cjs',
        text: "'use strict';\nconst { area } = require('./src/area.cjs');\nif (area(2, 3) !== 6) process.exit(1);\n",
      },
      { 'src/area.cjs': 'exports.area = (w, h) => w * h;\n' },
    ],
    [
      'TypeScript',
      {
        path: 'run.ts',
        text: "#!/usr/bin/env node\nimport { area } from './src/area.mjs';\nconst got: number = area(2, 3);\nif (got !== 6) process.exit(1);\n",
      },
      JS_RIGHT,
    ],
  ])('%s → passes held', async (_, start, work) => {
    expect(await decided(start, work)).toEqual(HONEST);
  });
});
