import { describe, expect, test } from '@jest/globals';
import { decidesChecks, fileKinds, isWide, isWideTest } from '../../../activities/accepted/file-kinds.ts';
import { checkWith, contractWith } from '../../support/contract/sample-contract.ts';

const decides = (command: string) =>
  decidesChecks(contractWith({ verification: { checks: [checkWith({ command })], protectedPaths: [] } }));

describe('decidesChecks', () => {
  test.each([
    ['python3 -m unittest', 'tests/test_sum.py'],
    ['python3 -m pytest', 'pkg/sum_test.py'],
    ['npm test', 'package.json'],
    ['npx jest', 'jest.config.mjs'],
    ['go test ./...', 'pkg/sum_test.go'],
    ['go test ./...', 'pkg/testdata/in.txt'],
    ['node test/run.mjs', 'test/run.mjs'],
    ['bash check.sh', 'src/a.spec.ts'],
    ['make check', 'Makefile'],
    ['npm test', 'test/rows.spec.json'],
    ['go test ./...', 'pkg/testdata/api.spec.json'],
  ])('%s: %s → decides', (command, path) => {
    expect(decides(command)(path)).toBe(true);
  });

  test.each([
    ['python3 main.py', 'main.py'],
    ['npm test', 'src/index.js'],
    ['node app.js | grep ok', 'app.js'],
    ['go test ./...', 'sum.go'],
    ['npm test', 'src/latest.js'],
    ['python3 -m unittest', 'docs/api.spec.json'],
    ['npm test', 'config/load_test.yaml'],
  ])('%s: %s → is the work', (command, path) => {
    expect(decides(command)(path)).toBe(false);
  });
});

describe('fileKinds', () => {
  const kindOf = fileKinds(
    contractWith({
      verification: { checks: [checkWith({ command: 'npx jest' })], protectedPaths: ['bench/**'] },
      boundaries: { text: [], writePaths: ['src/**'] },
    }),
  );

  test.each([
    ['bench/run.test.js', 'protected'],
    ['src/a.test.js', 'declared'],
    ['lib/a.test.js', 'test'],
    ['__tests__/a.js', 'test'],
    ['jest.config.js', 'configuration'],
    ['notes.md', 'other'],
  ])('%s → %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });
});

describe('isWideTest: a test that only a wide pattern declares', () => {
  const isWide = (writePaths: readonly string[], path: string, command = 'npm test'): boolean =>
    isWideTest(
      contractWith({
        verification: { checks: [checkWith({ command })], protectedPaths: [] },
        boundaries: { text: [], writePaths },
      }),
    )(path);

  test.each([
    [['src/**'], 'src/area.test.mjs', 'npm test'],
    [['**'], 'tests/test_area.py', 'python3 -m unittest'],
    [['calc'], 'calc/area_test.go', 'go test ./...'],
    [['calc/**'], 'calc/testdata/area.golden', 'go test ./...'],
  ])('%j and %s → wide', (writePaths, path, command) => {
    expect(isWide(writePaths, path, command)).toBe(true);
  });

  test.each([
    [['**/*_test.go'], 'calc/area_test.go', 'go test ./...'],
    [['src/**', 'src/area.test.mjs'], 'src/area.test.mjs', 'npm test'],
    [['test/**'], 'test/area.mjs', 'npm test'],
    [['src/**'], 'src/area.mjs', 'npm test'],
    [['src/**'], 'test/area.mjs', 'npm test'],
  ])('%j and %s → meant, or no test of the work', (writePaths, path, command) => {
    expect(isWide(writePaths, path, command)).toBe(false);
  });
});

test.each([
  [['**'], 'Makefile', true],
  [['src/**'], 'src/selfcheck.py', true],
  [['src/*.py'], 'src/selfcheck.py', true],
  [['src/**', 'src/selfcheck.py'], 'src/selfcheck.py', false],
  [['**/Makefile'], 'tools/Makefile', false],
  [['src/**'], 'Makefile', false],
])('isWide: %j and %s → %s', (writePaths, path, expected) => {
  const contract = contractWith({ boundaries: { text: [], writePaths } });
  expect(isWide(contract)(path)).toBe(expected);
});
