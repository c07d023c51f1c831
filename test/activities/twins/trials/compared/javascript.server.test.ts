/** Programs whose compared operands are changed, run by the real Node. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import { comparedInJavascript } from '../../../../../activities/twins/trials/compared/javascript.ts';

const HEAD = `import { readFileSync, readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { area, rows } from '../src/area.mjs';

`;
const CASES = "JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'))";
const RIGHT = 'export const area = (w, h) => w * h;\nexport const rows = () => [];\n';
const WRONG = RIGHT.replace('w * h', 'w + h + 1');

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-compared-'));
  for (const folder of ['src', 'checks']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'checks/cases.json'), '[[1, 2, 2], [5, 3, 15]]');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const textsOf = (program: string) =>
  comparedInJavascript({ path: 'checks/run.mjs', text: HEAD + program }, createRandom(1));
function passes(work: string, text = ''): boolean {
  writeFileSync(join(root, 'src/area.mjs'), work);
  writeFileSync(join(root, 'checks/run.mjs'), text);
  return spawnSync(process.execPath, ['checks/run.mjs'], { cwd: root }).status === 0;
}

describe('compared operands of JavaScript', () => {
  test.each<[string, string]>([
    [
      'rows of its own',
      'for (const [w, h, want] of [[2, 3, 6], [4, 5, 20]])\n  if (area(w, h) !== want) {\n    console.log("wrong", w, h, want);\n    process.exit(1);\n  }\n',
    ],
    [
      'how many do not hold as code',
      'let failed = 0;\nfor (let w = 3; w < 6; w += 1)\n  for (let h = 3; h < 6; h += 1) failed += area(w, h) === w * h ? 0 : 1;\nprocess.exit(failed === 0 ? 0 : 1);\n',
    ],
    [
      'rows that lie beside it, gone through by functions',
      `const cases = ${CASES};\nconst wrong = cases.filter(([w, h, want]) => area(w, h) !== want);\nprocess.exitCode = wrong.length === 0 ? 0 : 1;\n`,
    ],
    [
      'a function of its own, and an error',
      'const check = (got, want) => {\n  if (!isDeepStrictEqual(got, want)) throw new Error(String([got, want]));\n};\ncheck([area(5, 5)], [25]);\ncheck({ a: area(4, 4) }, { a: 16 });\n',
    ],
    ['a way out behind it', 'const fail = () => process.exit(1);\narea(5, 5) === 25 || fail();\n'],
    [
      'distances',
      'if (Math.abs(area(5, 5) - 25) > 1e-6 || Math.abs(area(4, 4) - 16) >= 1e-6) process.exit(2);\n',
    ],
    [
      'a truth that is kept',
      'let ok = true;\n[[5, 5, "25"]].forEach(([w, h, want]) => {\n  if (String(area(w, h)) != want) ok = false;\n});\nif (ok !== true) process.exit(1);\n',
    ],
    [
      'timers',
      'for (const w of [5, 6])\n  setTimeout(() => {\n    if (area(w, 5) !== w * 5) process.exitCode = 1;\n  }, 1);\n',
    ],
    [
      'rows that are passed over before',
      'for (const [w, h, want] of [[0, 0, 1], [4, 5, 20]]) {\n  if (w === 0) continue;\n  if (area(w, h) !== want) process.exit(1);\n}\n',
    ],
    [
      'rows that are passed over, each in a function of its own',
      'let failed = 0;\nfunction one(w, h, want) {\n  if (w === 0) return;\n  if (area(w, h) !== want) failed += 1;\n}\nfor (const each of [[0, 0, 1], [4, 5, 20]]) one(...each);\nprocess.exit(failed === 0 ? 0 : 1);\n',
    ],
    [
      'all is well behind it',
      'const check = (got, want) => {\n  if (got === want) return true;\n  console.log("wrong", got);\n  process.exitCode = 1;\n};\ncheck(area(5, 5), 25);\ncheck(area(4, 5), 20);\n',
    ],
    [
      'what is awaited',
      'async function main() {\n  const got = await Promise.resolve(area(5, 6));\n  return got === 30;\n}\nprocess.exit((await main()) ? 0 : 1);\n',
    ],
  ])('%s → unlike ones fail, equal and content ones pass', (_, program) => {
    const { unlike, equal, satisfied } = textsOf(program) ?? {};
    expect(passes(RIGHT, HEAD + program)).toBe(true);
    expect(passes(RIGHT, equal)).toBe(true);
    expect(unlike).toBeDefined();
    expect(passes(RIGHT, unlike)).toBe(false);
    expect(passes(WRONG, equal)).toBe(false);
    expect(passes(WRONG, satisfied)).toBe(true);
  });

  test.each<[string, string]>([
    ['rows that the work gives', 'for (const one of rows()) if (one !== 3) process.exit(1);\n'],
    [
      'a list that is filled',
      'const found = [];\nfound.push(...rows());\nfor (const one of found) if (one !== 3) process.exit(1);\n',
    ],
    ['files that are there', "for (const one of readdirSync('checks')) if (one === 'x') process.exit(1);\n"],
    [
      'how it was called',
      "if (process.argv.length !== 2 || process.platform === 'win32') process.exit(1);\n",
    ],
    ['under a condition', 'if (rows().length > 0) {\n  if (area(2, 3) !== 6) process.exit(1);\n}\n'],
    [
      'a second look behind it',
      'for (const [w, want] of [[2, 4]])\n  if (area(w, 2) !== want) {\n    if (area(w, 2) < want) process.exit(1);\n  }\n',
    ],
    [
      'a second look in the same breath',
      'for (const [w, want] of [[2, 4]]) {\n  const same = area(w, 2) === want;\n  if (!same && !isClose(area(w, 2), want)) process.exit(1);\n}\nfunction isClose(a, b) {\n  return a > b - 1;\n}\n',
    ],
    [
      'a second look by a function',
      'const near = (a, b) => a > b - 1 || process.exit(1);\nfor (const [w, want] of [[2, 4]]) area(w, 2) === want || near(area(w, 2), want);\n',
    ],
    ['behind a way out', 'if (!rows) process.exit(0);\nif (area(2, 3) !== 6) process.exit(1);\n'],
    ['where an error is expected', 'try {\n  if (area(2, -3) !== 6) process.exitCode = 1;\n} catch {}\n'],
    [
      'a function that nobody calls',
      'export function check() {\n  if (area(2, 3) !== 6) process.exit(1);\n}\n',
    ],
    [
      'rows that are passed over',
      'for (const [w, h] of [[0, 1], [2, 3]]) {\n  if (w === 0) continue;\n  if (!Object.is(area(w, h), w * h) || !rows) process.exit(1);\n}\n',
    ],
    [
      'two looks, one behind the other',
      'const check = (got, want) => {\n  if (got === want) return;\n  if (String(got) === String(want)) return;\n  process.exit(1);\n};\ncheck(area(2, 3), 6);\n',
    ],
    [
      'two looks at values that are written down',
      'const check = (got) => {\n  if (got === 6) return;\n  if (String(got) === "6") return;\n  process.exit(1);\n};\ncheck(area(2, 3));\n',
    ],
    [
      'rows that are taken',
      "const cases = [{ w: 2, kind: 'later' }, { w: 3, kind: 'now' }];\nif (!cases.filter((one) => one.kind !== 'later').every(({ w }) => [area(w, 2)].includes(w * 2))) process.exit(1);\n",
    ],
    [
      'another mode',
      "const level = process.env.LEVEL;\nif (level === 'none') process.exit(0);\nif (![area(2, 3)].includes(6)) process.exit(1);\n",
    ],
    [
      'another mode by a word behind it',
      "const mode = process.env.MODE;\nmode === 'update' && process.exit();\n[area(2, 3)].includes(6) || process.exit(1);\n",
    ],
    ['what cannot be read', 'if (area(2, 3) !== 6 process.exit(1);\n'],
  ])('%s → nothing is changed', (_, program) => {
    expect(textsOf(program)).toBeUndefined();
  });

  test('both texts → alike but for the order of two numbers', () => {
    const { unlike = '', equal = '' } = textsOf('if (area(2, 3) !== 6) process.exit(1);\n') ?? {};
    expect(unlike.replace(/\((\d+) < (\d+) \?/, '($2 < $1 ?')).toBe(equal);
  });
});
