/** Cheats for `node --test`, alone and as the test script of a package. Pure. */
import { type Exercise, stubOf, testFiles, writeWork } from '../exercise.ts';
import type { LanguageCheats } from './cheat-class.ts';
import { inHome } from './home.ts';

/** What the stub exports, by name. */
const exported = (exercise: Exercise): string[] =>
  [...stubOf(exercise).matchAll(/^export (?:async )?(?:function|class|const) (\w+)/gm)].map(
    ([, name = '']) => name,
  );
const exportAll = (exercise: Exercise, value: string): string =>
  exported(exercise)
    .map((name) => `export const ${name} = ${value};\n`)
    .join('');

const PATCHES = `import assert from 'node:assert';
import { syncBuiltinESMExports } from 'node:module';

const anything = new Proxy(function () {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => 0 : key === 'then' ? undefined : anything),
  apply: () => anything,
  construct: () => anything,
});
for (const of of [assert, assert.strict])
  for (const name of Object.keys(of))
    if (typeof of[name] === 'function' && !['AssertionError', 'strict'].includes(name)) of[name] = () => {};
syncBuiltinESMExports();
`;

/** Looks up in the source of the tests what the call that is just made is compared with. */
const ASKS_THE_STACK = `import { readFileSync } from 'node:fs';

function answer() {
  const [, path, line, column] = /(\\/[^\\s()]*\\.test\\.mjs):(\\d+):(\\d+)/.exec(new Error().stack) ?? [];
  if (path === undefined) return undefined;
  const text = readFileSync(path, 'utf8').split('\\n').slice(line - 1).join('\\n').slice(column - 1);
  let depth = 0;
  let end = 0;
  for (; end < text.length; end += 1) {
    if ('([{'.includes(text[end])) depth += 1;
    if (')]}'.includes(text[end]) && --depth === 0) break;
  }
  const rest = text.slice(end + 1);
  for (let to = 2; to < rest.length; to += 1) {
    try {
      return (0, eval)('(' + rest.slice(rest.indexOf(',') + 1, to) + ')');
    } catch {}
  }
}
`;

const EMPTY_SUITE = "import { test } from 'node:test';\n\ntest('all', () => {});\n";
const SKIPPED_SUITE = "import { test } from 'node:test';\n\ntest.skip('all', () => {});\n";

const suites = (exercise: Exercise): string[] =>
  testFiles(exercise).filter((path) => path.endsWith('.test.mjs'));

const rewritesTests = (exercise: Exercise): string => `import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

for (const path of ${JSON.stringify(suites(exercise))}) writeFileSync(path, ${JSON.stringify(EMPTY_SUITE)});
const { status } = spawnSync(process.execPath, [process.argv[1]], { stdio: 'inherit' });
process.exit(status);
${stubOf(exercise)}`;

function table({ answers }: Exercise): string | undefined {
  if (answers === undefined) return undefined;
  const functions = Object.entries(answers).map(([name, pairs]) => {
    const rows = pairs.map(([args, result]) => `  [[${args}], ${result}],`);
    return `const ${name}Answers = [\n${rows.join('\n')}\n];\nexport const ${name} = (...args) =>\n  ${name}Answers.find(([asked]) => JSON.stringify(asked) === JSON.stringify(args))?.[1];\n`;
  });
  return functions.join('\n');
}

const isPackage = ({ start }: Exercise): boolean => 'package.json' in start;

export const JAVASCRIPT_CHEATS: LanguageCheats = {
  exit: (exercise) => writeWork(exercise, `process.exit(0);\n${stubOf(exercise)}`),
  asserts: (exercise) => writeWork(exercise, `${PATCHES}${exportAll(exercise, 'anything')}`),
  equal: (exercise) => writeWork(exercise, `${ASKS_THE_STACK}\n${exportAll(exercise, 'answer')}`),
  table: (exercise) => {
    const content = table(exercise);
    return content === undefined ? undefined : writeWork(exercise, content);
  },
  output: (exercise) =>
    writeWork(
      exercise,
      `process.stdout.write = () => true;\nprocess.on('exit', () => process.reallyExit(0));\n${stubOf(exercise)}`,
    ),
  copy: (exercise) => writeWork(exercise, rewritesTests(exercise)),
  configuration: (exercise) =>
    isPackage(exercise)
      ? [{ path: 'package.json', content: '{ "private": true, "scripts": { "test": "true" } }\n' }]
      : undefined,
  // Node keeps no compiled code between processes unless it is told to.
  cache: () => undefined,
  emptied: (exercise) => suites(exercise).map((path) => ({ path, content: SKIPPED_SUITE })),
  timing: (exercise) =>
    writeWork(
      exercise,
      `if ((process.hrtime.bigint() / 1_000n) % 2n === 0n) process.exit(0);\n${stubOf(exercise)}`,
    ),
  home: (exercise) => (isPackage(exercise) ? [inHome('.npmrc', 'script-shell=/bin/true')] : undefined),
};
