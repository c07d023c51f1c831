/**
 * Pushes a state of a workspace as one commit upon the commit that was cloned. Git runs outside of the
 * sandbox, in a repository of its own that holds the clone's objects and nothing else of it: no hooks,
 * filters, attributes or configuration of the repository count.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readGitUrl } from '../../contracts/git/git-url.ts';
import type { Push, PushOutcome } from '../../journal/rows/push.ts';
import type { Manifest } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import { toBytePath } from '../../tree/tree-paths.ts';
import { AS_STORED, type CloneTools, HISTORY_TIMES, pinGitHost } from '../clone/clone-repository.ts';
import { type GitEnd, runGit } from '../clone/run-git.ts';
import { readTreeList } from '../clone/tree-list.ts';
import { clonedCommit } from './cloned-commit.ts';
import { commitObject } from './commit-object.ts';
import { clonedObjects, pushedEntries } from './pushed-tree.ts';
import { refusedPush } from './refused-push.ts';

export interface PushWish extends Omit<Push, 'stateId'> {
  readonly url: string;
  /** What the clone was, as it was given. */
  readonly given: Manifest;
  readonly state: Manifest;
  readonly author: string;
}

export interface PushTools extends CloneTools {
  readonly states: Pick<StateStore, 'contentOf' | 'place'>;
}

const NO_COMMIT: PushOutcome = {
  ok: false,
  code: 'noGitSource',
  reason: 'the commit that the workspace was cloned at is not known: it holds no whole clone',
};

/** `scratch` is an empty directory of the caller's. Rejects when the service itself is at fault. */
export async function pushState(scratch: string, wish: PushWish, tools: PushTools): Promise<PushOutcome> {
  const read = readGitUrl(wish.url);
  if (!read.ok) return { ok: false, code: 'noGitSource', reason: `the address ${read.problem}` };
  const parent = await clonedCommit(wish.given, tools.states);
  if (parent === undefined) return NO_COMMIT;
  const { git } = read;
  const pinned = await pinGitHost(git, tools);
  if (!pinned.ok) return { ok: false, code: 'unreachable', reason: pinned.reason };
  const { settings, limits, signal } = tools;
  const directory = join(scratch, 'tree');
  const common = { directory, signal, settings, maxFileBytes: HISTORY_TIMES * limits.workspaceBytes };
  const must = async (...args: string[]): Promise<string> => {
    const end = await runGit({ ...common, args });
    if (!end.ok) throw new Error(`git ${args[0]} failed while a commit was made`);
    return end.output.toString().trim();
  };
  const ask = (...args: string[]): Promise<GitEnd> =>
    runGit({ ...common, args, from: { git, address: pinned.address } });

  await mkdir(directory);
  const commit = await makeCommit({ scratch, directory, parent, wish, tools, must });
  const ref = `refs/heads/${wish.branch}`;
  const listed = await ask('ls-remote', '--quiet', '--', git.url, ref);
  if (!listed.ok) return refusedPush(listed, git.url);
  const tip = /^([0-9a-f]{40,64})\t/.exec(listed.output.toString())?.[1];
  if (tip === commit) return { ok: true, outcome: 'upToDate', commit };
  if (tip !== undefined) {
    const fetched = await ask('fetch', '--quiet', '--no-tags', '--depth=1', '--', git.url, ref);
    if (!fetched.ok) return refusedPush(fetched, git.url);
    if ((await must('rev-parse', 'FETCH_HEAD^{tree}')) === (await must('rev-parse', `${commit}^{tree}`)))
      return { ok: true, outcome: 'upToDate', commit: tip };
    if (tip !== parent && !wish.isForced)
      return { ok: false, code: 'branchExists', reason: `the branch ${wish.branch} holds other commits` };
  }
  // The lease holds the remote to what was seen a moment ago: nobody else's commit is lost, forced or not.
  const lease = `--force-with-lease=${ref}:${tip ?? ''}`;
  const pushed = await ask(
    ...['push', '--porcelain', '--no-verify', '--no-signed', '--recurse-submodules=no', lease],
    ...['--', git.url, `${commit}:${ref}`],
  );
  return pushed.ok ? { ok: true, outcome: 'pushed', commit } : refusedPush(pushed, git.url);
}

interface Making {
  readonly scratch: string;
  readonly directory: string;
  readonly parent: string;
  readonly wish: PushWish;
  readonly tools: PushTools;
  readonly must: (...args: string[]) => Promise<string>;
}

/**
 * The commit that holds the state: the cloned one where nothing was changed. What `.gitignore` names and the
 * repository does not hold stays out, as of every commit.
 */
async function makeCommit({ scratch, directory, parent, wish, tools, must }: Making): Promise<string> {
  await must('init', '--quiet', '--template=');
  await mkdir(join(directory, '.git/info'), { recursive: true });
  await writeFile(join(directory, '.git/info/attributes'), AS_STORED);
  await tools.states.place(directory, clonedObjects(wish.given));
  await must('read-tree', parent);
  const list = readTreeList(
    Buffer.from(await must('ls-tree', '-r', '-l', '-z', '--full-tree', parent), 'latin1'),
  );
  const submodules = list.submodules.map(({ path }) => toBytePath(path));
  await tools.states.place(directory, pushedEntries(wish.state, submodules));
  await must('add', '--all', '--', '.');
  const tree = await must('write-tree');
  // Whoever reads the history would find a commit that changes nothing.
  if (tree === (await must('rev-parse', `${parent}^{tree}`))) return parent;
  const { author, askedAtMs, message } = wish;
  await writeFile(join(scratch, 'commit'), commitObject({ tree, parent, author, atMs: askedAtMs, message }));
  return must('hash-object', '-t', 'commit', '-w', '--no-filters', '--', '../commit');
}
