/** A push in a directory of its own, of which nothing stays. */
import type { PushOutcome } from '../../journal/rows/push.ts';
import type { CloneSettings } from '../../settings/clone-settings.ts';
import type { StateStore } from '../../states/state-store.ts';
import { discardTree } from '../../tree/remove-tree.ts';
import { makeScratch } from '../copies/scratch.ts';
import { type PushWish, pushState } from './push-state.ts';

/** Nobody gets mail there. */
const DEFAULT_AUTHOR = 'Goalkeeper <goalkeeper@localhost>';

export type AskedPush = Omit<PushWish, 'author'>;

interface PushPlace extends CloneSettings {
  readonly workspacesDirectory: string;
  readonly states: StateStore;
}

/** Rejects when the service itself is at fault, or `stopped` aborts. */
export async function pushFromScratch(
  wish: AskedPush,
  { workspacesDirectory, states, git, limits }: PushPlace,
  stopped: AbortSignal,
): Promise<PushOutcome> {
  const scratch = await makeScratch(workspacesDirectory, '.new-push-');
  const late = AbortSignal.timeout(git.timeoutMs);
  try {
    const signal = AbortSignal.any([stopped, late]);
    return await pushState(
      scratch,
      { ...wish, author: git.pushAuthor ?? DEFAULT_AUTHOR },
      { settings: git, limits, signal, states },
    );
  } catch (error) {
    if (!late.aborted || stopped.aborted) throw error;
    const reason = `${wish.url} did not take it in ${git.timeoutMs / 1_000} seconds (GIT_TIMEOUT_SECONDS)`;
    return { ok: false, code: 'unreachable', reason };
  } finally {
    await discardTree(scratch);
  }
}
