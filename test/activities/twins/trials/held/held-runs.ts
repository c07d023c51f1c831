/** Programs and tests, run by the real Python and Node: with functions of their own, and without. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import type { TestFile } from '../../../../../activities/twins/trials/find-twins.ts';
import { decidedByWork } from '../../../../../activities/twins/trials/held/decided-by-work.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-held-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const filesOf = (texts: Readonly<Record<string, string>>): TestFile[] =>
  Object.entries(texts).map(([path, text]) => ({ path, text }));

let count = 0;
function placed(files: Readonly<Record<string, string>>): string {
  const directory = join(root, `${count++}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

/** The path that is found, and how many runs it took; the program has to pass as it is. */
export async function decided(
  start: {
    readonly path: string;
    readonly text: string;
    readonly parts?: Readonly<Record<string, string>>;
    /** Files that are loaded by the side of it, before it. */
    readonly beside?: Readonly<Record<string, string>>;
    readonly command?: readonly string[];
    /** A program of which nothing is shown yet; a command of its own is one of tests. */
    readonly asks?: boolean;
    /** Default: what asks is a program. */
    readonly prints?: boolean;
  },
  work: Readonly<Record<string, string>>,
  wants: RegExp = /^/,
) {
  const {
    path,
    text,
    parts = {},
    beside = {},
    command = [path.endsWith('.py') ? 'python3' : process.execPath, path],
  } = start;
  const program: TestFile = { path, text };
  let runs = 0;
  const passes = async (changes: readonly TestFile[]): Promise<boolean> => {
    const changed = Object.fromEntries(changes.map((change) => [change.path, change.text]));
    const directory = placed({ ...work, ...parts, ...beside, [path]: text, ...changed });
    const [name = '', ...args] = command;
    const { status, stdout } = spawnSync(name, args, { cwd: directory, encoding: 'utf8' });
    return status === 0 && wants.test(stdout);
  };
  expect(await passes([])).toBe(true);
  const found = await decidedByWork({
    judges: [
      {
        first: [...filesOf(beside), program],
        parts: filesOf(parts),
        prints: start.prints ?? start.asks ?? start.command === undefined,
        asks: start.asks ?? start.command === undefined,
      },
    ],
    wantedCode: 0,
    random: createRandom(1),
    passesWithWork: (changes) => {
      runs += 1;
      return passes(changes);
    },
  });
  return { path: found, runs };
}

export const HONEST = { path: undefined, runs: 1 };
export const BENT = { runs: 6 };
