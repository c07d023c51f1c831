/** Where a workspace is to come from: an operator's directory, a repository, or another thread. */
import { z } from 'zod';
import { isGitRef, readGitUrl } from '../../contracts/git/git-url.ts';
import type { ThreadSettings } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import { isTreePath } from '../../states/manifest-fields.ts';
import type { StateStore } from '../../states/state-store.ts';
import type { Principal } from '../access/principal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { invalid } from '../http/problem.ts';
import { forkOrigin } from './fork-state.ts';
import { STATE_NAME, WHY } from './kept-why.ts';

const MAX_DEPTH = 10_000;

const gitUrl = z
  .string()
  .min(1)
  .transform((text, context): string => {
    const read = readGitUrl(text);
    if (read.ok) return read.git.url;
    context.addIssue({ code: 'custom', message: read.problem });
    return z.NEVER;
  })
  .describe('https://host/path, ssh://user@host/path or user@host:path, without credentials.');

const isFolder = (path: string): boolean => isTreePath(path) && !path.split('/').includes('.git');

/** What people write for `ref`; no near name leads there. */
const REF_NAMES = ['branch', 'tag', 'commit', 'revision', 'sha'];

function meantRef(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const key = issue.keys.find((each) => REF_NAMES.includes(each));
  if (key === undefined) return undefined;
  return `Unrecognized key: "${key}"; did you mean "ref" in place of "${key}"?`;
}

const git = z.strictObject(
  {
    url: gitUrl,
    ref: z
      .string()
      .refine(isGitRef, 'must be a branch, a tag or a commit')
      .describe('A branch, a tag or a commit; left out: the one that the repository names.')
      .exactOptional(),
    subdirectory: z
      .string()
      .max(1_000)
      .refine(isFolder, 'must be a folder of the repository, such as packages/shop')
      .describe('Only this folder of it is the workspace.')
      .exactOptional(),
    depth: z.int().min(1).max(MAX_DEPTH).describe('Commits of its history; left out: 1.').exactOptional(),
    submodules: z.boolean().describe('Their contents as well.').exactOptional(),
  },
  { error: meantRef },
);

const fork = z.strictObject({
  threadId: z.string().min(1).max(100),
  state: z
    .string()
    .regex(STATE_NAME, `must be a stateId, living, or one of: ${WHY.join(', ')}`)
    .describe(
      'A kept state of it, by its `stateId` or by `why` as GET …/states lists them; left out, or `living`: its workspace as it is now.',
    )
    .exactOptional(),
});

/** Whoever only asks what a directory of the operator holds names one like this. */
export const sourceField = z.strictObject({ source: z.string().min(1).max(100) });

export const workspaceField = z
  .strictObject({
    source: z.string().min(1).max(100).describe('Name of a directory of the operator.').exactOptional(),
    git: git.describe('A repository that is cloned.').exactOptional(),
    fork: fork.describe('The workspace of another thread.').exactOptional(),
  })
  .superRefine((workspace, context) => {
    if (Object.keys(workspace).length !== 1)
      context.addIssue({ code: 'custom', message: 'must name one of source, git and fork' });
  });

export type WorkspaceWish = z.output<typeof workspaceField>;

/** Throws a 400, 404 or 409 when the workspace cannot come from there. */
export async function workspaceSettings(
  dependencies: ServerDependencies,
  tenant: Pick<Principal, 'tenantId'>,
  wish: WorkspaceWish | undefined,
  states: () => StateStore,
): Promise<Pick<ThreadSettings, 'workspaceSource' | 'workspaceOrigin'>> {
  refuseUnknownSource(dependencies, wish);
  if (wish?.source !== undefined) return { workspaceSource: wish.source };
  if (wish?.git !== undefined) {
    const { submodules, ...rest } = wish.git;
    return { workspaceOrigin: { kind: 'git', ...rest, ...(submodules ? { submodules } : {}) } };
  }
  return wish?.fork === undefined ? {} : forkOrigin(dependencies, tenant, { ...defined(wish.fork) }, states);
}

/** Throws a 400 when there is no such source. `prefix`: where the workspace stands in the body. */
export function refuseUnknownSource(
  { workspaceSources }: ServerDependencies,
  workspace: Pick<WorkspaceWish, 'source'> | undefined,
  prefix = '',
): void {
  const known = Object.keys(workspaceSources);
  if (workspace?.source === undefined || known.includes(workspace.source)) return;
  const message = known.length === 0 ? 'no source is configured' : `must be one of: ${known.join(', ')}`;
  throw invalid([{ field: `${prefix}workspace.source`, message }]);
}
