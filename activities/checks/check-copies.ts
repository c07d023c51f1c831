/**
 * The copies that the checks of one look run in: with the work, without it, and with something else changed
 * besides.
 */

import type { Placed } from '../../states/state-entry.ts';
import { type Survey, withoutWork } from '../accepted/survey.ts';
import type { CheckCopy } from '../copies/check-copy.ts';
import type { Workspaces } from '../workspace/workspaces.ts';

export interface CheckCopies {
  /** The accepted state plus the declared work. */
  readonly withWork: CheckCopy;
  /** The accepted state alone. */
  readonly withoutWork: CheckCopy;
  /** It holds the work, and these entries in place of what stands there; the caller removes it. */
  changed(placed: readonly Placed[]): CheckCopy;
  /** The same without the work. */
  changedWithoutWork(placed: readonly Placed[]): CheckCopy;
  remove(): Promise<void>;
}

/** Nothing is copied before its first use. */
export function createCheckCopies(workspaces: Workspaces, survey: Survey): CheckCopies {
  const { workspace, plan, accepted, state } = survey;
  const withWork = workspaces.checkCopy(workspace, plan.placed);
  const withoutIt = withoutWork(accepted, state.manifest).placed;
  const bare = workspaces.checkCopy(workspace, withoutIt);
  const changedOf = (all: readonly Placed[], placed: readonly Placed[]): CheckCopy => {
    const paths = new Set(placed.map(({ path }) => path));
    return workspaces.checkCopy(workspace, [...all.filter(({ path }) => !paths.has(path)), ...placed]);
  };
  return {
    withWork,
    withoutWork: bare,
    changed: (placed) => changedOf(plan.placed, placed),
    changedWithoutWork: (placed) => changedOf(withoutIt, placed),
    async remove() {
      await withWork.remove();
      await bare.remove();
    },
  };
}
