import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import { parseTest } from '../../../../../activities/twins/javascript/syntax.ts';
import {
  MANNERS,
  type Manner,
  sameMeaning,
} from '../../../../../activities/twins/trials/known/same-meaning.ts';

const written = (path: string, text: string, manner?: Manner) =>
  sameMeaning({ path, text }, createRandom(1), manner);

test.each<[string, string, RegExp]>([
  ['tests/run.py', 'print(1)', /^print\(1\)\n# [a-z]{9}\n$/],
  ['test/run.mjs', 'go();\n', /^go\(\);\n\/\/ [a-z]{9}\n$/],
  ['check', '#!/bin/sh\n', /^#!\/bin\/sh\n# [a-z]{9}\n$/],
  ['cases.yaml', 'a: 1\n', /^a: 1\n# [a-z]{9}\n$/],
  ['cases.json', '[1]\n', /^\[1\]\n(?: \n)+$/],
])('sameMeaning: %s, remarked → one comment more, or blanks', (path, text, expected) => {
  expect(written(path, text, 'remarked')).toMatch(expected);
});

test.each(['expected.txt', 'a.csv', 'out'])('sameMeaning: %s → none: every character may count', (path) => {
  expect(written(path, 'a\n')).toBeUndefined();
});

const PYTHON = `#!/usr/bin/env python3
'''What 12 is.'''
from __future__ import annotations
import sys

@cached(
    size=3)
def area(w, h=4): return w * h + 1.5e-3 - 0x10 + 1_000
text = f"6 is {area(2)}" \\
    "7"
if area(2, 3) != 6: sys.exit(1)  # 8
`;

describe('sameMeaning: a whole program', () => {
  test('Python → a statement and a comment inside, and numbers as sums; texts, comments and fractions stay', () => {
    const text = written('run.py', PYTHON) ?? '';
    expect(text).toMatch(/^[a-z]{9} = \d+$/m);
    expect(text).toMatch(/if area\(\(\d \+ \d\), \(\d \+ \d\)\) != \(\d \+ \d\): sys\.exit/);
    for (const kept of ["'''What 12 is.'''", '1.5e-3 - 0x10 + 1_000', 'f"6 is {area(', '"7"', '# 8'])
      expect(text).toContain(kept);
    expect(text).toMatch(/^#!.*\n(?:# [a-z]{9}\n)?'''/);
    expect(text).not.toMatch(/@cached\(\n.*\)\n[a-z]{9} =/);
  });

  test('longer → without the sums', () => {
    const text = written('run.py', PYTHON, 'longer') ?? '';
    expect(text).toMatch(/^[a-z]{9} = \d+$/m);
    expect(text).toContain('if area(2, 3) != 6');
  });

  test('Node → the same, and what is read as it is written stays', () => {
    const text = written('run.mjs', "'use strict';\nconst a = { 1: [2] };\ngo(3, 4n, 5.5);\n") ?? '';
    expect(text).toMatch(/^'use strict';\n/);
    expect(text).toMatch(/^;const [a-z]{9} = \d+;$/m);
    expect(text).toMatch(/\{ 1: \[\(\d \+ \d\)\] \}/);
    expect(text).toMatch(/go\(\(\d \+ \d\), 4n, 5\.5\)/);
  });

  test.each([
    [
      'a.go',
      'package main\n\nfunc main() { check(6) }\n',
      /check\(\(\d \+ \d\)\)[\s\S]*^const [a-z]{9} = \d+$/m,
    ],
    [
      'a.c',
      '#define SIDE 4\nint main(void) { return check(6); }\n',
      /#define SIDE 4[\s\S]*check\(\(\d \+ \d\)\)[\s\S]*^enum \{/m,
    ],
    ['A.java', 'class A { int a = 6; }\n', /int a = \(\d \+ \d\);/],
    ['check.sh', '#!/bin/sh\nset -e\n', /^#!\/bin\/sh\n[a-z]{9}=\d+\nset -e\n# /],
    ['a.t', 'use strict;\n', /^my \$[a-z]{9} = \d+;\nuse strict;\n# /],
  ])('%s → in its own way', (path, text, expected) => {
    expect(written(path, text)).toMatch(expected);
  });

  test.each([
    ['a quotation mark that stays open', 'a.py', 'text = "a\nif go(6): pass\n'],
    ['a match of Python', 'a.py', 'match go():\n    case (1,\n          2): pass\n'],
    ['what the parser does not read', 'a.mjs', 'const = 6;\n'],
    ['a text for the compiler of C', 'a.go', 'package a\n// int six() { return 6; }\nimport "C"\n'],
  ])('%s → a comment behind it only', (_, path, text) => {
    expect(written(path, text)?.startsWith(text)).toBe(true);
  });

  test('programs of Python as they come → still programs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
    try {
      for (const [index, path] of globSync('activities/**/*.py').entries())
        for (const manner of MANNERS)
          writeFileSync(
            join(folder, `${manner}${index}.py`),
            sameMeaning({ path, text: readFileSync(path, 'utf8') }, createRandom(index), manner) ?? '',
          );
      execFileSync('python3', ['-m', 'compileall', '-q', folder]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('programs of JavaScript and TypeScript as they come → still programs', () => {
    for (const [index, path] of globSync('{activities,journal}/**/*.{ts,mjs}').entries()) {
      const text = sameMeaning({ path, text: readFileSync(path, 'utf8') }, createRandom(index)) ?? '';
      expect(() => parseTest(path, text)).not.toThrow();
    }
  });
});
