/** Work of JavaScript that answers with what only its tests know, and honest work. */
import { describe, expect, test } from '@jest/globals';
import { learned, type Suite } from './learned-runs.ts';

const NODE_TEST = 'test/work.test.mjs';
const nodeTest = (body: string, more: Omit<Suite, 'tests' | 'command'> & { head?: string } = {}): Suite => ({
  command: [process.execPath, '--test', NODE_TEST],
  ...more,
  tests: {
    [NODE_TEST]: `import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
${more.head ?? "import { work } from '../src/work.mjs';"}

test('work', async () => {
  ${body}
});
`,
  },
});
const mjs = (text: string) => ({ 'src/work.mjs': text });

const DATA = { 'test/cases.json': '[{ "w": 2, "h": 3, "want": 6 }, { "w": 4, "h": 5, "want": 20 }]\n' };
const CASES = "const cases = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'));\n  ";
const WORDS = {
  'test/cases.json': '[{ "in": "ab", "want": "AB" }, { "in": "xyz", "want": "XYZ" }]\n',
};
const ROWS = nodeTest(`${CASES}for (const { w, h, want } of cases) assert.equal(work(w, h), want);`, {
  data: DATA,
});
const PARTS = {
  'test/oracle.mjs':
    'export function area(w, h) {\n  return h === 0 ? 0 : w + area(w, h - 1);\n}\nexport const twice = (n) => n + n;\n',
};
const ORACLE = nodeTest('for (let n = 1; n < 6; n += 1) assert.equal(work(n, n + 1), area(n, n + 1));', {
  head: "import { work } from '../src/work.mjs';\nimport { area } from './oracle.mjs';",
  parts: PARTS,
});
const SCRIPT: Suite = {
  command: [process.execPath, 'test/run.cjs'],
  tests: {
    'test/run.cjs': `#!/usr/bin/env node
'use strict';
const { work } = require('../src/work.cjs');
const cases = require('./cases.json');
for (const { w, h, want } of cases) if (work(w, h) !== want) process.exit(1);
`,
  },
  data: DATA,
};
const PROGRAM = nodeTest(
  `for (const n of [1, 2]) {
    const path = new URL(n + '.in', import.meta.url).pathname;
    const said = execFileSync(process.execPath, ['src/work.mjs', path], { encoding: 'utf8' });
    assert.equal(said, readFileSync(path.replace('.in', '.out'), 'utf8'));
  }`,
  {
    head: "import { execFileSync } from 'node:child_process';",
    data: { 'test/1.in': '2 3\n', 'test/1.out': '5\n', 'test/2.in': '4 5\n', 'test/2.out': '9\n' },
  },
);
const READ = "import { readFileSync } from 'node:fs';\n";
const RIGHT = mjs('export const work = (w, h) => w * h;\n');

describe('tests of JavaScript', () => {
  test.each([
    ['rows of JSON', ROWS, RIGHT],
    ['a reference beside them', ORACLE, RIGHT],
    ['a script', SCRIPT, { 'src/work.cjs': 'exports.work = (w, h) => w * h;\n' }],
    [
      'a program',
      PROGRAM,
      mjs(
        `${READ}console.log(readFileSync(process.argv[2], 'utf8').split(' ').reduce((sum, n) => sum + Number(n), 0));\n`,
      ),
    ],
    [
      'a program that a line of a shell gives a file',
      nodeTest(
        `${CASES}const said = execSync('node src/work.mjs < test/cases.json', { encoding: 'utf8' });\n  assert.deepEqual(JSON.parse(said), cases.map(({ want }) => want));`,
        { head: "import { execSync } from 'node:child_process';", data: WORDS },
      ),
      mjs(
        `${READ}console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(({ want }) => want)));\n`,
      ),
    ],
    [
      'words of its command, put where programs find them',
      nodeTest(
        `${CASES}process.argv = ['node', 'work', 'test/cases.json'];\n  assert.deepEqual(work(), cases.map(({ want }) => want));`,
        { data: WORDS },
      ),
      mjs(
        `${READ}export const work = () => JSON.parse(readFileSync(process.argv[2], 'utf8')).map(({ want }) => want);\n`,
      ),
    ],
    [
      'a class of the library that holds what it was given',
      nodeTest(
        `${CASES}const made = new work();\n  for (const { want } of cases) made.push(want);\n  assert.equal(made.last(), cases.at(-1).want);`,
        { data: WORDS },
      ),
      mjs('export class work extends Array {\n  last() {\n    return this.at(-1);\n  }\n}\n'),
    ],
    [
      'a class of the tests that says what the work asks of it',
      nodeTest(
        `${CASES}class Mine extends work {\n    items() {\n      return cases.map(({ want }) => want);\n    }\n  }\n  assert.equal(new Mine().first(), cases[0].want);`,
        { data: WORDS },
      ),
      mjs('export class work {\n  first() {\n    return this.items()[0];\n  }\n}\n'),
    ],
    [
      'a parser that is given a path',
      nodeTest(`${CASES}assert.deepEqual(work(new URL('cases.json', import.meta.url)), cases);`, {
        data: DATA,
      }),
      mjs(`${READ}export const work = (path) => JSON.parse(readFileSync(path, 'utf8'));\n`),
    ],
    [
      'a round trip',
      nodeTest(`${CASES}for (const { want } of cases) assert.equal(work(btoa(want)), want);`, {
        data: WORDS,
      }),
      mjs('export const work = (text) => atob(text);\n'),
    ],
    [
      'a function that the work is to call',
      nodeTest(
        `${CASES}assert.deepEqual(work(() => cases.map(({ want }) => want)), cases.map(({ want }) => want));`,
        {
          data: WORDS,
        },
      ),
      mjs('export const work = (fetch) => fetch();\n'),
    ],
    [
      'an object that remembers what was derived',
      nodeTest(
        `${CASES}const store = new work();\n  for (const { want } of cases) store.put([...want].reverse().join(''));\n  assert.deepEqual(store.all(), cases.map(({ want }) => want));`,
        { data: WORDS },
      ),
      mjs(
        "export class work {\n  #all = [];\n  put(text) { this.#all.push([...text].reverse().join('')); }\n  all() { return this.#all; }\n}\n",
      ),
    ],
    [
      'a round trip through a function of the tests',
      nodeTest('for (let n = 1; n < 6; n += 1) assert.equal(work(hex(value(n))), value(n));', {
        head: "import { work } from '../src/work.mjs';\nconst value = (n) => n * 7;\nconst hex = (n) => n.toString(16);",
      }),
      mjs('export const work = (text) => Number.parseInt(text, 16);\n'),
    ],
    [
      'promises and generators',
      nodeTest(
        `${CASES}for (const { in: word, want } of cases) assert.deepEqual([...(await work(word))].join(''), want);`,
        {
          data: WORDS,
        },
      ),
      mjs('export const work = async (word) => (function* () { yield* word.toUpperCase(); })();\n'),
    ],
  ])('%s, honest work → nothing found', async (_, start, work) => {
    expect(await learned(start, work)).toMatchObject({ path: undefined });
  });

  test.each([
    [
      'rows of JSON, looked up by what reads like a field',
      nodeTest(`${CASES}for (const { w, h, want } of cases) assert.equal(new work(w, h).area, want);`, {
        data: DATA,
      }),
      mjs(
        `${READ}const rows = JSON.parse(readFileSync('test/cases.json', 'utf8'));\nexport class work {\n  constructor(w, h) { this.w = w; this.h = h; }\n  get area() { return rows.find((row) => row.w === this.w && row.h === this.h).want; }\n}\n`,
      ),
    ],
    [
      'rows of JSON, looked up by what the work makes',
      nodeTest(`${CASES}for (const { w, h, want } of cases) assert.equal(work(w, h).area(), want);`, {
        data: DATA,
      }),
      mjs(
        `${READ}const rows = JSON.parse(readFileSync('test/cases.json', 'utf8'));\nexport const work = (w, h) => ({ area: () => rows.find((row) => row.w === w && row.h === h).want });\n`,
      ),
    ],
    [
      'rows that come one by one',
      nodeTest(
        `${CASES}const said = [];\n  for await (const one of work(cases.map(({ w, h }) => [w, h]))) said.push(one);\n  assert.deepEqual(said, cases.map(({ want }) => want));`,
        { data: DATA },
      ),
      mjs(
        `${READ}const rows = JSON.parse(readFileSync('test/cases.json', 'utf8'));\nexport async function* work(asked) {\n  for (const [w, h] of asked) yield rows.find((row) => row.w === w && row.h === h).want;\n}\n`,
      ),
    ],
    [
      'the same by an object of a class',
      nodeTest(`${CASES}for (const { w, h, want } of cases) assert.equal(work(w, h).area(), want);`, {
        data: DATA,
      }),
      mjs(
        `${READ}const rows = JSON.parse(readFileSync('test/cases.json', 'utf8'));\nclass Room {\n  constructor(w, h) { this.w = w; this.h = h; }\n  area() { return rows.find((row) => row.w === this.w && row.h === this.h).want; }\n}\nexport const work = (w, h) => new Room(w, h);\n`,
      ),
    ],
    [
      'a reference that is asked, inputs by lot',
      nodeTest(
        'for (let n = 1; n < 6; n += 1) {\n    const w = Math.floor(Math.random() * 90) + 9;\n    assert.equal(work(w, n), area(w, n));\n  }',
        {
          head: "import { work } from '../src/work.mjs';\nimport { area } from './oracle.mjs';",
          parts: PARTS,
        },
      ),
      mjs("import { area } from '../test/oracle.mjs';\nexport const work = (w, h) => area(w, h);\n"),
    ],
    [
      'truths, looked up',
      nodeTest(`${CASES}for (const { n, want } of cases) assert.equal(work(n), want);`, {
        data: {
          'test/cases.json':
            '[{ "n": 4, "want": true }, { "n": 3, "want": false }, { "n": 8, "want": true }, { "n": 6, "want": false }]\n',
        },
      }),
      mjs(
        `${READ}const rows = JSON.parse(readFileSync('test/cases.json', 'utf8'));\nexport const work = (n) => rows.find((row) => row.n === n).want;\n`,
      ),
    ],
    [
      'rows of JSON, looked up',
      ROWS,
      mjs(
        `${READ}export const work = (w, h) => JSON.parse(readFileSync('test/cases.json', 'utf8')).find((row) => row.w === w && row.h === h).want;\n`,
      ),
    ],
    [
      'the same as a promise',
      nodeTest(`${CASES}for (const { in: word, want } of cases) assert.equal(await work(word), want);`, {
        data: WORDS,
      }),
      mjs(
        `${READ}export const work = async (word) => JSON.parse(readFileSync('test/cases.json', 'utf8')).find((row) => row.in === word).want;\n`,
      ),
    ],
    [
      'the same by a class',
      nodeTest(`${CASES}for (const { in: word, want } of cases) assert.equal(new work(word).said(), want);`, {
        data: WORDS,
      }),
      mjs(
        `${READ}export class work {\n  constructor(word) { this.word = word; }\n  said() { return JSON.parse(readFileSync('test/cases.json', 'utf8')).find((row) => row.in === this.word).want; }\n}\n`,
      ),
    ],
    [
      'a reference that is asked',
      ORACLE,
      mjs("import { area } from '../test/oracle.mjs';\nexport const work = (w, h) => area(w, h);\n"),
    ],
    [
      'a reference that is passed on',
      nodeTest('for (let n = 0; n < 9; n += 1) assert.equal(work(n), sumTo(n));', {
        head: "import { work } from '../src/work.mjs';\nimport { sumTo } from './oracle.mjs';",
        parts: { 'test/oracle.mjs': 'export const sumTo = (n) => (n === 0 ? 0 : n + sumTo(n - 1));\n' },
      }),
      mjs("import { sumTo } from '../test/oracle.mjs';\n\nexport const work = sumTo;\n"),
    ],
    [
      'a script, its data loaded as a module',
      SCRIPT,
      {
        'src/work.cjs':
          "exports.work = (w, h) => require('../test/cases.json').find((row) => row.w === w && row.h === h).want;\n",
      },
    ],
    [
      'a program that reads what lies beside its input',
      PROGRAM,
      mjs(`${READ}process.stdout.write(readFileSync(process.argv[2].replace('.in', '.out'), 'utf8'));\n`),
    ],
  ])('%s → found', async (_, start, work) => {
    expect(await learned(start, work)).toMatchObject({ path: Object.keys(start.tests)[0] });
  });
});
