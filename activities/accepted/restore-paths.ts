/** Puts paths of a goal's workspace back to the accepted state. While it does, no command runs there. */

import { differingPaths, pathsOfBoth } from '../../states/compare-entries.ts';
import type { Manifest } from '../../states/state-entry.ts';
import type { BytePath } from '../../tree/tree-paths.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { GoalRef } from '../../workflows/goal/goal-ref.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { acceptedState } from './accepted-state.ts';
import { pathFilter } from './path-filter.ts';
import { type ChosenPaths, planRestore, type RestorePlan, restorableAt } from './restore-plan.ts';

export interface RestoredWorkspace {
  readonly threadId: string;
  readonly goal: GoalRef;
  readonly contract: Contract;
  readonly workspace: string;
}

export type DonePaths = Omit<RestorePlan, 'placed'> & {
  /** Patterns that cover nothing, accepted or there. */
  readonly unmatched: readonly string[];
};

export type Restored =
  | ({ readonly ok: true } & DonePaths)
  | Extract<ChosenPaths, { readonly ok: false }>
  /** `reason` names the path; what came before it may be in place. */
  | { readonly ok: false; readonly refusal: 'notPlaced'; readonly reason: string };

type Dependencies = Pick<ActivityDependencies, 'journal' | 'workspaces'>;

/** A model asks with this one, which names one path. */
export const restoreAt = (
  dependencies: Dependencies,
  restored: RestoredWorkspace,
  path: BytePath,
): Promise<Restored> => {
  const isProtected = pathFilter(restored.contract.verification.protectedPaths);
  return restore(dependencies, restored, (accepted, current) =>
    restorableAt(accepted, current, isProtected, path),
  );
};

/**
 * A person's patterns cover exactly what they mean: what was added there goes as well. `announce`
 * hears what will be done before any of it is.
 */
export const restoreCovered = (
  dependencies: Dependencies,
  restored: RestoredWorkspace,
  patterns: readonly string[],
  announce: (planned: DonePaths) => Promise<void>,
): Promise<Restored> =>
  restore(
    dependencies,
    restored,
    (accepted, current) => ({
      ok: true,
      paths: differingPaths(accepted, current).filter(pathFilter(patterns)),
      unmatched: patterns.filter((pattern) => !pathsOfBoth(accepted, current).some(pathFilter([pattern]))),
    }),
    announce,
  );

async function restore(
  { journal, workspaces }: Dependencies,
  { threadId, goal, workspace }: RestoredWorkspace,
  choose: (accepted: Manifest, current: Manifest) => ChosenPaths & { readonly unmatched?: readonly string[] },
  announce?: (planned: DonePaths) => Promise<void>,
): Promise<Restored> {
  const { states } = workspaces;
  const accepted = await acceptedState({ journal, states }, threadId, goal);
  const { manifest: current } = await states.keep(workspace);
  const chosen = choose(accepted, current);
  if (!chosen.ok) return chosen;
  const { placed, ...planned } = planRestore(accepted, current, chosen.paths);
  const done = { ...planned, unmatched: chosen.unmatched ?? [] };
  await announce?.(done);
  try {
    await workspaces.place(workspace, placed);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, refusal: 'notPlaced', reason };
  }
  return { ok: true, ...done };
}
