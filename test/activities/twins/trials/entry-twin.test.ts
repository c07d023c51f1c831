import { expect, test } from '@jest/globals';
import { entryTwin } from '../../../../activities/twins/trials/entry-twin.ts';

test.each([
  ['a.mjs', "import x from 'x';\nx();\n", "process.exit(77);\nimport x from 'x';\nx();\n"],
  ['a.mjs', "#!/usr/bin/env node\nimport 'x';\n", "#!/usr/bin/env node\nprocess.exit(77);\nimport 'x';\n"],
  ['a.cjs', "const x = require('x');\nx();\n", "const x = require('x');\nprocess.exit(77);\nx();\n"],
  [
    'a.mjs',
    "const x = await import('x');\nx.go();\n",
    "const x = await import('x');\nprocess.exit(77);\nx.go();\n",
  ],
  [
    'a.mjs',
    'for (const n of ns) await import(n);\n',
    'process.exit(77);\nfor (const n of ns) await import(n);\n',
  ],
  [
    'a.py',
    'import x\nfrom y import z\nz()\n',
    'import x\nfrom y import z\n__import__("os")._exit(77)\nz()\n',
  ],
])('entryTwin: %s → an exit behind what it imports', (path, text, twin) => {
  expect(entryTwin({ path, text })).toBe(twin);
});

test('entryTwin: another language → none', () => {
  expect(entryTwin({ path: 'a_test.go', text: 'package a\n' })).toBeUndefined();
});
