/**
 * One look at a goal's workspace, from its survey to what is journalled: a baseline, an audit, or because
 * somebody asked.
 */
import type { ChecksBody } from '../../journal/bodies/checks.ts';
import type { ChecksInput } from '../../workflows/activities.ts';
import { type Contract, checksOf } from '../../workflows/contract/contract.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';
import { refusesNothing } from '../../workflows/evidence/auditor.ts';
import { openWorkspace } from '../accepted/open-workspace.ts';
import { hasWork, surveyWorkspace } from '../accepted/survey.ts';
import { type ExaminedCheck, examine } from '../checks/examine.ts';
import { openGrounds } from '../checks/grounds.ts';
import { baselineOf, knownOf } from '../checks/known-of-check.ts';
import type { RunSettings } from '../checks/run-check.ts';
import { saveRuns } from '../checks/save-runs.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { keepWork } from '../work/keep-work.ts';
import { leftAsAccepted } from './left-as-accepted.ts';
import { bodyOf } from './look-body.ts';
import type { LookScope } from './look-scope.ts';
import { restoreAsAsked } from './restore-as-asked.ts';
import { ruleOn } from './rule-on-look.ts';

export async function lookAtWorkspace(
  dependencies: ActivityDependencies,
  input: ChecksInput,
  contract: Contract,
  signal: AbortSignal,
  note?: RunSettings['note'],
): Promise<ChecksBody> {
  const { threadId } = input;
  const workspace = await openWorkspace(dependencies, threadId);
  const restored = await restoreAsAsked(dependencies, input, contract, workspace);
  const survey = await surveyWorkspace(dependencies, input, contract, workspace);
  const ofNote = note === undefined ? {} : { note };
  const grounds = await openGrounds(dependencies, { threadId, contract, survey, signal, ...ofNote });
  try {
    const earlierRuns = await dependencies.journal.listCheckRuns(input.goal.goalId);
    const look: LookScope = { dependencies, input, contract, survey, grounds, earlierRuns, restored };
    const examined = await examineAll(look);
    const ruling = await ruleOn(look, examined);
    if (input.purpose === 'audit' && refusesNothing(ruling.verdict)) await keepProven(look, examined);
    const keptIn = { journal: dependencies.journal, states: dependencies.workspaces.states };
    await keepWork(keptIn, placeOf(input), { contract, ...survey });
    return await bodyOf(look, examined, ruling);
  } finally {
    await grounds.remove();
  }
}

const placeOf = ({ threadId, goal: { goalId }, seq, turn, purpose }: ChecksInput) => ({
  threadId,
  goalId,
  seq,
  turn,
  purpose,
});

/**
 * One after another, in the order of the contract. A baseline is what the checks say without the work: one
 * that is made in the middle of a goal, since its contract was edited, runs on the accepted state alone. What
 * cannot run there may be for the work to bring.
 */
async function examineAll({
  dependencies,
  input,
  contract,
  grounds,
  earlierRuns,
}: LookScope): Promise<ExaminedCheck[]> {
  const { journal, workspaces } = dependencies;
  const baseline = baselineOf(earlierRuns, input.goal);
  const keepsAccessTimes = await workspaces.keepsAccessTimes();
  const examined: ExaminedCheck[] = [];
  for (const { check, role } of checksOf(contract)) {
    const { survey, copies, settings } = await grounds.of(check);
    const known = knownOf(check, input.purpose === 'baseline' ? [] : baseline);
    const isBare = input.purpose === 'baseline' && hasWork(survey);
    const copy = isBare ? copies.withoutWork : copies.withWork;
    const { cannotRun: why, ...found } = await examine(
      { check, role },
      { ...settings, survey, copy, keepsAccessTimes, known },
    );
    const isWithoutWork = isBare || !hasWork(survey);
    await saveRuns(journal, input, found, { isWithoutWork, state: survey.state });
    examined.push(why === undefined || isBare ? found : { ...found, cannotRun: why });
    // What is hidden lies nowhere longer than a run of its own needs it.
    if (isHidden(check)) await copies.remove();
  }
  return examined;
}

/**
 * What the goal ends with, should nobody else refuse: all that its checks ran on, which callers take out, and
 * as much of it as the next goal's seals may stand on.
 */
async function keepProven(
  { dependencies, input, survey }: LookScope,
  examined: readonly ExaminedCheck[],
): Promise<void> {
  const { journal, workspaces } = dependencies;
  const { threadId, goal, seq } = input;
  const { composed } = survey.plan;
  const proven = await workspaces.states.record(composed);
  const left = leftAsAccepted(survey, examined);
  const inherited = left === composed ? proven : await workspaces.states.record(left);
  const seen = { threadId, ...goal, seq };
  await journal.saveSeenState({ ...seen, purpose: 'inherited', stateId: inherited.stateId });
  await journal.saveSeenState({ ...seen, purpose: 'proven', stateId: proven.stateId });
}
