/**
 * What the common runners of tests and builds read beside the tests. Whoever changes such a file, or plants
 * one where none was, changes what a check means. A table by hand: it proposes and names; the read set of a
 * check finds out. Pure.
 */

import { TEST_NAMES } from './test-names.ts';

export type Runner = keyof typeof RUNNERS;

interface RunnerFiles {
  /** Path patterns of its own files, from the folder that it runs in. */
  readonly reads: readonly string[];
  /** Those that count by its settings or its environment only. */
  readonly mayRead: readonly string[];
  /** Where it finds the tests unless told otherwise. */
  readonly tests: readonly string[];
  /** Runners that it may start, which only its own files know. */
  readonly mayStart: readonly string[];
}

const files = (reads: readonly string[], others: Partial<Omit<RunnerFiles, 'reads'>> = {}): RunnerFiles => ({
  reads,
  mayRead: [],
  tests: [],
  mayStart: [],
  ...others,
});

const tests = [...TEST_NAMES.javascript, 'test', 'tests'];
const PACKAGE_SCRIPTS = { tests, mayStart: ['jest', 'vitest', 'mocha', 'node', 'tsc'] };
/** Where `PYTHONPATH` or an installed package leads to them. */
const PYTHON_START = ['**/sitecustomize.py', '**/usercustomize.py'];

export const RUNNERS = {
  npm: files(['package.json', '.npmrc'], {
    ...PACKAGE_SCRIPTS,
    mayRead: ['package-lock.json', 'npm-shrinkwrap.json'],
  }),
  npx: files(['package.json', '.npmrc']),
  bun: files(['package.json', 'bunfig.toml'], { ...PACKAGE_SCRIPTS, mayRead: ['bun.lock', 'bun.lockb'] }),
  deno: files(['deno.json', 'deno.jsonc'], { tests, mayRead: ['deno.lock', 'package.json'] }),
  yarn: files(['package.json', '.yarnrc', '.yarnrc.yml', '.pnp.*'], {
    ...PACKAGE_SCRIPTS,
    mayRead: ['yarn.lock'],
  }),
  pnpm: files(['package.json', '.npmrc', 'pnpm-workspace.yaml', '.pnpmfile.cjs'], {
    ...PACKAGE_SCRIPTS,
    mayRead: ['pnpm-lock.yaml'],
  }),
  jest: files(['jest.config.*', 'package.json', '**/__mocks__'], {
    tests,
    mayRead: ['babel.config.*', '.babelrc*'],
  }),
  vitest: files(['vitest.config.*', 'vitest.workspace.*', 'vite.config.*', 'package.json'], { tests }),
  mocha: files(['.mocharc*', 'package.json'], { tests: ['test'] }),
  node: files(['package.json']),
  tsc: files(['tsconfig*.json', 'package.json']),
  pytest: files(['**/conftest.py', 'pytest.ini', '.pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg'], {
    tests: [...TEST_NAMES.python, 'tests'],
    mayRead: PYTHON_START,
  }),
  python: files([], { mayRead: PYTHON_START }),
  tox: files(['tox.ini', 'setup.cfg', 'pyproject.toml'], { mayStart: ['pytest'] }),
  go: files(['go.mod', 'go.sum', 'go.work', 'go.work.sum', 'vendor'], {
    tests: [...TEST_NAMES.go, '**/testdata'],
  }),
  cargo: files(['**/Cargo.toml', 'Cargo.lock', '**/build.rs', '.cargo', 'rust-toolchain*'], {
    tests: ['tests', 'benches'],
  }),
  make: files(['Makefile', 'makefile', 'GNUmakefile'], { mayRead: ['*.mk'] }),
} as const satisfies Record<string, RunnerFiles>;

export const isRunner = (name: string): name is Runner => Object.hasOwn(RUNNERS, name);

/** Other names under which a runner is called. */
export const ALIASES: Readonly<Record<string, Runner>> = {
  pnpx: 'npx',
  bunx: 'npx',
  nodejs: 'node',
  'py.test': 'pytest',
  gmake: 'make',
};
