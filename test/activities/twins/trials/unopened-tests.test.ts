import { describe, expect, test } from '@jest/globals';
import { unopenedTests } from '../../../../activities/twins/trials/unopened-tests.ts';

const PATHS = ['package.json', 'src/area.mjs', 'test/area.test.mjs', 'tests/test_area.py', 'pkg/a_test.go'];

const unopened = (command: string, opened: readonly string[] = [], accepted = PATHS): string[] =>
  unopenedTests({
    command,
    scripts: { test: 'node --test' },
    paths: PATHS,
    accepted,
    isSealed: () => true,
    isOpened: (path) => opened.includes(path),
  });

describe('unopenedTests', () => {
  test.each([
    ['node --test', 'test/area.test.mjs'],
    ['node src/build.mjs && node --import ./src/register.mjs --test', 'test/area.test.mjs'],
    ['npm test', 'test/area.test.mjs'],
    ['node --test test', 'test/area.test.mjs'],
    ['python3 -m unittest discover -s tests -t .', 'tests/test_area.py'],
    ['python3 -m pytest -q', 'tests/test_area.py'],
    ['go test ./...', 'pkg/a_test.go'],
  ])('%s: nothing was opened → %s is missing', (command, path) => {
    expect(unopened(command)).toEqual([path]);
  });

  test.each([
    ['the tests were opened', 'node --test', ['test/area.test.mjs']],
    ['no runner of tests is started', 'npm run build', []],
    ['a folder without tests is named', 'node --test src', []],
    ['a module is named', 'python3 -m unittest src.area', []],
    ['a pattern is given', "node --test 'src/*.test.mjs'", []],
    ['a folder is left out', 'python3 -m pytest --ignore=tests', []],
  ])('%s → none is missing', (_, command, opened) => {
    expect(unopened(command, opened)).toEqual([]);
  });

  test('an accepted test beside the sealed ones was opened → none is missing', () => {
    const accepted = [...PATHS, 'src/own.test.mjs'];
    expect(unopened('node --test', ['src/own.test.mjs'], accepted)).toEqual([]);
  });
});
