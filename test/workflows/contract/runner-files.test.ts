import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RUNNERS, type Runner } from '../../../workflows/contract/command-line/runners.ts';
import {
  configurationOf,
  ownFiles,
  possibleFiles,
  runnersIn,
  usualTests,
} from '../../../workflows/contract/runner-files.ts';

describe('runnersIn', () => {
  test.each<[string, Runner[]]>([
    ['npm test', ['npm']],
    ['npx jest --ci', ['npx', 'jest']],
    ['./node_modules/.bin/jest src', ['jest']],
    ['node --experimental-vm-modules node_modules/jest/bin/jest.js', ['jest', 'node']],
    ['CI=1 NODE_ENV=test npm run -s check', ['npm']],
    ['env CI=1 timeout 60 pytest -q tests', ['pytest']],
    ['cd api && go test ./... | tee log', ['go']],
    ['python3.12 -m pytest', ['pytest', 'python']],
    ['/usr/bin/python3 check.py', ['python']],
    ['cargo build; cargo test', ['cargo']],
    ['make -C build check', ['make']],
    ['bash -c "npm test && make lint"', ['npm', 'make']],
    ['test "$(node src/main.js)" = ok', ['node']],
    ['if ! yarn test; then exit 1; fi', ['yarn']],
    ['pnpm exec vitest run', ['pnpm', 'vitest']],
    ['uv run pytest', ['pytest']],
    ['git diff --exit-code', []],
    ['cat make.log', []],
    ['grep -q npm README.md', []],
    ['./make.sh', []],
    ['node make.js', ['node']],
    ['', []],
  ])('%s → the runners that it starts', (command, expected) => {
    expect(runnersIn([command])).toEqual(expected);
  });

  test('several commands → each runner once, in the order of the table', () => {
    expect(runnersIn(['make test', 'npm test', 'make lint'])).toEqual(['npm', 'make']);
  });
});

describe('configurationOf', () => {
  test.each<[string, string]>([
    ['package.json', 'npm test'],
    ['.npmrc', 'npm test'],
    ['package-lock.json', 'npm test'],
    // Only package.json knows the runner that `npm test` starts.
    ['jest.config.mjs', 'npm test'],
    ['vitest.config.ts', 'npm test'],
    ['jest.config.ts', 'npx jest'],
    ['src/__mocks__/fs.js', 'npx jest'],
    ['vite.config.ts', 'npx vitest run'],
    ['conftest.py', 'pytest'],
    ['tests/unit/conftest.py', 'python -m pytest'],
    ['pytest.ini', 'pytest'],
    ['sitecustomize.py', 'python check.py'],
    ['go.mod', 'go test ./...'],
    ['crates/a/build.rs', 'cargo test'],
    ['.cargo/config.toml', 'cargo test'],
    ['GNUmakefile', 'make test'],
    ['web/package.json', 'cd web && npm test'],
    ['web/jest.config.js', 'npm --prefix ./web test'],
    ['package.json', 'cd web && npm test'],
    ['build/Makefile', 'make -C build check'],
  ])('%s, %s → yes', (path, command) => {
    expect(configurationOf([command])(path)).toBe(true);
  });

  test.each<[string, string[]]>([
    ['src/a.ts', ['npm test']],
    ['test/a.test.ts', ['npm test']],
    ['web/package.json', ['npm test']],
    ['conftest.py', ['npm test']],
    ['package.json', ['pytest']],
    ['jest.config.js', ['npx vitest run']],
    ['package.json', []],
    ['Makefile', ['cat make.log']],
  ])('%s, %j → no', (path, commands) => {
    expect(configurationOf(commands)(path)).toBe(false);
  });
});

describe('files of runners', () => {
  test('npm → its own for certain, those of the runners that it may start as possible', () => {
    expect(ownFiles(['npm test'])).toEqual(['package.json', '.npmrc']);
    expect(possibleFiles(['npm test'])).toEqual(
      expect.arrayContaining(['package-lock.json', 'jest.config.*', 'vitest.config.*', 'tsconfig*.json']),
    );
    expect(usualTests(['npm test'])).toContain('**/*.test.*');
  });

  test('a folder outside of the workspace, or one that only the shell knows → that of the workspace', () => {
    for (const folder of ['..', '/tmp', '$HOME', '~', '.', '-'])
      expect(ownFiles([`cd ${folder} && go test ./...`])).toContain('go.mod');
    for (const pattern of ownFiles(['cd a/../../b && make'])) expect(pattern).not.toContain('..');
  });

  test('any commands → what is certain is not possible as well, and each pattern stands once', () => {
    const names = Object.keys(RUNNERS);
    const command = fc
      .tuple(fc.constantFrom('', 'cd a && ', 'CI=1 '), fc.constantFrom(...names))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(command, { maxLength: 4 }), (commands) => {
        const own = ownFiles(commands);
        const possible = possibleFiles(commands);
        expect(possible.filter((pattern) => own.includes(pattern))).toEqual([]);
        for (const patterns of [own, possible]) expect(new Set(patterns).size).toBe(patterns.length);
        for (const pattern of [...own, ...possible]) expect(configurationOf(commands)(pattern)).toBe(true);
      }),
    );
  });

  test('every runner that another may start → is in the table', () => {
    for (const { mayStart } of Object.values(RUNNERS))
      for (const name of mayStart) expect([name, name in RUNNERS]).toEqual([name, true]);
  });
});
