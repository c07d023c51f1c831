import { expect, test } from '@jest/globals';
import type { Program, Programs } from '../../../../../activities/twins/trials/ended/program.ts';
import { runsInItself } from '../../../../../activities/twins/trials/ended/program-parts.ts';
import type { TestFile } from '../../../../../activities/twins/trials/find-twins.ts';

const programOf = (path: string, text: string): Program => ({ path, text, role: 'started' });

const programsOf = (program: Program, parts: readonly TestFile[] = []): Programs => ({
  files: [program],
  parts,
  modules: new Set(),
  wantedCode: 0,
});

test.each<[string, Program, string, boolean]>([
  ['imported', programOf('bench/run.mjs', "import { work } from '../src/work.mjs';\n"), 'src/work.mjs', true],
  ['required', programOf('run.js', "const w = require('./src/work');\n"), 'src/work.js', true],
  ['imported by Python', programOf('score.py', 'from src.area import area\n'), 'src/area.py', true],
  ['a package', programOf('score.py', 'import src\n'), 'src/__init__.py', true],
  ['built into one', programOf('main.go', 'package main\n'), 'calc/calc.go', true],
  ['started', programOf('run.py', "subprocess.run(['python3', 'src/area.py'])\n"), 'src/area.py', false],
  [
    'spoken of',
    programOf('run.mjs', "const child = spawn('node', ['src/work.mjs']);\n"),
    'src/work.mjs',
    false,
  ],
])('runsInItself: the work is %s → %4$s', (_, program, changed, is) => {
  expect(runsInItself(program, programsOf(program), [changed])).toBe(is);
});

test('runsInItself: a part of the program loads the work → true', () => {
  const program = programOf('bench/run.mjs', "import { measure } from './measure.mjs';\n");
  const parts = [{ path: 'bench/measure.mjs', text: "import '../src/work.mjs';\n" }];
  expect(runsInItself(program, programsOf(program, parts), ['src/work.mjs'])).toBe(true);
});
