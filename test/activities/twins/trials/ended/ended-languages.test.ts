import { describe, expect, test } from '@jest/globals';
import { endedLanguageOf } from '../../../../../activities/twins/trials/ended/program.ts';

const ENDING = { code: 37, words: 'qwertyuio', isOwn: false, says: false };
const language = (path: string, text: string) => {
  const found = endedLanguageOf({ path, text });
  if (found === undefined) throw new Error(`no language for ${path}`);
  return found;
};
const atEnd = (path: string, text: string, isOwn = false) =>
  language(path, text).atEnd(text, { ...ENDING, isOwn });

describe('atEnd: a program that ends by itself', () => {
  test.each([
    ['a.py', 'import sys\nsys.exit(main(1) if f(2) else 0)\n', 'sys.exit([main(1) if f(2) else 0, 37][-1])'],
    ['a.py', 'def exit(code):\n    pass\n', 'def exit(code):'],
    ['a.py', 'raise SystemExit\n', 'raise SystemExit(37)'],
    ['a.mjs', 'go().then(() => process.exit(failed ? 1 : 0));\n', 'process.exit((failed ? 1 : 0, 37))'],
    ['a.mjs', 'process.exitCode = failed ? 1 : 0;\n', 'process.exitCode = (failed ? 1 : 0, 37);'],
    ['a.sh', '[ "$x" = 6 ] || exit 1\nexit $failed\n', '[ "$x" = 6 ] || { : 1; exit 37; }'],
    [
      'a.go',
      'package main\n\nfunc main() {\n\tos.Exit(f(1))\n}\n',
      'os.Exit(func(int) int { return 37 }(f(1)))',
    ],
    [
      'A.java',
      'class A { static void main(String[] a) { System.exit(f(1)); } }',
      'System.exit((f(1)) * 0 + 37)',
    ],
    ['a.c', 'int main(void) { exit(f(1)); }\n', 'exit(((void)(f(1)), 37))'],
    ['a.t', 'exit 1 if $failed;\n', 'exit((scalar(1), 37)[-1]) if $failed;'],
  ])('%s: %j → %j', (path, text, written) => {
    expect(atEnd(path, text)).toContain(written);
  });
});

describe('atEnd: behind the last statement', () => {
  test.each([
    ['a.py', 'go()\n', 'go()\n__import__("os")._exit(37)\n'],
    ['a.mjs', 'go();\n', "go();\nprocess.on('beforeExit', () => { process.exit(37); });\n"],
    ['a.sh', 'go\n', 'go\nexit 37\n'],
    ['a.t', 'go();\n__END__\nx\n', 'go();\nexit 37;\n__END__\nx\n'],
    ['a.txt', '>>> go()\n6\n', '>>> go()\n6\n\n>>> len("qwertyuio")\n0\n\n'],
  ])('%s: %j → %j', (path, text, written) => {
    expect(atEnd(path, text)).toBe(written);
  });

  test.each([
    ['a.py', 'from src.app import main\n\nmain()\n', '__import__("os")._exit(37)\nmain()'],
    [
      'a.py',
      'import sys\nfrom src.app import main\nsys.exit(main())\n',
      '__import__("os")._exit(37)\nsys.exit(',
    ],
    ['a.mjs', "import { main } from '../src/app.mjs';\nmain();\n", 'process.exit(37);\nmain();'],
  ])(
    '%s that hands over to what it imports: %j → before that, since nothing stands behind it',
    (path, text, part) => {
      expect(atEnd(path, text)).toContain(part);
    },
  );
});

test.each([
  ['a.py', 'import sys\nif failed:\n    sys.exit(2)\n', 'sys.exit(2)\n'],
  ['a.py', 'assert go() == 1\n', 'raise AssertionError("qwertyuio")\n'],
  ['a.mjs', 'if (failed) process.exitCode = 1;\n', 'process.exitCode = 37;\n'],
  ['a.mjs', 'go();\n', "throw new Error('qwertyuio');\n"],
  ['a.t', 'open(F) or die;\n', 'die "qwertyuio\\n";\n'],
  ['a.t', 'is(go(), 1);\n', 'exit 1;\n'],
  ['a.c', 'int main(void) { return go(); }\n', 'main_qwertyuio(); \nreturn 1; }\n'],
  [
    'a.c',
    '#include <assert.h>\nint main(void) { assert(go()); return 0; }\n',
    '#else\nassert(argc < 0); return 0; }\n#endif\n',
  ],
  [
    'a.c',
    '#include <assert.h>\n#undef assert\n#define assert(a) count(a)\nint main(void) { assert(go()); return failed; }\n',
    'main_qwertyuio(); \nreturn 1; }\n',
  ],
  [
    'A.java',
    'class A { static void main(String[] a) { if (go()) throw new Error(); } }',
    'finally { if (Integer.parseInt("1") == 1) throw new AssertionError("qwertyuio"); } } }',
  ],
  ['A.java', 'class A { static void main(String[] a) { go(); } }', 'finally { System.exit(1); } } }'],
])('atEnd: %s by its own words: %j → %j', (path, text, end) => {
  const code = /(?:\(|exit |return )(\d)\b/.exec(end)?.[1];
  const ending = { ...ENDING, isOwn: true, ...(code === undefined ? {} : { code: Number(code) }) };
  expect(language(path, text).atEnd(text, ending)?.endsWith(end)).toBe(true);
});

test.each([
  ['a.py', 'import sys, json\nsys.exit(1)\n', false],
  ['a.py', 'import unittest\nunittest.main()\n', true],
  ['a.py', 'import stranger\n', true],
  ['a.py', 'from sys import exit as leave\nleave(0)\n', true],
  ['a.mjs', "import assert from 'node:assert';\nprocess.exit(1);\n", false],
  ['a.mjs', "import test from 'tape';\n", true],
  ['a.mjs', 'go().finally(process.exit);\n', true],
  ['a.mjs', 'globalThis.process.exit(failed);\n', true],
  ['a.mjs', 'const proc = process;\nproc.exit(failed);\n', true],
  ['a.mjs', 'const f = () => {\n  return 1;\n};\nprocess.exit(f());\n', false],
  ['a.mjs', "process.on('exit', () => { process.exitCode = failed; });\n", false],
  ['a.cjs', "if (failed === 0) return console.log('ok');\nprocess.exit(1);\n", true],
  ['a.cjs', 'if (failed === 0) {\n  return;\n}\nprocess.exit(1);\n', true],
  ['a.py', 'import argparse\nparser = argparse.ArgumentParser()\nparser.exit(failed)\n', true],
  ['a.py', '__import__("sys").exit(failed)\n', true],
  ['a.py', 'import sys as system\nsystem.exit(failed)\n', true],
  ['a.py', 'import sys\ntry:\n    main()\nexcept SystemExit:\n    raise\nsys.exit(1)\n', false],
  ['main.go', 'package main\nimport sys "os"\nfunc main() {\n\tsys.Exit(0)\n}\n', true],
  ['main.go', 'package main\nimport "os"\nfunc main() {\n\tos.Exit(0)\n}\n', false],
  ['a.t', 'CORE::exit($failed);\n', true],
  ['a.t', 'exit($failed);\n', false],
  ['a.c', 'int main() { quick_exit(0); }\n', true],
  ['a.sh', 'exec python3 x.py\n', true],
  ['a.t', "plan skip_all => 'no';\n", true],
])('mayEndUnseen: %s: %j → %s', (path, text, may) => {
  expect(language(path, text).mayEndUnseen(text, new Set(['src']))).toBe(may);
});
