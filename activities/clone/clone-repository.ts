/**
 * Clones what a caller names, outside of the sandbox and with git alone: nothing of the repository runs. A
 * part that is too large is refused before it is written out.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitUrl, readGitUrl } from '../../contracts/git/git-url.ts';
import { type PinnedHost, pinHost, type Resolve } from '../../net/pin-host.ts';
import type { GitSettings } from '../../settings/git-settings.ts';
import type { UploadLimits } from '../../settings/upload-settings.ts';
import { failureText } from './failure-text.ts';
import { type GitEnd, runGit } from './run-git.ts';
import { absoluteAddress, addressesIn, openSubmodule } from './submodules.ts';
import { type Left, refuseLargeCheckout, refuseTooMuch } from './too-much.ts';
import { readTreeList, type TreeList } from './tree-list.ts';

export interface CloneWish {
  readonly url: string;
  /** A branch, a tag or a commit; absent: what the repository says. */
  readonly ref?: string;
  readonly depth?: number;
  readonly submodules?: true;
}

export interface CloneTools {
  readonly settings: GitSettings;
  readonly limits: UploadLimits;
  readonly signal: AbortSignal;
  readonly resolve?: Resolve;
}

/** The host of a repository, at an address that the operator's rule lets the service reach. */
export const pinGitHost = (
  git: GitUrl,
  { settings, resolve }: Pick<CloneTools, 'settings' | 'resolve'>,
): Promise<PinnedHost> =>
  pinHost(git, { hosts: settings.allowedHosts, variable: 'GIT_ALLOWED_HOSTS' }, resolve);

const MAX_SUBMODULES = 50;
/** What a repository's history may take beside the files that are written out. */
export const HISTORY_TIMES = 2;

/**
 * No attribute of the repository is above these: files are written out byte by byte as they were counted, and
 * git finds them unchanged later.
 */
export const AS_STORED = '* -text !eol -ident !working-tree-encoding -filter\n';

/** Fills the empty directory. Rejects with the reason in words. */
export async function cloneRepository(directory: string, wish: CloneWish, tools: CloneTools): Promise<void> {
  const { workspaceBytes, workspaceFiles } = tools.limits;
  const left: Left = { bytes: workspaceBytes, files: workspaceFiles, submodules: MAX_SUBMODULES };
  await cloneInto(directory, wish, tools, left);
  await refuseLargeCheckout(directory, tools.limits, wish.url);
}

async function cloneInto(directory: string, wish: CloneWish, tools: CloneTools, left: Left): Promise<void> {
  const { settings, limits, signal } = tools;
  const read = readGitUrl(wish.url);
  if (!read.ok) throw new Error(`the address of the repository ${read.problem}`);
  const { git } = read;
  const pinned = await pinGitHost(git, tools);
  if (!pinned.ok) throw new Error(pinned.reason);
  const common = { directory, signal, settings, maxFileBytes: HISTORY_TIMES * limits.workspaceBytes };
  const ask = (...args: string[]): Promise<GitEnd> => runGit({ ...common, args });
  const must = async (ended: Promise<GitEnd>): Promise<Buffer> => {
    const end = await ended;
    if (end.ok) return end.output;
    throw new Error(failureText(end, git, wish.ref));
  };
  await must(ask('init', '--quiet', '--template='));
  await must(ask('remote', 'add', 'origin', git.url));
  await mkdir(join(directory, '.git/info'));
  await writeFile(join(directory, '.git/info/attributes'), AS_STORED);
  const depth = `--depth=${wish.depth ?? 1}`;
  const fetch = [
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-recurse-submodules',
    '--no-write-commit-graph',
    depth,
  ];
  await must(
    runGit({
      ...common,
      from: { git, address: pinned.address },
      args: [...fetch, '--', git.url, wish.ref ?? 'HEAD'],
    }),
  );
  const list = readTreeList(await must(ask('ls-tree', '-r', '-l', '-z', '--full-tree', 'FETCH_HEAD')));
  refuseTooMuch(list, limits, left, git.url);
  // A name that git takes for a path or an option is none: what was fetched stands under a name of its own.
  const isBranch = wish.ref !== undefined && (await isBranchOf(ask, wish.ref));
  await must(
    isBranch
      ? ask('checkout', '--quiet', '-B', wish.ref ?? '', 'FETCH_HEAD', '--')
      : ask('checkout', '--quiet', '--detach', 'FETCH_HEAD', '--'),
  );
  if (wish.submodules) await cloneSubmodules(directory, git, list, tools, left, ask);
}

/** A commit is no name for a branch. */
async function isBranchOf(ask: (...args: string[]) => Promise<GitEnd>, ref: string): Promise<boolean> {
  if (/^[0-9a-f]{7,64}$/.test(ref)) return false;
  return (await ask('check-ref-format', '--branch', ref)).ok;
}

/** Each is a clone of its own: its host is held against the same rules. */
async function cloneSubmodules(
  directory: string,
  parent: GitUrl,
  list: TreeList,
  tools: CloneTools,
  left: Left,
  ask: (...args: string[]) => Promise<GitEnd>,
): Promise<void> {
  if (list.submodules.length === 0) return;
  const listed = await ask(
    'config',
    '-z',
    '--blob',
    'FETCH_HEAD:.gitmodules',
    '--get-regexp',
    '^submodule\\..*\\.(path|url)$',
  );
  const addresses = listed.ok ? addressesIn(listed.output.toString()) : new Map<string, string>();
  for (const { path, commit } of list.submodules) {
    const address = addresses.get(path);
    if (address === undefined) throw new Error(`the submodule ${path} has no address in .gitmodules`);
    left.submodules -= 1;
    if (left.submodules < 0) throw new Error(`the repository has more than ${MAX_SUBMODULES} submodules`);
    const target = await openSubmodule(directory, path);
    const url = absoluteAddress(parent, address);
    await cloneInto(target, { url, ref: commit, submodules: true }, tools, left).catch((error: unknown) => {
      throw new Error(`the submodule ${path}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
}
