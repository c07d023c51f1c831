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
  Makefile: 'check:\n\tsh check.sh\n',
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

describe('askedOfPerson: what decides beside the tests, where nothing is declared', () => {
  const beside = (command: string, now: Files) =>
    asked({ command, now, readBefore: [...Object.keys(GIVEN), 'GNUmakefile', 'src/new.py'] });

  test.each([
    ['a helper compares no more', 'support/check.py', 'def same(got, want): pass\n'],
    ['a file that is compared is another', 'golden/out.txt', '5\n'],
    ['a new file goes before the accepted one', 'GNUmakefile', 'check:\n'],
  ])('%s → asked about', async (_, path, text) => {
    expect(await beside('make check', { ...GIVEN, [path]: text })).toEqual([path]);
  });

  test('the work, and new files of it → nothing is asked', async () => {
    const now = { ...GIVEN, 'src/app.py': 'x = 1\n', 'src/new.py': 'y = 2\n', 'notes.md': 'z' };
    expect(await beside('make check', now)).toEqual([]);
  });
});

test('changedExpectations: data in declared work that says what must come out → named', async () => {
  const survey = {
    accepted: stateOf(GIVEN),
    plan: {
      placed: [],
      leftOut: [],
      composed: stateOf({ ...GIVEN, 'golden/out.txt': '5\n', 'notes.md': 'z' }),
    },
    ownership: { isProtected: () => false, isDeclared: () => true },
    decidesChecks: () => false,
  };
  const examined = {
    check: checkWith(),
    runs: [],
    known: { readBefore: Object.keys(GIVEN) },
  } as unknown as ExaminedCheck;
  const states = { contentOf: async (sha256: string) => Buffer.from(sha256) };
  expect(await changedExpectations([examined], survey, states)).toEqual(['golden/out.txt']);
});
