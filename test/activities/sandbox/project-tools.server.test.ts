/** The tools of ordinary projects: each row of the table in `docs/running.md`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestSandbox, type TestSandbox } from '../../support/sandbox/sandbox.ts';

const MODULES = join(import.meta.dirname, '../../../node_modules');
const MAIN_C = `cat > a.c <<'E'
#include <stdlib.h>
#include <stdio.h>
int main(void) { char *p = malloc(4); p[0] = 1; printf("ran %d\\n", p[0]); free(p); return 0; }
E
`;
const FAULT_C = `cat > b.c <<'E'
#include <stdlib.h>
int main(void) { char *p = malloc(4); free(p); return p[0]; }
E
`;
const JAVA = `printf 'class H { public static void main(String[] a) { System.out.println("ran"); } }' > H.java
`;

interface Row {
  /** The name that the table has for it. */
  readonly tool: string;
  /** Prints something when the tool is here. */
  readonly finds: string;
  readonly command: string;
  readonly prints: RegExp;
}

const ROWS: readonly Row[] = [
  { tool: '`java`', finds: 'command -v java', command: `${JAVA}java H.java`, prints: /^ran$/m },
  { tool: '`javac`', finds: 'command -v javac', command: `${JAVA}javac H.java && java H`, prints: /^ran$/m },
  {
    tool: '`go`',
    finds: 'command -v go',
    command: `printf 'package main\\nfunc main() { println("ran") }\\n' > m.go && go run m.go`,
    prints: /^ran$/m,
  },
  {
    tool: '`cargo`',
    finds: 'command -v cargo',
    command: 'cargo init -q --bin --name x . && cargo run -q --offline',
    prints: /Hello, world!/,
  },
  {
    tool: '`tsx`',
    finds: 'ls node_modules/tsx/package.json',
    command: `echo 'const x: string = "ran"; console.log(x)' > a.ts && node node_modules/tsx/dist/cli.mjs a.ts`,
    prints: /^ran$/m,
  },
  {
    tool: '`vitest`',
    finds: 'ls node_modules/vitest/package.json',
    command: `echo 'import { test } from "vitest"; test("x", () => {})' > a.test.mjs && node node_modules/vitest/vitest.mjs run`,
    prints: /1 passed/,
  },
  {
    tool: '`jest`',
    finds: 'ls node_modules/jest/package.json',
    command: `echo '{}' > package.json && echo 'test("x", () => {})' > a.test.js && node node_modules/jest/bin/jest.js --watchman=false --config='{"transform":{}}'`,
    prints: /1 passed/,
  },
  {
    tool: '`pytest`',
    finds: 'python3 -c "import pytest; print(1)"',
    command: `echo 'def test_x(): pass' > test_x.py && python3 -m pytest -q`,
    prints: /1 passed/,
  },
  {
    tool: '`gcc -fsanitize=address`',
    finds: 'command -v gcc',
    command: `${MAIN_C}gcc -fsanitize=address a.c && ./a.out; ${FAULT_C}gcc -g -fsanitize=address b.c -o b && ./b`,
    prints: /^ran 1\n[\s\S]*heap-use-after-free/,
  },
  {
    tool: '`gcc -fsanitize=thread`',
    finds: 'command -v gcc',
    command: `${MAIN_C}gcc -fsanitize=thread a.c && ./a.out`,
    prints: /^ran 1$/m,
  },
  {
    tool: '`openssl req`',
    finds: 'command -v openssl',
    command:
      'openssl req -x509 -newkey rsa:2048 -nodes -keyout k -out c -days 1 -subj /CN=x 2>/dev/null && openssl x509 -noout -subject -in c',
    prints: /CN = ?x/,
  },
  {
    tool: '`gpg`, `gpg-agent`',
    finds: 'command -v gpg',
    command: `gpg -q --batch --passphrase '' --quick-gen-key me@x default default never 2>&1 && gpg -k 2>/dev/null`,
    prints: /me@x/,
  },
];

let box: TestSandbox;
beforeAll(async () => {
  box = await openTestSandbox();
});
afterAll(() => box?.close());

const bash = (workspace: string, command: string) =>
  box.sandbox.run({
    ...{ workspace, argv: ['/bin/bash', '-c', command], timeoutMs: 300_000 },
    readOnlyBinds: { '/workspace/node_modules': MODULES },
  });

describe('a tool of ordinary projects', () => {
  test.each(ROWS)('$tool → runs, where it is installed', async ({ finds, command, prints }) => {
    const workspace = box.makeWorkspace();
    const found = await bash(workspace, finds);
    if (found.exitCode !== 0) {
      // There is nothing to run without it: the row then says no more than that it was looked for.
      expect(found.output).not.toMatch(/Operation not permitted/);
      console.info('not installed here: the row was not tried');
      return;
    }
    expect((await bash(workspace, command)).output).toMatch(prints);
  });

  test('the table of the documentation → has just these rows', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/running.md'), 'utf8');
    const table = page.slice(page.indexOf('### What runs in the sandbox'));
    for (const { tool } of ROWS) expect(table).toContain(`| ${tool} |`);
  });
});
