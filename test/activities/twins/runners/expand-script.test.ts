import { expect, test } from '@jest/globals';
import { expandScript } from '../../../../activities/twins/runners/expand-script.ts';
import { understandCommand } from '../../../../activities/twins/runners/understand-command.ts';

const SCRIPTS = { pretest: 'prettier --check .', test: 'node --test', unit: 'jest tests/unit' };

test.each([
  ['npm test', 'prettier --check . && node --test'],
  ['npm t --silent', 'prettier --check . && node --test'],
  ['pnpm run -s unit', 'jest tests/unit'],
  ['yarn unit', 'jest tests/unit'],
  ['npm run other', 'npm run other'],
  ['npm run unit -- --ci', 'jest tests/unit --ci'],
  ['npm run -s unit -- -t "adds two"', "jest tests/unit -t 'adds two'"],
  ['yarn unit -t adds', 'jest tests/unit -t adds'],
  ['npm run unit tests/unit/a.test.js', 'jest tests/unit tests/unit/a.test.js'],
  ['npm run unit --workspaces', 'npm run unit --workspaces'],
  ['npm run unit -- "$NAME"', 'npm run unit -- "$NAME"'],
  ['npm run unit > log', 'npm run unit > log'],
  ['npm ci && npm test', 'npm ci && npm test'],
  ['npm run toString', 'npm run toString'],
  ['make test', 'make test'],
])('expandScript: %s → %s', (command, expanded) => {
  expect(expandScript(command, SCRIPTS).command).toBe(expanded);
});

const PATH = 'export PATH="$PWD/node_modules/.bin:$PATH"; ';

test('understandCommand: a script that compares text and runs tests → the part that runs them, with what the package installed', () => {
  expect(understandCommand('npm test', SCRIPTS)).toMatchObject({
    comparesText: false,
    mustPassAlone: true,
    part: `${PATH}node --test`,
  });
});

test('understandCommand: a script of one runner → its filters hold, and a case runs alone', () => {
  const { selects, narrowed } = understandCommand('npm run unit', SCRIPTS);
  const at = (path: string) => ({ path, testCase: 'adds' });
  expect(['tests/unit/a.test.js', 'tests/other/a.test.js'].map((path) => selects(at(path)))).toEqual([
    'yes',
    'no',
  ]);
  expect(narrowed(at('tests/unit/a.test.js'))).toBe(`${PATH}jest --runTestsByPath tests/unit/a.test.js`);
});
