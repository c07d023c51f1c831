/** Places what was sent, all of it or nothing: what went wrong in the middle is taken back. */
import type { KeptState, Placed } from '../../states/state-entry.ts';
import { isFullDisk } from '../../tree/full-disk.ts';
import type { Workspaces } from '../workspace/workspaces.ts';
import { planReplacement } from './plan-replacement.ts';

export type PlacedOrNot =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'notPlaced'; readonly reason: string };

/**
 * `before` is what stood in the directory before anything was placed. Rejects, with everything put back as
 * far as the disk allows, when the disk is full, since that passes. The reason holds no words of the system,
 * which name paths of the host. An attempt that was given up leaves the workspace to the next one.
 */
export async function placeOrPutBack(
  workspaces: Pick<Workspaces, 'place' | 'states'>,
  directory: string,
  before: KeptState,
  placed: readonly Placed[],
  givenUp: AbortSignal,
): Promise<PlacedOrNot> {
  try {
    await workspaces.place(directory, placed);
    return { ok: true };
  } catch (error) {
    givenUp.throwIfAborted();
    const isBack = await putBack(workspaces, directory, before).catch(() => false);
    if (isFullDisk(error)) throw error;
    const state = isBack
      ? 'the workspace is as it was'
      : `not all of the workspace could be put back, and its state ${before.stateId} is kept`;
    return {
      ok: false,
      code: 'notPlaced',
      reason: `an entry of it cannot be placed${codeOf(error)}; ${state}`,
    };
  }
}

/** Whether everything is back: a pipe or a socket that was removed cannot be made anew. */
async function putBack(
  { place, states }: Pick<Workspaces, 'place' | 'states'>,
  directory: string,
  before: KeptState,
): Promise<boolean> {
  const now = await states.keep(directory);
  const plan = planReplacement(now.manifest, before.manifest);
  const possible = plan.filter(({ entry }) => entry.kind !== 'special');
  await place(directory, possible);
  return possible.length === plan.length;
}

/** The system's code without its words. */
function codeOf(error: unknown): string {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: { readonly code?: unknown } };
  const known = code ?? cause?.code;
  return typeof known === 'string' && /^E[A-Z0-9]+$/.test(known) ? ` (${known})` : '';
}
