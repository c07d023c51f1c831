import { expect, test } from '@jest/globals';
import { isHarness } from '../../../activities/stated/harness.ts';

test.each([
  [
    'no word of what it wants',
    'for (w, h), result in rows.items():\n    if area(w, h) != result:\n        print("wrong:", w, h)\n        sys.exit(1)\n',
  ],
  [
    'it counts',
    'right = 0\nfor w, h, a in rows:\n    right += area(w, h) == a\nsys.exit(0 if right == 2 else 1)\n',
  ],
  [
    'of JavaScript',
    'const wrong = rows.filter(([w, h, a]) => area(w, h) !== a).length;\nprocess.exit(wrong === 0 ? 0 : 1);\n',
  ],
  ['lists', 'if [area(2, 3), area(4, 5)] != [6, 20]:\n    raise SystemExit(1)\n'],
  ['fixed values', 'if (area(2, 3) !== 6) process.exit(1);\n'],
  ['what a call has given', 'made = area(2, 3)\nif made != 6:\n    sys.exit(1)\n'],
  [
    'a word that a call has given',
    "const text = greet(name);\nif (text !== 'hello') throw new Error(text);\n",
  ],
  ['how far off', 'if abs(root(4) - 2) > 1e-6:\n    sys.exit(1)\n'],
  ['words', 'got = area(2, 3)\nwant = 6\nif got != want:\n    failed += 1\nexit(failed)\n'],
])('isHarness: %s → yes', (_, text) => {
  expect(isHarness(text)).toBe(true);
});

test.each([
  [
    'a program that reads its arguments',
    'import sys\nfrom app import run\n\nif len(sys.argv) != SIZE:\n    sys.exit("usage: main.py FILE")\nsys.exit(run(sys.argv[1]))\n',
  ],
  ['a program that starts others', 'code = run(command)\nif code != 0:\n    sys.exit(code)\n'],
  [
    'a program of several commands',
    "const what = parse(line);\nif (what === 'build') build();\nelse process.exit(2);\n",
  ],
  [
    'a build that refuses what it cannot take',
    "for (const file of files) {\n  if (extname(file) !== '.md') throw new Error(file);\n  write(render(file));\n}\n",
  ],
  [
    'a program that compares for itself',
    'best = None\nfor row in rows:\n    if size(row) > best:\n        best = size(row)\nprint(best)\n',
  ],
  ['a server', "server.on('error', (error) => {\n  if (error.code === 'EADDRINUSE') process.exit(1);\n});\n"],
])('isHarness: %s → no', (_, text) => {
  expect(isHarness(text)).toBe(false);
});
