/**
 * One look at a goal's workspace, from its survey to what is journalled: a baseline, an audit, or because
 * somebody asked.
 */
import type { ChecksBody } from '../../journal/bodies/checks.ts';
import type { TwinRecord } from '../../journal/bodies/twin-record.ts';
import type { CheckRun } from '../../journal/journal.ts';
import { defined } from '../../objects/defined.ts';
import type { ChecksInput } from '../../workflows/activities.ts';
import { type Contract, checksOf } from '../../workflows/contract/contract.ts';
import { hintsOf, isHidden } from '../../workflows/contract/hidden-check.ts';
import { patternWarnings } from '../../workflows/contract/patterns/pattern-warnings.ts';
import { refusesNothing } from '../../workflows/evidence/auditor.ts';
import type { ChecksVerdict } from '../../workflows/evidence/checks-verdict.ts';
import { workspaceChanges } from '../accepted/changed-files.ts';
import { openWorkspace } from '../accepted/open-workspace.ts';
import { hasWork, type Survey, surveyWorkspace } from '../accepted/survey.ts';
import { type ExaminedCheck, examine } from '../checks/examine.ts';
import { type GroundsOfChecks, openGrounds } from '../checks/grounds.ts';
import { baselineOf, knownOf, passedBeforeWork } from '../checks/known-of-check.ts';
import type { RunSettings } from '../checks/run-check.ts';
import { saveRuns } from '../checks/save-runs.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { askedOfPerson, diffForPerson } from '../doubt/changed-tests.ts';
import { type Doubts, doubtChecks } from '../doubt/doubt-checks.ts';
import { doubtedChecks } from '../doubt/doubted-checks.ts';
import { MAX_TWINS_MS } from '../doubt/try-twins.ts';
import { shortDigest } from '../tree/short-digest.ts';
import { displayPath } from '../tree/tree-paths.ts';
import { keepWork } from '../work/keep-work.ts';
import { restoreAsAsked } from './restore-as-asked.ts';
import { shownSeen } from './shown-seen.ts';
import { type Seen, verdictOf } from './verdict.ts';
import { verdictText } from './verdict-text.ts';

const MAX_LEFT_OUT = 100;

/** What the parts of a look share. */
interface Look {
  readonly dependencies: ActivityDependencies;
  readonly input: ChecksInput;
  readonly contract: Contract;
  readonly survey: Survey;
  readonly grounds: GroundsOfChecks;
  /** The goal had these runs before this look. */
  readonly earlierRuns: readonly CheckRun[];
  /** What a person had put back before it, in words. */
  readonly restored: readonly string[];
}

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
    const look: Look = { dependencies, input, contract, survey, grounds, earlierRuns, restored };
    const examined = await examineAll(look);
    const ruling = await ruleOn(look, examined);
    if (input.purpose === 'audit' && refusesNothing(ruling.verdict)) await keepProven(look);
    await keepWork(
      { journal: dependencies.journal, states: dependencies.workspaces.states },
      placeOf(input),
      {
        contract,
        ...survey,
      },
    );
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
}: Look): Promise<ExaminedCheck[]> {
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

/** The verdict as the model may know it, the whole of it, and the twins behind it one by one. */
interface Ruling {
  readonly verdict: ChecksVerdict;
  readonly whole: ChecksVerdict;
  readonly twins: readonly TwinRecord[];
}

async function ruleOn(look: Look, examined: readonly ExaminedCheck[]): Promise<Ruling> {
  const { input, contract, survey } = look;
  const { policy } = contract;
  const isAsking = policy.undeclaredReads === 'ask';
  const visible = examined.filter(({ check }) => !isHidden(check));
  const seen: Seen = {
    outcomes: examined.map(({ outcome }) => outcome),
    changedProtectedPaths: survey.changedProtectedPaths,
    undeclaredReads: undeclaredReads(examined),
    refusesUndeclaredReads: policy.undeclaredReads === 'refuse',
    changedTests: isAsking ? askedOfPerson(examined, survey) : [],
    passedBefore: await passedBefore(look, examined),
    cannotRun: cannotRun(examined),
  };
  const ruled = (all: Seen, changedTests: readonly string[], twins: readonly TwinRecord[]): Ruling => {
    const shown = shownSeen(all, {
      examined,
      visible: { undeclaredReads: undeclaredReads(visible), changedTests },
      twins: policy.twins,
    });
    const digest = { workspaceDigest: shortDigest(survey.state.digest) };
    return { verdict: { ...verdictOf(shown), ...digest }, whole: { ...verdictOf(all), ...digest }, twins };
  };
  const askedOfVisible = isAsking ? askedOfPerson(visible, survey) : [];
  const first = ruled(seen, askedOfVisible, []);
  // What would be refused in any case need not be doubted, and a baseline claims nothing.
  if (!refusesNothing(first.whole) || input.purpose === 'baseline') return first;
  const doubted = await doubtAll(look, examined);
  const all = (list: (doubts: Doubts) => readonly string[], of = doubted): string[] =>
    of.flatMap(({ doubts }) => list(doubts));
  const twins = doubted.flatMap(({ doubts }) => doubts.twins);
  const changed = (of = doubted): string[] => all(({ changedTests }) => changedTests, of);
  return ruled(
    {
      ...seen,
      changedTests: [...new Set([...(seen.changedTests ?? []), ...changed()])],
      traces: doubted.flatMap(({ doubts }) => doubts.traces),
      unproven: all(({ unproven }) => unproven),
      unsteady: all(({ unsteady }) => unsteady),
      hasMoved: !(await survey.isUnchanged()),
      twins: twins.map(({ summary }) => summary),
      requiresTwins: policy.twins === 'require',
    },
    [...new Set([...askedOfVisible, ...changed(doubted.filter(({ isShared }) => isShared))])],
    twins,
  );
}

/** What was found of checks that share their copies. */
interface Doubted {
  readonly isShared: boolean;
  readonly doubts: Doubts;
}

const refuses = ({ traces, unproven, unsteady }: Doubts): boolean =>
  traces.length + unproven.length + unsteady.length > 0;

/** The visible checks together, each hidden one by itself, until something refuses. */
async function doubtAll(
  { dependencies, input, contract, grounds, earlierRuns }: Look,
  examined: readonly ExaminedCheck[],
): Promise<Doubted[]> {
  const { journal, workspaces, mutate } = dependencies;
  const tools = {
    contract,
    states: workspaces.states,
    mutate,
    twinsUntilMs: Date.now() + MAX_TWINS_MS,
    doubted: await doubtedChecks(journal, input, earlierRuns),
  };
  const visible = examined.filter(({ check }) => !isHidden(check));
  const found: Doubted[] = [{ isShared: true, doubts: await doubtChecks(visible, grounds.shared, tools) }];
  for (const each of examined.filter(({ check }) => isHidden(check))) {
    if (found.some(({ doubts }) => refuses(doubts))) break;
    const own = await grounds.of(each.check);
    found.push({ isShared: false, doubts: await doubtChecks([each], own, tools) });
    await own.copies.remove();
  }
  return found;
}

/**
 * What the checks ran on is what the goal ends with, should nobody else refuse: the next goal's seals may
 * stand on it.
 */
async function keepProven({ dependencies, input, survey }: Look): Promise<void> {
  const { journal, workspaces } = dependencies;
  const { stateId } = await workspaces.states.record(survey.plan.composed);
  const { threadId, goal, seq } = input;
  await journal.saveSeenState({ threadId, ...goal, seq, purpose: 'proven', stateId });
}

async function bodyOf(
  { dependencies, input, contract, survey, grounds, restored }: Look,
  examined: readonly ExaminedCheck[],
  { verdict, whole, twins }: Ruling,
): Promise<ChecksBody> {
  const visible = examined.filter(({ check }) => !isHidden(check));
  const failures = visible.flatMap(({ check: { name }, runs }) =>
    runs.filter(({ passed }) => !passed).map(({ outputTail }) => ({ name, outputTail })),
  );
  const leftOut = survey.plan.leftOut
    .filter((path) => !survey.ownership.isProtected(path))
    .slice(0, MAX_LEFT_OUT)
    .map(displayPath);
  const isClaim = input.purpose === 'audit';
  const warnings = input.purpose === 'baseline' ? warningsOf(contract, survey) : [];
  const hasAuditor = contract.verification.auditor !== undefined;
  const personDiff =
    verdict.awaitsPerson === undefined
      ? undefined
      : await diffForPerson(
          askedOfPerson(examined, survey),
          survey,
          dependencies.workspaces.states,
          grounds.shared.settings,
        );
  return {
    type: 'checksRan',
    purpose: input.purpose,
    name: 'update_goal',
    ok: verdict.proven,
    output: verdictText(verdict, {
      failures,
      hints: hintsOf(verdict, contract),
      hasAuditor,
      leftOut,
      isClaim,
      warnings,
      restored,
    }),
    verdict,
    ...(visible.length === examined.length ? {} : { whole }),
    changes: workspaceChanges(survey.changes),
    stateId: survey.state.stateId,
    ...(leftOut.length === 0 ? {} : { leftOut }),
    ...(restored.length === 0 ? {} : { restored }),
    ...defined({ personDiff }),
    ...(twins.length === 0 ? {} : { twins }),
    ...(warnings.length === 0 ? {} : { patternWarnings: warnings }),
  };
}

/** A pattern that protects nothing has to be named before work begins. */
const warningsOf = (contract: Contract, { accepted }: Survey): string[] =>
  patternWarnings(contract, { paths: [...accepted.keys()].map(displayPath), isWhole: true }).map(
    ({ message }) => message,
  );

const cannotRun = (examined: readonly ExaminedCheck[]): string | undefined =>
  examined
    .filter((each) => each.cannotRun !== undefined)
    .map((each) => `${each.check.name}: ${each.cannotRun}`)[0];

const undeclaredReads = (examined: readonly ExaminedCheck[]): string[] => [
  ...new Set(
    examined.flatMap(({ runs }) => runs.flatMap(({ reads }) => (reads.known ? reads.undeclared : []))),
  ),
];

async function passedBefore(
  { dependencies: { journal }, input: { goal }, earlierRuns }: Look,
  examined: readonly ExaminedCheck[],
): Promise<string[]> {
  const acceptances = await journal.listAcceptances(goal.goalId, goal.revision);
  const acceptedFrom = acceptances.find(({ paths }) => paths === undefined)?.revision;
  return examined.flatMap(({ check, role, known }) =>
    role === 'verification' && passedBeforeWork(check, earlierRuns, known, acceptedFrom) ? [check.name] : [],
  );
}
