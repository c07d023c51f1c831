/** Fills the directory of a new workspace with where its thread comes from. */
import { chmod, lchown } from 'node:fs/promises';
import type { WorkspaceOrigin } from '../../journal/rows/thread-row.ts';
import type { StateStore } from '../../states/state-store.ts';
import type { Owner } from '../../tree/owner.ts';

export interface OriginTools {
  readonly states: StateStore;
  readonly owner: Owner | undefined;
  /** Fills the directory with a clone; rejects with the reason in words. */
  readonly clone: (git: Extract<WorkspaceOrigin, { readonly kind: 'git' }>, draft: string) => Promise<void>;
}

/** Rejects with the reason in words. */
export async function fillFromOrigin(
  draft: string,
  origin: WorkspaceOrigin,
  { states, owner, clone }: OriginTools,
): Promise<void> {
  if (origin.kind === 'git') return clone(origin, draft);
  await chmod(draft, 0o700);
  if (owner !== undefined) await lchown(draft, owner.uid, owner.gid);
  const state = await states.read(origin.stateId);
  if (state === undefined)
    throw new Error(`the state of ${origin.threadId} that was asked for is not in the store of this worker`);
  const placed = [...state.manifest].filter(([, entry]) => entry.kind !== 'special');
  await states.place(
    draft,
    placed.map(([path, entry]) => ({ path, entry })),
    owner,
  );
}
