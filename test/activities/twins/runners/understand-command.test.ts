import { describe, expect, test } from '@jest/globals';
import { understandCommand } from '../../../../activities/twins/runners/understand-command.ts';

const python = { path: 'tests/test_a.py', testCase: 'ATest.test_x' };
const javascript = { path: 'test/a.test.mjs', testCase: 'adds' };

describe('understandCommand: one case or file of the command', () => {
  test.each([
    ['python3 -m unittest', python, 'python3 -m unittest discover -p test_a.py -k ATest.test_x'],
    [
      'python3 -m unittest -q discover -s tests',
      python,
      'python3 -m unittest discover -q -s tests -p test_a.py -k ATest.test_x',
    ],
    [
      'python3 -B -m unittest -q tests.test_a tests.test_b',
      python,
      'python3 -B -m unittest -q -k ATest.test_x tests.test_a',
    ],
    ['python3 -m unittest tests/test_a.py', python, 'python3 -m unittest -k ATest.test_x tests/test_a.py'],
    [
      'FOO=1 timeout 60 python3.12 -m unittest tests',
      python,
      'FOO=1 timeout 60 python3.12 -m unittest -k ATest.test_x tests',
    ],
    ['pytest -q', python, 'pytest -q tests/test_a.py::ATest::test_x'],
    [
      'python -m pytest tests --tb=short -x',
      python,
      'python -m pytest --tb=short -x tests/test_a.py::ATest::test_x',
    ],
    ['pytest -m "not slow" tests', python, "pytest -m 'not slow' tests/test_a.py::ATest::test_x"],
    ['node --test', javascript, 'node --test test/a.test.mjs'],
    ['node --test --import ./setup.mjs test', javascript, 'node --test --import ./setup.mjs test/a.test.mjs'],
    ['npx jest --ci', javascript, 'npx jest --ci --runTestsByPath test/a.test.mjs'],
    [
      'node --experimental-vm-modules node_modules/jest/bin/jest.js',
      javascript,
      'node --experimental-vm-modules node_modules/jest/bin/jest.js --runTestsByPath test/a.test.mjs',
    ],
    ['node_modules/.bin/vitest run', javascript, 'node_modules/.bin/vitest run test/a.test.mjs'],
    ['npx mocha test', javascript, 'npx mocha test/a.test.mjs'],
    ['go test ./...', { path: 'kata/a_test.go', testCase: 'TestAdd/row' }, "go test -run '^TestAdd$' ./kata"],
    ['go test -v -count=1 .', { path: 'a_test.go', testCase: null }, 'go test -v -count=1 .'],
    ['cargo test --offline', { path: 'tests/sums.rs', testCase: 'adds' }, 'cargo test --offline --test sums'],
    [
      'mvn -q -o test',
      { path: 'src/test/java/a/SumTest.java', testCase: null },
      'mvn -q -o -Dtest=SumTest test',
    ],
  ])('%s → as little as shows it', (command, target, narrowed) => {
    expect(understandCommand(command).narrowed(target)).toBe(narrowed);
  });

  test.each([
    'npm test',
    'make check',
    'bash check.sh',
    'cd backend && python3 -m unittest',
    'python3 -m unittest && echo done',
    'python3 -m unittest $TESTS',
    'python3 -m unittest tests/test_*.py',
    'python3 -m unittest | tee log',
    'python3 -m unittest 2>&1',
    'python3 -m unittest --unknown tests.test_a',
    'python3 -m unittest tests.test_b',
    'python3 -m unittest -k other',
    'node test/run.mjs',
    'vitest',
    'echo python3 -m unittest',
  ])('%s → the whole command only', (command) => {
    expect(understandCommand(command).narrowed(python)).toBeUndefined();
  });
});

describe('understandCommand: which cases the command leaves out', () => {
  test.each([
    ['python3 -m unittest', python, 'yes'],
    ['python3 -m unittest -k test_x', python, 'yes'],
    ['python3 -m unittest -ktest_y', python, 'unknown'],
    ['python3 -m unittest -k test_y', python, 'no'],
    ['python3 -m unittest -k "test_*"', python, 'unknown'],
    ['pytest -k "x and not y"', python, 'ask'],
    ['pytest -m fast', python, 'ask'],
    ['node --test --test-name-pattern=adds', javascript, 'yes'],
    ['node --test --test-name-pattern adds', javascript, 'yes'],
    ['npx jest -t subtracts', javascript, 'no'],
    ['npx jest -t "^adds$"', javascript, 'yes'],
    ['npx jest -t "add(s|itional)"', javascript, 'unknown'],
    ['go test -run "^TestAdd$|TestSum" ./...', { path: 'a_test.go', testCase: 'TestSum' }, 'yes'],
    ['go test -skip TestSum ./...', { path: 'a_test.go', testCase: 'TestSum' }, 'unknown'],
    ['mvn -Dtest=SumTest test', { path: 'SumTest.java', testCase: 'adds' }, 'unknown'],
    ['npm test', javascript, 'yes'],
    ['python3 -m unittest tests.test_a.ATest.test_x', python, 'yes'],
    ['python3 -m unittest -v tests.test_a.ATest.test_y', python, 'no'],
    ['python3 -m unittest tests.test_a.ATest.test_y', { ...python, testCase: null }, 'unknown'],
    ['python3 -m unittest tests.test_a.BTest.test_x', python, 'yes'],
    ['python3 -m unittest tests.test_a.BTest', python, 'yes'],
    ['python3 -m unittest tests.test_a.ATest.test_y tests.test_a.BTest', python, 'yes'],
    ['python3 -m unittest tests.test_b.BTest.test_y', python, 'no'],
    ['python3 -m unittest tests.test_b.BTest.test_x', python, 'yes'],
    ['python3 -m unittest tests.test_a', python, 'yes'],
    ['python3 -m unittest tests/test_a.py', python, 'yes'],
    ['cd tests && python3 -m unittest test_a.ATest.test_y', python, 'no'],
    ['pytest tests/test_a.py::ATest::test_x', python, 'yes'],
    ['pytest "tests/test_a.py::ATest::test_y[1-2]"', python, 'no'],
    ['pytest tests/test_a.py::ATest', python, 'yes'],
    ['pytest -k x tests/test_a.py::ATest::test_y', python, 'no'],
    ['cargo test adds', { path: 'src/shop/cart.rs', testCase: 'tests::adds_two' }, 'yes'],
    ['cargo test cart::tests', { path: 'src/shop/cart.rs', testCase: 'tests::adds' }, 'yes'],
    ['cargo test subtracts', { path: 'src/shop/cart.rs', testCase: 'tests::adds' }, 'no'],
    ['cargo test adds -- --nocapture', { path: 'tests/sums.rs', testCase: 'subtracts' }, 'no'],
    ['cargo test --manifest-path a/Cargo.toml', { path: 'a/tests/sums.rs', testCase: 'adds' }, 'yes'],
    ['cargo test -- --skip adds', { path: 'tests/sums.rs', testCase: 'subtracts' }, 'unknown'],
  ])('%s → %j: %s', (command, target, selected) => {
    expect(understandCommand(command).selects(target)).toBe(selected);
  });
});

describe('understandCommand: what else it says', () => {
  test.each([
    ['sha256sum -c sums && python3 -m unittest -q test_a', 'python3 -m unittest -q test_a', true],
    ['npm run build && node --test', 'node --test', false],
    ['git diff --exit-code -- tests && pytest', 'pytest', true],
    ['python3 -m unittest test_a || true', undefined, false],
    ['cd a && pytest "$X"', undefined, false],
  ])('%s → the part that runs the tests is %s', (command, part, comparesText) => {
    const understood = understandCommand(command);
    expect(understood.part).toBe(part);
    expect(understood.comparesText).toBe(comparesText);
  });
});
