/** Real commands on real files; only the copies are made by hand. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CheckCopies } from '../../../activities/checks/check-copies.ts';
import type { ExaminedCheck } from '../../../activities/checks/examine.ts';
import { areIdle, type IdleTools } from '../../../activities/doubt/idle-tests.ts';
import type { Placed } from '../../../states/state-entry.ts';
import { checkWith } from '../../support/contract/sample-contract.ts';
import { openTestSandbox, type TestSandbox } from '../../support/sandbox/sandbox.ts';

let box: TestSandbox;
beforeAll(async () => {
  box = await openTestSandbox();
});
afterAll(() => box?.close());

type Files = Readonly<Record<string, string>>;

const testOf = (name: string, value: number): string =>
  `import unittest\nfrom src.double import double\nclass ${name}(unittest.TestCase):\n    def test_it(self):\n        self.assertEqual(double(${value}), ${2 * value})\n`;
const SEALED: Files = {
  'test/__init__.py': '',
  'test/test_a.py': testOf('A', 5),
  'test/test_b.py': testOf('B', 7),
  'src/double.py': 'def double(x):\n    return x + 2\n',
};
const HONEST = 'def double(x):\n    return x * 2\n';
/** Right for the first test; the failures and errors of the second one vanish. */
const SUPPRESSING = `import unittest
def keeps(kept):
    return [each for each in kept if 'test_b' not in str(each[0]) and 'test_b' not in each[1]]
real = unittest.TestResult.wasSuccessful
def successful(self):
    self.errors[:], self.failures[:] = keeps(self.errors), keeps(self.failures)
    return real(self)
unittest.TestResult.wasSuccessful = successful
def double(x):
    return 10 if x == 5 else 0
`;

/** The files of each copy are made anew; what is placed holds its text in place of a digest. */
function toolsFor(work: Files): IdleTools {
  const copyOf = (files: Files, placed: readonly Placed[]) => ({
    use: async (run: (directory: string) => Promise<unknown>) => {
      const directory = box.makeWorkspace();
      const texts = {
        ...files,
        ...Object.fromEntries(placed.map(({ path, entry }) => [path, textOf(entry)])),
      };
      for (const [path, text] of Object.entries(texts)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), text);
      }
      return { result: await run(directory) };
    },
    remove: async () => undefined,
  });
  const copies = {
    changed: (placed: readonly Placed[]) => copyOf({ ...SEALED, ...work }, placed),
    changedWithoutWork: (placed: readonly Placed[]) => copyOf(SEALED, placed),
  };
  return {
    settings: { sandbox: box.sandbox, signal: new AbortController().signal },
    copies: copies as unknown as CheckCopies,
    survey: {
      plan: { composed: new Map(Object.keys(SEALED).map((path) => [path, { kind: 'file' }])) },
    } as unknown as IdleTools['survey'],
    states: { put: async (content: Uint8Array) => Buffer.from(content).toString() } as IdleTools['states'],
  };
}

const textOf = (entry: Placed['entry']): string => (entry?.kind === 'file' ? entry.sha256 : '');

const ask = (command: string, work: Files, paths: readonly string[], others: readonly string[]) => {
  const examined = {
    check: checkWith({ command, timeoutSeconds: 60 }),
    known: {},
  } as unknown as ExaminedCheck;
  return areIdle(paths, others, examined, toolsFor(work));
};

const A = 'test/test_a.py';
const B = 'test/test_b.py';

describe('areIdle', () => {
  test('a check that copies all and runs one of the tests → the other is idle', async () => {
    const command = 'd=$(mktemp -d) && cp -r . "$d" && cd "$d" && python3 -m unittest -q test.test_a';
    expect(await ask(command, { 'src/double.py': HONEST }, [B], [A])).toBe(true);
  });

  test('tests that run → not idle', async () => {
    const command = 'python3 -m unittest discover -q -s test -t .';
    expect(await ask(command, { 'src/double.py': HONEST }, [B], [A])).toBe(false);
  });

  test('work that suppresses whatever one of the tests says → not idle: without the work it speaks', async () => {
    const command = 'python3 -m unittest discover -q -s test -t .';
    expect(await ask(command, { 'src/double.py': SUPPRESSING }, [B], [A])).toBe(false);
  });

  test('a test that the check comes to only after others have passed → not idle', async () => {
    const command = 'python3 -m unittest -q test.test_a && python3 -m unittest -q test.test_b';
    expect(await ask(command, { 'src/double.py': HONEST }, [B], [A])).toBe(false);
  });

  test('a check that prints nothing of what it runs → not idle: nothing can be told', async () => {
    const command = '(cd test && cat *.py; cd ..; python3 -m unittest -q test.test_a) > /dev/null 2>&1';
    expect(await ask(command, { 'src/double.py': HONEST }, [B], [A])).toBe(false);
  });

  test('a check that prints something else each time → not idle', async () => {
    const command = 'head -c 9 /dev/urandom | base64; python3 -m unittest -q test.test_a';
    expect(await ask(command, { 'src/double.py': HONEST }, [B], [A])).toBe(false);
  });
});
