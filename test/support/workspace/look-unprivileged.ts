/**
 * Keeps and copies a workspace as a user who is not root, whom its closed files are closed to: run as a
 * process of its own, `node look-unprivileged.ts <directory>` makes all it needs below the directory, and
 * prints what it saw as JSON.
 */
import { chmodSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { touchedBetween } from '../../../activities/copies/touched.ts';
import { createWorkspaces } from '../../../activities/workspace/workspaces.ts';

const NOBODY = 65_534;
if (process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
const directory = process.argv[2] ?? '';
const workspaces = createWorkspaces({ workspacesDirectory: join(directory, 'workspaces'), sources: {} });
const ensured = await workspaces.ensure('thr_1');
if (!ensured.ok) throw new Error(ensured.reason);
const at = (path: string): string => join(ensured.directory, path);
mkdirSync(at('closed/inner/innermost'), { recursive: true });
writeFileSync(at('closed/inner/file'), 'inner');
writeFileSync(at('secret'), 'secret');
chmodSync(at('closed/inner/file'), 0o200);
chmodSync(at('closed/inner'), 0o000);
chmodSync(at('closed'), 0o311);
chmodSync(at('secret'), 0o000);
const modes = (): string[] =>
  ['closed', 'secret'].map((path) => (lstatSync(at(path)).mode & 0o7777).toString(8));

const kept = await workspaces.states.keep(ensured.directory);
const afterKeep = modes();
const copy = workspaces.checkCopy(ensured.directory, []);
const inCopy = await copy.use(async (path) => {
  const state = await workspaces.states.keep(path);
  return state.digest;
});
const run = await copy.use(async (path) => {
  mkdirSync(join(path, 'made'));
  writeFileSync(join(path, 'made/file'), '');
  chmodSync(join(path, 'made'), 0);
});
const again = await copy.use(async (path) => (await workspaces.states.keep(path)).digest);
await copy.remove();
console.log(
  JSON.stringify({
    uid: process.getuid?.(),
    entries: [...kept.manifest].map(
      ([path, entry]) => `${path} ${'mode' in entry ? entry.mode.toString(8) : ''}`,
    ),
    isSame: inCopy.result === kept.digest && again.result === kept.digest,
    afterKeep,
    afterCopies: modes(),
    added: 'lists' in run ? touchedBetween(run.lists.before, run.lists.after).added : undefined,
    unlistable: 'unlistable' in run ? run.unlistable : undefined,
  }),
);
