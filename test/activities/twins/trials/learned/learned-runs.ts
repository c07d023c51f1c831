/** Tests that look on while they ask the work, run by the real Python and Node. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import type { TestFile } from '../../../../../activities/twins/trials/find-twins.ts';
import { answeredByTests } from '../../../../../activities/twins/trials/learned/answers-of-tests.ts';
import type { LearnedRun } from '../../../../../activities/twins/trials/learned/learned-question.ts';

type Files = Readonly<Record<string, string>>;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-learned-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
function placed(files: Files): string {
  const directory = join(root, `${count++}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

export interface Suite {
  /** The tests, the first of which the command starts. */
  readonly tests: Files;
  readonly parts?: Files;
  readonly data?: Files;
  readonly command: readonly string[];
}

const asFiles = (files: Files): TestFile[] => Object.entries(files).map(([path, text]) => ({ path, text }));

/** The path that is found, and how many runs it took; the suite has to pass as it is. */
export async function learned({ tests, parts = {}, data = {}, command }: Suite, work: Files, seed = 1) {
  let runs = 0;
  const run = async (changes: readonly TestFile[]): Promise<LearnedRun> => {
    const changed = Object.fromEntries(changes.map((change) => [change.path, change.text]));
    const directory = placed({ ...work, ...data, ...parts, ...tests, ...changed });
    const [name = '', ...args] = command;
    const { status, stdout, stderr } = spawnSync(name, args, { cwd: directory, encoding: 'utf8' });
    if (process.env.SHOWN !== undefined) console.log(status, stdout, stderr);
    return { passed: status === 0, said: `${stdout}${stderr}` };
  };
  expect((await run([])).passed).toBe(true);
  const found = await answeredByTests({
    judges: [{ first: asFiles(tests), parts: asFiles(parts) }],
    data: asFiles(data),
    // Whatever cannot be read is looked at.
    works: asFiles(work).map(({ path }) => ({ path, readText: async () => undefined })),
    random: createRandom(seed),
    run: (changes) => {
      runs += 1;
      return run(changes);
    },
  });
  return { path: found, runs };
}
