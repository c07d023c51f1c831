/**
 * A person accepts what a look of the service has shown of the workspace: the contract's text stays, and its
 * next revision is sealed from that state. Only a state that checks of this goal ran on can be accepted,
 * never what a running turn may be changing.
 */
import type { AcceptedState } from '../../journal/rows/goals/saved-contract.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { LOOK_PURPOSES } from '../../journal/tables/look-purposes.ts';
import { defined } from '../../objects/defined.ts';
import type { GoalLive } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError } from '../http/problem.ts';
import { acceptsNothing, acceptWarnings } from '../patterns/accept-warnings.ts';
import type { ContractWarning } from '../patterns/contract-warnings.ts';
import { type RevisionRequest, reviseGoal } from './revise-goal.ts';

export interface AcceptStateRequest extends RevisionRequest {
  /** Absent: the state of the last look. */
  readonly stateId?: string | undefined;
  /** Patterns of what is accepted of it; absent: all. */
  readonly paths?: readonly string[] | undefined;
}

/**
 * Resolves when the state is accepted, with what is worth a warning of it; throws a 409 when there is no such
 * state, nothing of it would be accepted, or the goal does not allow it.
 */
export async function acceptState(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  { stateId, paths, ...request }: AcceptStateRequest,
): Promise<ContractWarning[]> {
  let warnings: ContractWarning[] = [];
  await reviseGoal(dependencies, thread, request, async (goal, contract) => {
    const wanted = {
      stateId: await seenState(dependencies, goal, stateId),
      ...defined({ paths }),
    };
    const work = await dependencies.journal.readWork(goal.goalId, LOOK_PURPOSES);
    // What another state would change nobody has compared.
    if (work?.stateId === wanted.stateId) {
      if (paths !== undefined && acceptsNothing(work, paths))
        throw new ProblemError({ status: 409, ...NOTHING });
      warnings = acceptWarnings(work, paths);
    }
    const accepted = joined(await dependencies.journal.readAcceptedState(goal.goalId, goal.revision), wanted);
    // What the checks are held against is another state now: they run anew before the next turn.
    // Its text stays, so that no question about one of them is answered by it.
    return { contract, accepted, changesChecks: true, touchedChecks: [] };
  });
  return warnings;
}

/**
 * Parts of one state add up. Of another state, what was accepted before is sealed once the checks have run on
 * that revision.
 */
function joined(before: AcceptedState | undefined, wanted: AcceptedState): AcceptedState {
  if (before?.stateId !== wanted.stateId) return wanted;
  const { stateId, paths } = wanted;
  if (before.paths === undefined || paths === undefined) return { stateId };
  return { stateId, paths: [...new Set([...before.paths, ...paths])] };
}

async function seenState(
  { journal }: ServerDependencies,
  { goalId }: GoalLive,
  wanted: string | undefined,
): Promise<string> {
  const runs =
    wanted === undefined ? await journal.readLastCheckRuns(goalId, 1) : await journal.listCheckRuns(goalId);
  const found = runs.map(({ stateId }) => stateId).find((seen) => wanted === undefined || seen === wanted);
  if (found !== undefined) return found;
  throw new ProblemError({ status: 409, ...(wanted === undefined ? NONE_SEEN : UNKNOWN) });
}

const NOTHING = {
  code: 'nothingToAccept',
  title: 'Nothing that these paths cover was changed',
  detail: '`changedFiles` of the report names what was changed since the accepted state.',
} as const;

const NONE_SEEN = {
  code: 'noStateSeen',
  title: 'The service has not looked at the workspace yet',
  detail: 'Let it run the checks first (POST …/goal/check), and look at what they show.',
} as const;

const UNKNOWN = {
  code: 'unknownState',
  title: 'No check of this goal ran on such a state',
  detail: '`stateId` of a run of GET …/goal/checks names one.',
} as const;
