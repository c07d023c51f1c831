import { expect, test } from '@jest/globals';
import { createRandom } from '../../../../activities/twins/drawing/random.ts';
import { entryTwins } from '../../../../activities/twins/trials/entry-twin.ts';

test.each([
  ['a.mjs', "import x from 'x';\nx();\n", "ENDS\nimport x from 'x';\nx();\n"],
  ['a.mjs', "#!/usr/bin/env node\nimport 'x';\n", "#!/usr/bin/env node\nENDS\nimport 'x';\n"],
  ['a.cjs', "const x = require('x');\nx();\n", "const x = require('x');\nENDS\nx();\n"],
  ['a.mjs', "const x = await import('x');\nx.go();\n", "const x = await import('x');\nENDS\nx.go();\n"],
  ['a.mjs', 'for (const n of ns) await import(n);\n', 'ENDS\nfor (const n of ns) await import(n);\n'],
  ['a.py', 'import x\nfrom y import z\nz()\n', 'import x\nfrom y import z\nENDS\nz()\n'],
  ['a.sh', '#!/bin/sh\nset -e\n. ./lib.sh\ngo\n', '#!/bin/sh\nset -e\n. ./lib.sh\nENDS\ngo\n'],
])('entryTwins: %s → exits with a code by lot, and errors, behind what it imports', (path, text, twin) => {
  const [before, after] = twin.split('ENDS');
  const codes = new Set<string>();
  for (let seed = 1; seed < 20; seed += 1) {
    const made = entryTwins({ path, text }, createRandom(seed));
    expect(made.length).toBe({ py: 3, sh: 1 }[path.slice(-2)] ?? 2);
    for (const each of made) {
      expect([each.startsWith(before ?? '-'), each.endsWith(after ?? '-')]).toEqual([true, true]);
      codes.add(/exit[ (](\d+)/.exec(each)?.[1] ?? 'an error');
    }
  }
  expect(codes.has('an error')).toBe(!path.endsWith('.sh'));
  expect(codes.size).toBeGreaterThan(10);
});

test('entryTwins: another language → none', () => {
  expect(entryTwins({ path: 'a_test.go', text: 'package a\n' }, createRandom(1))).toEqual([]);
});
