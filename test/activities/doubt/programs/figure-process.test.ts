import { describe, expect, test } from '@jest/globals';
import type { Survey } from '../../../../activities/accepted/survey.ts';
import { figureProcess } from '../../../../activities/doubt/programs/figure-process.ts';
import { inlineProgram } from '../../../../activities/doubt/programs/inline-program.ts';
import { toBytePath } from '../../../../tree/tree-paths.ts';
import { checkWith } from '../../../support/contract/sample-contract.ts';

type Files = Readonly<Record<string, string>>;

/** The work is in `src/`; the other files are as they were accepted. */
async function processOf(command: string, files: Files, marker = 'p95_ms'): Promise<string> {
  const all: Files = { 'src/work.mjs': '', 'src/work.py': '', 'src/server.mjs': '', ...files };
  const isWork = (path: string): boolean => path.startsWith('src/');
  const tree = (sum: (path: string) => string) =>
    new Map(
      Object.keys(all).map((path) => [
        toBytePath(path),
        { kind: 'file', sha256: sum(path), sizeBytes: 1, mode: 0o644 },
      ]),
    );
  const survey = {
    accepted: tree((path) => path),
    plan: { composed: tree((path) => (isWork(path) ? `${path}, other` : path)) },
  } as unknown as Survey;
  const check = checkWith({ command, expect: { exitCode: 0, metric: { marker, op: '<', value: 9 } } });
  return figureProcess(check, survey, async (path) => all[path], inlineProgram(command));
}

const MODULE = "import { work } from '../src/work.mjs';\n";
const SPAWNS =
  "import { spawn } from 'node:child_process';\nimport { sum } from './sum.mjs';\nspawn('node', ['src/server.mjs']);\n";
const PYTHON_SPAWNS = 'import subprocess, time\nsubprocess.run(["python3", "src/work.py"])\n';
const SUM = { 'bench/sum.mjs': 'export const sum = (xs) => 0;\n' };

describe('figureProcess: the work runs in a process of its own → elsewhere', () => {
  test.each<[string, string, Files, string?]>([
    ['a bench that spawns the work', 'node bench/run.mjs', { 'bench/run.mjs': SPAWNS, ...SUM }],
    ['its output is piped on', 'node bench/run.mjs | tail -1', { 'bench/run.mjs': SPAWNS, ...SUM }],
    ['written down between', 'node bench/run.mjs > /tmp/a; cat /tmp/a', { 'bench/run.mjs': SPAWNS, ...SUM }],
    ['in a folder', 'cd bench && node run.mjs', { 'bench/run.mjs': SPAWNS, ...SUM }],
    ['a package beside it', 'node bench/run.mjs', { 'bench/run.mjs': `import load from 'autocannon';\n` }],
    ['a bench of Python', 'python3 -B bench/run.py', { 'bench/run.py': PYTHON_SPAWNS }],
    [
      'a recipe',
      'make bench',
      { Makefile: 'bench:\n\tpython3 bench/run.py\n', 'bench/run.py': PYTHON_SPAWNS },
    ],
    [
      'a program in the command',
      `python3 -c 'import subprocess\nsubprocess.run(["python3", "src/work.py"])'`,
      {},
    ],
    [
      'a server that is asked',
      `node src/server.mjs & sleep 1; ab -n 9 http://localhost:8/ | awk '/95%/ {print "p95_ms: " $2}'`,
      {},
    ],
    [
      'its log apart',
      `node src/server.mjs > log 2>&1 & curl -s -o /dev/null -w 'p95_ms: %{time_total}' localhost:8`,
      {},
    ],
    ['a load that is given to it', 'npx autocannon -d 5 http://localhost:8', {}],
    ['timed', `go build -o bin ./cmd && /usr/bin/time -f 'p95_ms: %e' ./bin`, {}],
    ['timed by the shell', 'TIMEFORMAT="p95_ms: %R"; time ./bin', {}],
    ['timed by hyperfine', `hyperfine --export-json /tmp/a 'node src/work.mjs' && jq .mean /tmp/a`, {}],
    [
      'timed by a clock',
      'a=$(date +%s%N); node src/work.mjs; b=$(date +%s%N); echo "p95_ms: $((b - a))"',
      {},
    ],
    ['what it takes is counted', 'gzip -c src/work.mjs | wc -c', {}],
  ])('%s', async (_, command, files) => {
    expect(await processOf(command, files)).toBe('elsewhere');
  });
});

describe('figureProcess: the work runs in the process that prints → withWork', () => {
  test.each<[string, string, Files]>([
    ['imported', 'node bench/run.mjs', { 'bench/run.mjs': MODULE }],
    ['piped on', 'node bench/run.mjs | tail -1', { 'bench/run.mjs': MODULE }],
    ['written down', 'node bench/run.mjs > /tmp/a; cat /tmp/a', { 'bench/run.mjs': MODULE }],
    ['within a substitution', 'echo "p95_ms: $(node bench/run.mjs)"', { 'bench/run.mjs': MODULE }],
    ['in a script', 'sh bench.sh', { 'bench.sh': 'node bench/run.mjs | tail -1\n', 'bench/run.mjs': MODULE }],
    [
      'by a part',
      'node bench/run.mjs',
      { 'bench/run.mjs': "import './sum.mjs';\n", 'bench/sum.mjs': MODULE },
    ],
    ['required', 'node bench/run.js', { 'bench/run.js': "const w = require('../src/work.mjs');\n" }],
    ['by Python', 'python3 bench/run.py', { 'bench/run.py': 'import sys\nfrom src import (\n  work,\n)\n' }],
    ['by its folder', 'python3 bench/run.py', { 'bench/run.py': 'import src\n', 'src/__init__.py': '' }],
    ['by a program in the command', `python3 -c 'import src.work'`, {}],
    ['it is the program', 'node src/work.mjs', {}],
    ['a runner has it', 'go test -bench . | awk \'{ print "p95_ms: " $3 }\'', {}],
    ['printed again as a figure', 'x=$(node src/work.mjs); echo "p95_ms: $x"', {}],
    ['its log is read', 'node src/server.mjs > log & wait; tail -1 log', {}],
  ])('%s', async (_, command, files) => {
    expect(await processOf(command, files)).toBe('withWork');
  });
});

describe('figureProcess: it may load what it does not name → unknown', () => {
  test.each<[string, string, Files]>([
    [
      'by argument',
      'node bench/run.mjs src/work.mjs',
      { 'bench/run.mjs': 'await import(process.argv[2]);\n' },
    ],
    ['found', 'python3 bench/run.py', { 'bench/run.py': 'import pkgutil\n' }],
    ['by a name made', 'python3 bench/run.py', { 'bench/run.py': 'm = __import__("sr" + "c.work")\n' }],
    ['executed', 'python3 bench/run.py', { 'bench/run.py': 'exec(open("src/work.py").read())\n' }],
    ['by a map', 'node bench/run.mjs', { 'bench/run.mjs': "import '#work';\n" }],
    ['before it', 'node --import ./src/work.mjs bench/run.mjs', { 'bench/run.mjs': SPAWNS, ...SUM }],
    ['by a variable', 'NODE_OPTIONS=--import=x node bench/run.mjs', { 'bench/run.mjs': SPAWNS, ...SUM }],
    ['a program that is not known', './bench', {}],
    ['a text of the work', 'cat src/*.txt', { 'src/figure.txt': '' }],
    ['another language', 'ruby bench/run.rb', { 'bench/run.rb': '' }],
  ])('%s', async (_, command, files) => {
    expect(['unknown', 'withWork']).toContain(await processOf(command, files));
  });
});
