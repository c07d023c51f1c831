import { describe, expect, test } from '@jest/globals';
import { readSealedTests } from '../../../activities/doubt/read-sealed-tests.ts';

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "scripts": { "test": "node tests/a.mjs && sh tests/run.sh" } }',
  'tests/a.mjs': 'assert.equal(f(), 1);\n',
  'tests/run.sh': 'set -e\n. src/env.sh\nif true; then python3 -m unittest -q tests.test_b; fi\n',
  'tests/test_b.py': 'import unittest\n',
  'tests/test_c.py': 'import unittest\n',
  'tests/cases/one.txt': '1\n',
};

const read = (command: string, opened: readonly string[] = []) =>
  readSealedTests({
    command,
    scripts: {},
    paths: Object.keys(FILES),
    isOpened: (path) => opened.includes(path),
    textOf: async (path) => FILES[path],
  });

describe('readSealedTests', () => {
  test('what the command starts, itself or by a script, and what is named like a test', async () => {
    const { sealedTests, startedLanguages } = await read('npm test', ['tests/a.mjs', 'tests/test_c.py']);
    expect(sealedTests.map(({ path, started, isOpened }) => [path, started, isOpened])).toEqual([
      ['tests/a.mjs', 'within', true],
      ['tests/run.sh', 'within', false],
      ['tests/test_b.py', 'within', false],
      ['tests/test_c.py', 'no', true],
    ]);
    expect(startedLanguages).toEqual(['javascript', 'python']);
  });

  test('a word of the command itself → started by it', async () => {
    const { sealedTests, startedLanguages } = await read('node tests/a.mjs');
    expect(sealedTests.map(({ path, started }) => `${path} ${started}`)).toEqual([
      'tests/a.mjs byCommand',
      'tests/run.sh no',
      'tests/test_b.py no',
      'tests/test_c.py no',
    ]);
    expect(startedLanguages).toEqual(['javascript']);
  });
});
