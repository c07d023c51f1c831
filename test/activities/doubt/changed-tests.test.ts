import { describe, expect, test } from '@jest/globals';
import type { Survey } from '../../../activities/accepted/survey.ts';
import type { ExaminedCheck } from '../../../activities/checks/examine.ts';
import { askedOfPerson, changedExpectations } from '../../../activities/doubt/changed-tests.ts';
import type { StateEntry } from '../../../states/state-entry.ts';
import type { Contract } from '../../../workflows/contract/contract.ts';
import { checkWith } from '../../support/contract/sample-contract.ts';

type Files = Readonly<Record<string, string>>;
const entryOf = (text: string, mode = 0o644): StateEntry =>
  text.startsWith('-> ')
    ? { kind: 'link', target: text.slice(3) }
    : { kind: 'file', mode, sha256: text, sizeBytes: 1, mtime: '0' };
const stateOf = (files: Files, mode?: number) =>
  new Map(Object.entries(files).map(([path, text]) => [path, entryOf(text, mode)]));

const GIVEN: Files = {
  'check.sh': 'test "$(sh src/app.sh)" = hello\n',
  'src/app.sh': 'echo bye\n',
  'main.py': 'import src.app\n',
  'src/app.py': '',
  'test/a.test.js': 'a',
  'node_modules/x/test/b.js': 'b',
  'test/__pycache__/a.pyc': 'c',
  'notes.md': 'd',
  'src/test/unit.js': "test('small', () => {\n  equal(area(2, 3), 6);\n});\n",
  'src/test/__snapshots__/unit.js.snap': 'e',
  'src/inner.py': 'def area(w, h):\n    return w + h\n\n\ndef test_small():\n    assert area(2, 3) == 6\n',
  'support/check.py': 'def same(got, want):\n    if got != want:\n        raise AssertionError(got)\n',
  'golden/out.txt': '6\n',
  'limits.json': '{ "max": 0 }',
  'rows.py': 'ROWS = [(2, 3, 6)]\n\n\ndef rows():\n    return 6\n',
  'test/rows.py': 'from rows import ROWS\nfor w, h, want in ROWS:\n    same(area(w, h), want)\n',
  'test/limits.test.js': "read('limits.json')",
  Makefile: 'check:\n\tsh check.sh\nunit:\n\tnode --test\nsame:\n\t@test "$$(python3 main.py 2 3)" = 6\n',
  'package.json': '{ "scripts": { "test": "node --test" } }',
  'scripts/unit.sh': 'set -e\nnode --test\n',
  'scripts/build.sh': 'mkdir -p dist\n',
  'src/rows.py':
    'import sys\nimport src.app\n\nfor row, result in {1: 6}.items():\n    if src.app.area(row) != result:\n        sys.exit(1)\n',
  'scripts/rows.sh': 'set -e\npython3 main.py 2 3 | grep -qx 6\n',
  'scripts/verify': 'got=$(python3 main.py 2 3)\n[ "$got" = 6 ] || exit 1\n',
  'src/selfcheck.py':
    'import src.app\n\nfailed = 0\ngot = src.app.area(2, 3)\nwant = 6\nif got != want:\n    failed += 1\nexit(failed)\n',
};

interface Case {
  readonly command?: string;
  readonly now: Files;
  readonly mode?: number;
  readonly readBefore?: readonly string[];
  /** What a check read that is changed and not declared. */
  readonly undeclared?: readonly string[];
  readonly ownership?: Partial<Survey['ownership']>;
  readonly policy?: Contract['policy']['undeclaredReads'];
}

function asked({
  command = 'node --test',
  now,
  mode,
  readBefore = [],
  undeclared = [],
  ownership = {},
  policy,
}: Case) {
  const reads = { known: true, files: undeclared, changed: undeclared, undeclared, count: undeclared.length };
  const survey = {
    accepted: stateOf(GIVEN),
    plan: { placed: [], leftOut: [], composed: stateOf(now, mode) },
    ownership: { isProtected: () => false, ...ownership },
    decidesChecks: (path: string) => /(^|\/)test\//.test(path),
  };
  const examined = {
    check: checkWith({ command }),
    runs: undeclared.length > 0 ? [{ reads }] : [],
    known: { readBefore },
  } as unknown as ExaminedCheck;
  return askedOfPerson([examined], survey, { contentOf: async (sha256) => Buffer.from(sha256) }, policy);
}

const without = (...paths: readonly string[]): Files =>
  Object.fromEntries(Object.entries(GIVEN).filter(([path]) => !paths.includes(path)));

describe('askedOfPerson: what decided and is gone', () => {
  test('a test is removed → asked about, though nothing reads it', async () => {
    expect(await asked({ now: without('test/a.test.js') })).toEqual(['test/a.test.js']);
  });

  test('a link takes its place → asked about', async () => {
    expect(await asked({ now: { ...GIVEN, 'test/a.test.js': '-> x' } })).toEqual(['test/a.test.js']);
  });

  test('what tools keep, or what decides nothing, is removed → nothing is asked', async () => {
    const now = without('node_modules/x/test/b.js', 'test/__pycache__/a.pyc', 'notes.md');
    expect(await asked({ now })).toEqual([]);
  });

  test.each([
    ['sealed', { isProtected: () => true }],
    ['declared as the work', { isDeclared: () => true }],
  ])('a test that is %s is removed → nothing is asked', async (_, ownership) => {
    expect(await asked({ now: without('test/a.test.js'), ownership })).toEqual([]);
  });
});

describe('askedOfPerson: tests that nobody declared and a check read', () => {
  const path = 'src/test/unit.js';
  const was = GIVEN[path] ?? '';
  const readNow = (text: string) => asked({ now: { ...GIVEN, [path]: text }, undeclared: [path] });

  test('an expectation is edited → asked about', async () => {
    expect(await readNow(was.replace('6', '5'))).toEqual([path]);
  });

  test('cases are added → nothing is asked', async () => {
    expect(await readNow(`${was}\n${was.replace('small', 'none')}`)).toEqual([]);
  });
});

describe('askedOfPerson: what the command starts', () => {
  const changed = (path: string): Files => ({ ...GIVEN, [path]: 'exit 0\n' });

  test('a script of a shell says something else → asked about', async () => {
    expect(await asked({ command: 'bash check.sh', now: changed('check.sh') })).toEqual(['check.sh']);
  });

  test('a script is added to → nothing is asked, since it judges as it was accepted', async () => {
    const now = { ...GIVEN, 'check.sh': `${GIVEN['check.sh']}echo done\n` };
    expect(await asked({ command: 'bash check.sh', now })).toEqual([]);
  });

  test('the program that it compares the output of → is the work', async () => {
    expect(await asked({ command: 'bash check.sh', now: changed('src/app.sh') })).toEqual([]);
  });

  test('only its permissions are others → nothing is asked', async () => {
    expect(await asked({ command: 'bash check.sh', now: GIVEN, mode: 0o755 })).toEqual([]);
  });

  test('a program that reads no other one → is the work itself', async () => {
    const command = 'python3 main.py';
    expect(await asked({ command, now: changed('main.py'), readBefore: ['main.py'] })).toEqual([]);
  });

  test('a program that reads another one → asked about', async () => {
    const readBefore = ['main.py', 'src/app.py'];
    expect(await asked({ command: 'python3 main.py', now: changed('main.py'), readBefore })).toEqual([
      'main.py',
    ]);
  });
});

describe('askedOfPerson: tests inside of what a wide pattern declares', () => {
  const ownership = {
    isDeclared: (path: string) => path.startsWith('src/'),
    isWideTest: (path: string) => path.startsWith('src/test/'),
  };
  const inWork = (now: Files, policy: Case['policy'] = 'refuse') =>
    asked({ now, ownership, policy, readBefore: Object.keys(GIVEN) });
  const path = 'src/test/unit.js';
  const was = GIVEN[path] ?? '';

  test('an expectation is edited, or the file is gone → asked about, whatever the policy refuses', async () => {
    expect(await inWork({ ...GIVEN, [path]: was.replace('6', '5') })).toEqual([path]);
    expect(await inWork(without(path))).toEqual([path]);
  });

  test('cases are added → nothing is asked', async () => {
    expect(await inWork({ ...GIVEN, [path]: `${was}\n${was.replace('small', 'none')}` })).toEqual([]);
  });

  test('a pattern names the tests → they are the work', async () => {
    const now = without(path);
    expect(await asked({ now, ownership: { isDeclared: () => true }, policy: 'refuse' })).toEqual([]);
  });

  test('a snapshot of a runner, or a policy that only reports → nothing is asked', async () => {
    expect(await inWork({ ...GIVEN, 'src/test/__snapshots__/unit.js.snap': 'f' })).toEqual([]);
    expect(await inWork(without(path), 'report')).toEqual([]);
  });

  test('a case inside of a declared program → asked about once it is changed, not for the work', async () => {
    const inner = GIVEN['src/inner.py'] ?? '';
    expect(await inWork({ ...GIVEN, 'src/inner.py': inner.replace('== 6', '== 5') })).toEqual([
      'src/inner.py',
    ]);
    expect(await inWork({ ...GIVEN, 'src/inner.py': inner.replace('w + h', 'w * h') })).toEqual([]);
  });
});

describe('askedOfPerson: what a command starts, inside of what a wide pattern declares', () => {
  const within = (command: string, path: string, text: string, isWide = true) =>
    asked({
      command,
      now: { ...GIVEN, [path]: text },
      readBefore: ['main.py', 'src/app.py', 'src/selfcheck.py'],
      ownership: { isDeclared: () => true, isWide: () => isWide },
      policy: 'refuse',
    });
  const harness = GIVEN['src/selfcheck.py'] ?? '';

  test.each([
    ['make unit', 'Makefile', 'unit:\n\t@true\n'],
    ['make same', 'Makefile', (GIVEN.Makefile ?? '').replace('= 6', '= 5')],
    ['make unit', 'Makefile', 'unit:\n\t-node --test\n'],
    ['make unit', 'GNUmakefile', 'unit:\n\t@true\n'],
    ['npm test', 'package.json', '{ "scripts": { "test": "true" } }'],
    ['sh scripts/unit.sh', 'scripts/unit.sh', 'true\n'],
    ['sh scripts/unit.sh', 'scripts/unit.sh', 'exit 0\nset -e\nnode --test\n'],
    ['python3 src/selfcheck.py', 'src/selfcheck.py', 'print("all passed")\n'],
    ['python3 src/rows.py', 'src/rows.py', (GIVEN['src/rows.py'] ?? '').replace('6', '5')],
    ['sh scripts/rows.sh', 'scripts/rows.sh', 'set -e\npython3 main.py 2 3 | grep -qx 5\n'],
    ['sh scripts/verify', 'scripts/verify', 'got=$(python3 main.py 2 3)\n[ "$got" = 5 ] || exit 1\n'],
  ])('%s: %s runs the tests no more → asked about', async (command, path, text) => {
    expect(await within(command, path, text)).toEqual([path]);
    expect(await within(command, path, text, false)).toEqual([]);
  });

  test.each([
    ['make unit', 'Makefile', `${GIVEN.Makefile}clean:\n\trm -rf dist\n`],
    [
      'npm test',
      'package.json',
      '{ "version": "2", "scripts": { "start": "node .", "test": "node --test" } }',
    ],
    ['sh scripts/unit.sh', 'scripts/unit.sh', '# All of them.\nset -e\nnode --test\n'],
    ['sh scripts/build.sh', 'scripts/build.sh', 'mkdir -p dist\ncp src/app.py dist/\n'],
    ['python3 main.py', 'main.py', 'import src.app\nprint(src.app.area(2, 3))\n'],
    ['python3 src/selfcheck.py', 'src/selfcheck.py', `# By hand.\n${harness}`],
    ['python3 src/rows.py', 'src/rows.py', `${GIVEN['src/rows.py']}print("all right")\n`],
    [
      'sh scripts/rows.sh',
      'scripts/rows.sh',
      `${GIVEN['scripts/rows.sh']}python3 main.py 0 3 | grep -qx 0\n`,
    ],
    ['sh scripts/verify', 'scripts/verify', `${GIVEN['scripts/verify']}echo "all right"\n`],
  ])('%s: %s says the same of tests, or is the work → nothing is asked', async (command, path, text) => {
    expect(await within(command, path, text)).toEqual([]);
  });
});

describe('askedOfPerson: what decides beside the tests, where nothing is declared', () => {
  const beside = (command: string, now: Files) =>
    asked({ command, now, readBefore: [...Object.keys(GIVEN), 'GNUmakefile', 'src/new.py'] });

  test.each([
    ['a helper compares no more', 'support/check.py', 'def same(got, want): pass\n'],
    ['a file that is compared is another', 'golden/out.txt', '5\n'],
    ['a new file goes before the accepted one', 'GNUmakefile', 'check:\n'],
    ['rows that tests go through are others', 'rows.py', (GIVEN['rows.py'] ?? '').replace('3, 6', '3, 5')],
  ])('%s → asked about', async (_, path, text) => {
    expect(await beside('make check', { ...GIVEN, [path]: text })).toEqual([path]);
  });

  test('data that tests name → asked about, but where they read nothing else', async () => {
    const now = { ...GIVEN, 'limits.json': '{ "max": 10 }' };
    const readBefore = ['test/limits.test.js', 'limits.json'];
    expect(await asked({ now, readBefore })).toEqual([]);
    expect(await asked({ now, readBefore: [...readBefore, 'src/app.py'] })).toEqual(['limits.json']);
  });

  test('the work, and new files of it → nothing is asked', async () => {
    const rows = (GIVEN['rows.py'] ?? '').replace('return 6', 'return 5').replace(')]', '), (0, 3, 0)]');
    const now = {
      ...GIVEN,
      'src/app.py': 'x = 1\n',
      'src/new.py': 'y = 2\n',
      'rows.py': rows,
      'notes.md': 'z',
    };
    expect(await beside('make check', now)).toEqual([]);
  });
});

test('changedExpectations: data and rows in declared work that say what must come out → named', async () => {
  const survey = {
    accepted: stateOf(GIVEN),
    plan: {
      placed: [],
      leftOut: [],
      composed: stateOf({
        ...GIVEN,
        'golden/out.txt': '5\n',
        'notes.md': 'z',
        'rows.py': (GIVEN['rows.py'] ?? '').replace('3, 6', '3, 5'),
        'src/app.py': 'LIMIT = 5\n',
      }),
    },
    ownership: { isProtected: () => false, isDeclared: () => true },
    decidesChecks: (path: string) => path.startsWith('test/'),
  };
  const examined = {
    check: checkWith(),
    runs: [],
    known: { readBefore: Object.keys(GIVEN) },
  } as unknown as ExaminedCheck;
  const states = { contentOf: async (sha256: string) => Buffer.from(sha256) };
  expect(await changedExpectations([examined], survey, states)).toEqual(['golden/out.txt', 'rows.py']);
});
