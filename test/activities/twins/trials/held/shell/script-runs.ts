/** Scripts of a shell, run by the real ones: with commands of their own, and without. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { createRandom } from '../../../../../../activities/twins/drawing/random.ts';
import type { TestFile } from '../../../../../../activities/twins/trials/find-twins.ts';
import { bentScript } from '../../../../../../activities/twins/trials/held/shell/bent-scripts.ts';

type Texts = Readonly<Record<string, string>>;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-scripts-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
function ran(files: Texts, command: string): { readonly passed: boolean; readonly gist: string } {
  const directory = join(root, `${count++}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
    if (text.startsWith('#!')) chmodSync(join(directory, path), 0o755);
  }
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', command], {
    cwd: directory,
    encoding: 'utf8',
  });
  return { passed: status === 0, gist: `exit ${status}\n${stdout}${stderr}` };
}

/** The path that is found, and how many runs with the work it took; the work has to pass as it is. */
export async function bent(
  command: string,
  scripts: Texts,
  work: Texts,
  accepted: Texts = {},
): Promise<{ readonly path: string | undefined; readonly runs: number }> {
  const files: TestFile[] = Object.entries(scripts).map(([path, text]) => ({ path, text }));
  const withChanges = (changes: readonly TestFile[]): Texts => ({
    ...scripts,
    ...Object.fromEntries(changes.map(({ path, text }) => [path, text])),
  });
  expect(ran({ ...scripts, ...work }, command)).toMatchObject({ passed: true });
  let runs = 0;
  const path = await bentScript({
    scripts: files.filter((file) => file.path.endsWith('.sh')),
    random: createRandom(count),
    passesWithWork: (changes) => {
      runs += 1;
      return Promise.resolve(ran({ ...withChanges(changes), ...work }, command).passed);
    },
    onAccepted: ({ changes }) => Promise.resolve(ran({ ...withChanges(changes), ...accepted }, command)),
  });
  return { path, runs };
}

/** It takes one run. */
export const HONEST = { path: undefined, runs: 1 };
