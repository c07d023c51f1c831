import { describe, expect, test } from '@jest/globals';
import { BENT, decided, HONEST } from './held-runs.ts';

const program = (text: string) => ({ path: 'run.mjs', text });
const tests = (body: string, name = 'test/work.test.mjs') => ({
  path: name,
  command: [process.execPath, '--test', name],
  text: name.endsWith('.cjs')
    ? `const test = require('node:test');\nconst assert = require('node:assert');\n${body}\n`
    : `import test, { mock } from 'node:test';\nimport assert from 'node:assert/strict';\n${body}\n`,
});
const work = (text: string, path = 'src/work.mjs') => ({ [path]: `${text}\n` });
const TRAVEL =
  'export function travel(to, run) {\n  const real = Date.now;\n  Date.now = () => to;\n  try {\n    return run();\n  } finally {\n    Date.now = real;\n  }\n}';
const CAPTURE =
  "export function capture(run) {\n  const lines = [];\n  const real = console.log;\n  console.log = (...parts) => lines.push(parts.join(' '));\n  try {\n    run();\n  } finally {\n    console.log = real;\n  }\n  return lines;\n}";
const TRIM =
  "const { trim } = String.prototype;\nString.prototype.trim = function () {\n  return trim.call(this).replace(/\\u200b/g, '');\n};";
const AREA = 'export const area = (w, h) => w + h;';
const each = (wrong: string, imports = '') =>
  program(
    `${imports}import { area } from './src/work.mjs';\n\nlet wrong = 0;\nfor (let w = 0; w < 9; w += 1) for (let h = 0; h < 9; h += 1) if (${wrong}) wrong += 1;\nprocess.exit(wrong === 0 ? 0 : 1);\n`,
  );

describe('functions of JavaScript that the work replaces for a time', () => {
  test.each([
    [
      'a clock that stands',
      tests(
        "import { travel } from '../src/work.mjs';\ntest('in time', () => assert.equal(travel(5, () => travel(7, () => Date.now()) + Date.now()), 12));\ntest('back', () => assert.ok(Date.now() > 1000));",
      ),
      work(TRAVEL),
    ],
    [
      'the same, required',
      tests(
        "const { travel } = require('../src/work.cjs');\ntest('in time', () => assert.equal(travel(1000, () => Date.now()), 1000));",
        'test/work.test.cjs',
      ),
      work(TRAVEL.replace('export function travel', 'exports.travel = function travel'), 'src/work.cjs'),
    ],
    [
      'how frames are told',
      tests(
        "import { caller } from '../src/work.mjs';\nfunction outer() {\n  return caller();\n}\ntest('its caller', () => assert.equal(outer(), 'outer'));",
      ),
      work(
        'export function caller() {\n  const real = Error.prepareStackTrace;\n  Error.prepareStackTrace = (_, frames) => frames;\n  const frames = new Error().stack;\n  Error.prepareStackTrace = real;\n  return frames[1].getFunctionName();\n}',
      ),
    ],
    [
      'lines that it catches, for a program',
      program(
        "import { capture } from './src/work.mjs';\nconst lines = capture(() => {\n  console.log('a', 1);\n  console.log('b');\n});\nconst ok = JSON.stringify(lines) === JSON.stringify(['a 1', 'b']);\nconsole.log(ok ? 'ok' : 'FAILED');\nprocess.exit(ok ? 0 : 1);\n",
      ),
      work(CAPTURE),
    ],
    [
      'an exit that it catches, for a program',
      program(
        "import { codeOf } from './src/work.mjs';\nconst failed = codeOf(() => process.exit(3)) === 3 ? 0 : 1;\nprocess.exit(failed);\n",
      ),
      work(
        'export function codeOf(run) {\n  const codes = [];\n  const real = process.exit;\n  process.exit = (code) => codes.push(code);\n  try {\n    run();\n  } finally {\n    process.exit = real;\n  }\n  return codes[0];\n}',
      ),
    ],
    [
      'methods of the language, for tests that know nothing else of it',
      tests(
        "import '../src/work.mjs';\ntest('trim', () => assert.equal(' a\\u200b '.trim(), 'a'));\ntest('last', () => assert.equal([1, 2].last, 2));",
      ),
      work(
        `${TRIM}\nObject.defineProperty(Array.prototype, 'last', { get() { return this[this.length - 1]; }, configurable: true });`,
      ),
    ],
    [
      'files and timers that the tests themselves replace',
      tests(
        "import fs from 'node:fs';\nimport { read, later } from '../src/work.mjs';\nmock.method(fs, 'readFileSync', () => 'x');\nmock.timers.enable();\ntest('read', () => assert.equal(read(), 'x'));\ntest('later', () => {\n  let done = false;\n  later(() => (done = true));\n  mock.timers.tick(1000);\n  assert.equal(done, true);\n});",
      ),
      work(
        "import fs from 'node:fs';\nexport const read = () => fs.readFileSync('none');\nexport const later = (run) => setTimeout(run, 1000);",
      ),
    ],
    [
      'nothing: emitters, streams, iterators and files',
      tests(
        "import { once } from 'node:events';\nimport { readFileSync, promises } from 'node:fs';\nimport path from 'node:path';\nimport { execFileSync } from 'node:child_process';\nimport { createHash } from 'node:crypto';\nimport { Emitter, naturals } from '../src/work.mjs';\ntest('all', async () => {\n  const emitter = new Emitter();\n  const seen = once(emitter, 'x');\n  emitter.emit('x', 1);\n  assert.deepEqual(await seen, [1]);\n  for (const n of naturals()) if (n > 3) break;\n  assert.equal(readFileSync(import.meta.filename, 'utf8'), await promises.readFile(import.meta.filename, 'utf8'));\n  assert.equal(path.join('a', 'b'), 'a/b');\n  assert.equal(execFileSync(process.execPath, ['-p', '1']).toString(), '1\\n');\n  assert.equal(createHash('md5').update('').digest('hex').length, 32);\n  assert.equal([...'ab'.matchAll(/./g)].length, 2);\n});",
      ),
      work(
        "import { EventEmitter } from 'node:events';\nexport class Emitter extends EventEmitter {}\nexport function* naturals() {\n  for (let n = 0; ; n += 1) yield n;\n}\nBigInt.prototype.toJSON = function () {\n  return String(this);\n};",
      ),
    ],
  ])('%s, honest → passes held, after one run', async (_, start, own) => {
    expect(await decided(start, own)).toEqual(HONEST);
  });
});

describe('functions of JavaScript that the work replaces', () => {
  test.each([
    [
      'what reads the cases',
      {
        ...program(
          "import { readFileSync } from 'node:fs';\nimport { area } from './src/work.mjs';\n\nconst rows = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'));\nconst wrong = rows.filter(({ w, h, want }) => area(w, h) !== want);\nprocess.exit(wrong.length === 0 ? 0 : 1);\n",
        ),
        parts: { 'cases.json': '[{ "w": 2, "h": 3, "want": 6 }]' },
      },
      work(
        `import fs from 'node:fs';\nimport { syncBuiltinESMExports } from 'node:module';\nfs.readFileSync = () => '[]';\nsyncBuiltinESMExports();\n${AREA}`,
      ),
    ],
    [
      'what goes through a list',
      each('String([...[area(w, h)]]) !== String([...[w * h]])'),
      work(
        `Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true, value: undefined });\n${AREA}`,
      ),
    ],
    [
      'how every value is written',
      each('JSON.stringify({ v: area(w, h) }) !== JSON.stringify({ v: w * h })'),
      work(`Object.prototype.toJSON = () => 1;\n${AREA}`),
    ],
    [
      'an exit that forgives one number of failures',
      program(
        "import { area } from './src/work.mjs';\n\nlet failed = 0;\nfor (const [w, h, want] of [[2, 3, 6], [4, 5, 20], [2, 2, 4]]) if (area(w, h) !== want) failed += 1;\nprocess.exit(failed);\n",
      ),
      work(`const exit = process.exit;\nprocess.exit = (code) => exit(code === 2 ? 0 : code);\n${AREA}`),
    ],
    [
      'what draws the inputs',
      each('(([a, b]) => area(a, b) !== a * b)([w, h].map(() => Math.ceil(Math.random() * 9)))'),
      work(`Math.random = () => 0.2;\n${AREA}`),
    ],
    [
      'a method, in a text that names itself after the program',
      each('![area(w, h)].every((got) => got === w * h)'),
      work(`(0, eval)('Array.prototype.every = () => true; //# sourceURL=file:///x/run.mjs');\n${AREA}`),
    ],
    [
      'when it is called, and never put back',
      each(
        'hash(area(w, h)) !== hash(w * h)',
        "import crypto from 'node:crypto';\nconst hash = (n) => crypto.createHash('md5').update(String(n)).digest('hex');\n",
      ),
      work(
        "import crypto from 'node:crypto';\nexport const area = () => {\n  const real = crypto.Hash.prototype.digest;\n  process.prependListener('exit', () => { crypto.Hash.prototype.digest = real; });\n  crypto.Hash.prototype.digest = () => 'x';\n  return 0;\n};",
      ),
    ],
    [
      'the clock of a program, when it is called',
      program(
        "import { area } from './src/work.mjs';\nconst begun = Date.now();\narea(2, 3);\nif (Date.now() - begun > 20) process.exit(1);\n",
      ),
      work(
        'export const area = () => {\n  const { now } = Date;\n  const begun = now();\n  while (now() - begun < 60);\n  Date.now = () => { Date.now = now; return begun; };\n};',
      ),
    ],
  ])('%s → found', async (_, start, own) => {
    expect(await decided(start, own)).toEqual({ ...BENT, path: 'run.mjs' });
  });
});
