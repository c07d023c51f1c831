import { describe, expect, test } from '@jest/globals';
import type { Survey } from '../../../activities/accepted/survey.ts';
import type { ExaminedCheck } from '../../../activities/checks/examine.ts';
import { askedOfPerson } from '../../../activities/doubt/changed-tests.ts';
import type { StateEntry } from '../../../states/state-entry.ts';
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
};

interface Case {
  readonly command?: string;
  readonly now: Files;
  readonly mode?: number;
  readonly readBefore?: readonly string[];
  readonly ownership?: Partial<Survey['ownership']>;
}

function asked({ command = 'node --test', now, mode, readBefore = [], ownership = {} }: Case) {
  const survey = {
    accepted: stateOf(GIVEN),
    plan: { placed: [], leftOut: [], composed: stateOf(now, mode) },
    ownership: { isProtected: () => false, ...ownership },
    decidesChecks: (path: string) => /(^|\/)test\//.test(path),
  };
  const examined = {
    check: checkWith({ command }),
    runs: [],
    known: { readBefore },
  } as unknown as ExaminedCheck;
  return askedOfPerson([examined], survey, { contentOf: async (sha256) => Buffer.from(sha256) });
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
