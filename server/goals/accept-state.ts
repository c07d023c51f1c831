/**
 * A person accepts what a look of the service has shown of the workspace: the contract's text stays, and its
 * next revision is sealed from that state. Only a state that checks of this goal ran on can be accepted,
 * never what a running turn may be changing.
 */
import type { AcceptedState, ThreadRow } from '../../journal/journal.ts';
import { defined } from '../../objects/defined.ts';
import type { GoalLive } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError } from '../http/problem.ts';
import { type RevisionRequest, reviseGoal } from './revise-goal.ts';

export interface AcceptStateRequest extends RevisionRequest {
  /** Absent: the state of the last look. */
  readonly stateId?: string | undefined;
  /** Patterns of what is accepted of it; absent: all. */
  readonly paths?: readonly string[] | undefined;
}

/**
 * Resolves when the state is accepted; throws a 409 when there is no such state, or the goal does not allow
 * it.
 */
export const acceptState = (
  dependencies: ServerDependencies,
  thread: ThreadRow,
  { stateId, paths, ...request }: AcceptStateRequest,
): Promise<void> =>
  reviseGoal(dependencies, thread, request, async (goal, contract) => {
    const wanted = {
      stateId: await seenState(dependencies, goal, stateId),
      ...defined({ paths }),
    };
    const accepted = joined(await dependencies.journal.readAcceptedState(goal.goalId, goal.revision), wanted);
    // What the checks are held against is another state now: they run anew before the next turn.
    // Its text stays, so that no question about one of them is answered by it.
    return { contract, accepted, changesChecks: true, touchedChecks: [] };
  });

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
