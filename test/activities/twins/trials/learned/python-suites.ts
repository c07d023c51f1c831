/** Suites of Python in a few lines. */
import type { Suite } from './learned-runs.ts';

export const TEST = 'tests/test_work.py';
type More = Pick<Suite, 'data' | 'parts'> & { readonly head?: string };

/** A case of unittest with these statements. */
export const unittest = (body: string, { head = '', ...more }: More = {}): Suite => ({
  command: ['python3', '-m', 'unittest', '-q', 'tests.test_work'],
  ...more,
  tests: {
    [TEST]: `import json, os, unittest
from src.work import work

HERE = os.path.dirname(os.path.abspath(__file__))
${head}

class Work(unittest.TestCase):
    def test_work(self):
${body.replaceAll(/^/gm, '        ')}
`,
  },
});

export const pytest = (text: string, more: More = {}): Suite => ({
  command: ['python3', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', TEST],
  ...more,
  tests: { [TEST]: text },
});

/** The file of the work, and what makes packages of the folders. */
export const python = (text: string) => ({
  'src/__init__.py': '',
  'src/work.py': text,
  'tests/__init__.py': '',
});
