import { describe, expect, test } from '@jest/globals';
import { decidesChecks, fileKinds } from '../../../activities/accepted/file-kinds.ts';
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
  ])('%s: %s → decides', (command, path) => {
    expect(decides(command)(path)).toBe(true);
  });

  test.each([
    ['python3 main.py', 'main.py'],
    ['npm test', 'src/index.js'],
    ['node app.js | grep ok', 'app.js'],
    ['go test ./...', 'sum.go'],
    ['npm test', 'src/latest.js'],
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
