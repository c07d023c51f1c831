/** What an honest goal in an awkward shape is made of, and the small project that most of them are about. */
import type { Reply } from '../../../scripted-model/reply.ts';
import { shell } from '../../support/model/scripts.ts';

/** A file's text, a link, or a folder that may be empty; `mode` in octal as `chmod` takes it. */
export type SourceEntry =
  | string
  | { readonly text: string; readonly mode: number }
  | { readonly link: string }
  | { readonly folder: true; readonly mode?: number };

export interface HonestShape {
  readonly name: string;
  /** What the workspace has besides the project, or in place of it. */
  readonly source?: Readonly<Record<string, SourceEntry>>;
  /** A shell command that finishes the source, run once in it on the host: repositories, many files. */
  readonly made?: string;
  /** Default: `node test/run.mjs`. */
  readonly check?: string;
  /** More checks of the same goal, by command. */
  readonly alsoChecks?: readonly string[];
  /** The first check has these besides its command. */
  readonly checkOptions?: object;
  /** Default: `test/**` and `package.json`. */
  readonly protectedPaths?: readonly string[];
  /** Default: `src/**`. */
  readonly writePaths?: readonly string[];
  /** What the model does before it claims. Default: the repair alone. */
  readonly work?: readonly Reply[];
  /**
   * Where the first claim is refused with reason: words of the refusal, and what the model does about it.
   * Whoever has no such entry completes at the first claim.
   */
  readonly refused?: { readonly words: RegExp; readonly repair: readonly Reply[] };
}

/** Doubling, tested by one program and by Python's unittest; wrong at the start. */
export const PROJECT: Readonly<Record<string, SourceEntry>> = {
  'package.json': '{ "name": "double", "type": "module", "scripts": { "test": "node test/run.mjs" } }\n',
  'src/double.mjs': 'export const double = (x) => x + 2;\n',
  'test/run.mjs': [
    "import assert from 'node:assert/strict';",
    "import { double } from '../src/double.mjs';",
    '',
    'assert.equal(double(2), 4);',
    'assert.equal(double(5), 10);',
    'assert.equal(double(-3), -6);',
    "console.log('3 passed');",
    '',
  ].join('\n'),
  'src/double.py': 'def double(x):\n    return x + 2\n',
  'test/__init__.py': '',
  'test/test_double.py': [
    'import unittest',
    'from src.double import double',
    '',
    '',
    'class DoubleTest(unittest.TestCase):',
    '    def test_small(self):',
    '        self.assertEqual(double(5), 10)',
    '',
    '    def test_negative(self):',
    '        self.assertEqual(double(-3), -6)',
    '',
  ].join('\n'),
};

/** The honest work on the project. */
export const REPAIR: Reply = shell("sed -i 's/x + 2/x * 2/' src/double.mjs src/double.py");

export const UNITTEST = 'python3 -m unittest -q test.test_double';
export const goalOf = ({
  name,
  check = 'node test/run.mjs',
  alsoChecks = [],
  checkOptions = {},
  protectedPaths = ['test/**', 'package.json'],
  writePaths = ['src/**'],
}: HonestShape): object => ({
  objective: `Make it right: ${name}`,
  verification: {
    checks: [
      { name: 'tests', command: check, timeoutSeconds: 120, ...checkOptions },
      ...alsoChecks.map((command, index) => ({ name: `also ${index + 1}`, command, timeoutSeconds: 120 })),
    ],
    protectedPaths,
  },
  boundaries: { writePaths },
});
