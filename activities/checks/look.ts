/** One look at a goal's workspace, from its survey to what is journalled: a baseline, an audit, or because somebody asked. */
import type { ChecksInput, ChecksResult } from '../../workflows/activities.ts';
import { refusesNothing } from '../../workflows/auditor.ts';
import { type Contract, checksOf } from '../../workflows/contract.ts';
import { patternWarnings } from '../../workflows/pattern-warnings.ts';
import { runnersIn } from '../../workflows/runner-files.ts';
import type { TwinSummary } from '../../workflows/twin-summary.ts';
import { workspaceChanges } from '../accepted/changed-files.ts';
import { hasWork, type Survey, surveyWorkspace } from '../accepted/survey.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { askedOfPerson, diffForPerson } from '../doubt/changed-tests.ts';
import { doubtedChecks } from '../doubt/doubted-checks.ts';
import { findUnproven } from '../doubt/find-unproven.ts';
import { findUnsteady } from '../doubt/find-unsteady.ts';
import { settleTraces, type TraceRefusal } from '../doubt/settle-traces.ts';
import { tryTwins } from '../doubt/try-twins.ts';
import { openWorkspace } from '../open-workspace.ts';
import type { TwinRecord } from '../twins/twin-record.ts';
import { shortDigest } from '../workspace/short-digest.ts';
import { displayPath } from '../workspace/tree-paths.ts';
import { type CheckCopies, createCheckCopies } from './check-copies.ts';
import type { ChecksBody } from './checks-body.ts';
import { type ExaminedCheck, examine } from './examine.ts';
import { baselineOf, knownOf } from './known-of-check.ts';
import { readOnlySeals } from './read-only-seals.ts';
import type { RunSettings } from './run-check.ts';
import { saveRuns } from './save-runs.ts';
import { type Seen, verdictOf } from './verdict.ts';
import { verdictText } from './verdict-text.ts';

const MAX_LEFT_OUT = 100;

/** What the parts of a look share. */
interface Look {
  readonly dependencies: ActivityDependencies;
  readonly input: ChecksInput;
  readonly contract: Contract;
  readonly survey: Survey;
  readonly copies: CheckCopies;
  readonly settings: RunSettings;
}

export async function lookAtWorkspace(
  dependencies: ActivityDependencies,
  input: ChecksInput,
  contract: Contract,
  signal: AbortSignal,
  note?: RunSettings['note'],
): Promise<ChecksBody> {
  const workspace = await openWorkspace(dependencies, input.threadId);
  const survey = await surveyWorkspace(dependencies, input, contract, workspace);
  const { workspaces, sandbox } = dependencies;
  const copies = createCheckCopies(workspaces, survey);
  const settings = {
    sandbox,
    signal,
    ...(note === undefined ? {} : { note }),
    readOnlyEntries: (await workspaces.trustsChangeTimes()) ? [] : readOnlySeals(survey),
    ...(startsGo(contract, survey) ? { warmCache: await dependencies.warmGoCache() } : {}),
  };
  const look: Look = { dependencies, input, contract, survey, copies, settings };
  try {
    const examined = await examineAll(look);
    const ruling = await ruleOn(look, examined);
    if (input.purpose === 'audit' && refusesNothing(ruling.verdict)) await keepProven(look);
    return await bodyOf(look, examined, ruling);
  } finally {
    await copies.remove();
  }
}

/** Also where only a script or a Makefile knows that it does. */
const startsGo = (contract: Contract, { plan }: Survey): boolean =>
  runnersIn(checksOf(contract).map(({ check }) => check.command)).includes('go') ||
  [...plan.composed.keys()].some((path) => path === 'go.mod' || path.endsWith('/go.mod'));

async function examineAll({
  dependencies,
  input,
  contract,
  survey,
  copies,
  settings,
}: Look): Promise<ExaminedCheck[]> {
  const { journal, workspaces } = dependencies;
  const baseline = baselineOf(await journal.listCheckRuns(input.goal.goalId), input.goal);
  const examined: ExaminedCheck[] = [];
  const checks = examine(contract, {
    ...settings,
    survey,
    copy: copies.withWork,
    keepsAccessTimes: await workspaces.keepsAccessTimes(),
    known: (check) => knownOf(check, input.purpose === 'baseline' ? [] : baseline),
  });
  for await (const check of checks) {
    await saveRuns(journal, input, check, { isWithoutWork: !hasWork(survey), state: survey.state });
    examined.push(check);
  }
  return examined;
}

/** The verdict, and the twins behind it one by one. */
interface Ruling {
  readonly verdict: ChecksResult;
  readonly twins: readonly TwinRecord[];
}

async function ruleOn(look: Look, examined: readonly ExaminedCheck[]): Promise<Ruling> {
  const { input, contract, survey, copies, settings } = look;
  const { policy, verification } = contract;
  const refusesUndeclared = policy.undeclaredReads === 'refuse';
  const seen: Seen = {
    outcomes: examined.map(({ outcome }) => outcome),
    changedProtectedPaths: survey.changedProtectedPaths,
    undeclaredReads: undeclaredReads(examined),
    refusesUndeclaredReads: refusesUndeclared,
    changedTests: policy.undeclaredReads === 'ask' ? askedOfPerson(examined, survey) : [],
    passedBefore: passedBefore(examined),
    cannotRun: cannotRun(examined),
  };
  const digest = { workspaceDigest: shortDigest(survey.state.digest) };
  const verdict = verdictOf(seen);
  // What would be refused in any case need not be doubted, and a baseline claims nothing.
  if (!refusesNothing(verdict) || input.purpose === 'baseline')
    return { verdict: { ...verdict, ...digest }, twins: [] };
  const { refusals: traces, changedTests } = await settleTraces(examined, {
    settings,
    copies,
    survey,
    protectedPaths: verification.protectedPaths,
    undeclaredReads: policy.undeclaredReads,
  });
  const certain = traces.filter(({ unlessItCanFail }) => !unlessItCanFail);
  const unproven = certain.length > 0 ? [] : await findUnproven(examined, copies, settings);
  const unsteady = certain.length + unproven.length > 0 ? [] : await findUnsteady(examined, copies, settings);
  const isRefused = certain.length + unproven.length + unsteady.length > 0;
  const records = isRefused || policy.twins === 'off' ? [] : await tryAllTwins(look, examined, policy.twins);
  const hasMoved = !(await survey.isUnchanged());
  const twins = records.map(({ summary }) => summary);
  const left = standingTraces(traces, twins);
  const requiresTwins = policy.twins === 'require';
  const asked = [...new Set([...(seen.changedTests ?? []), ...changedTests])];
  const final = {
    ...seen,
    changedTests: asked,
    traces: left,
    unproven,
    unsteady,
    hasMoved,
    twins,
    requiresTwins,
  };
  return { verdict: { ...verdictOf(final), ...digest }, twins: records };
}

/** Who makes a check pass by what it plants makes its impossible twins pass as well. */
const standingTraces = (traces: readonly TraceRefusal[], twins: readonly TwinSummary[]): TraceRefusal[] => {
  const canFail = new Set(twins.flatMap(({ check, standing }) => (standing === 'canFail' ? [check] : [])));
  return traces.filter(({ check, unlessItCanFail }) => !unlessItCanFail || !canFail.has(check));
};

const tryAllTwins = async (
  { dependencies, input, survey, copies, settings }: Look,
  examined: readonly ExaminedCheck[],
  twins: 'require' | 'use',
): Promise<TwinRecord[]> =>
  tryTwins(examined, {
    settings,
    copies,
    survey,
    states: dependencies.workspaces.states,
    mutate: dependencies.mutate,
    twins,
    doubted: await doubtedChecks(dependencies.journal, input),
  });

/** What the checks ran on is what the goal ends with, should nobody else refuse: the next goal's seals may stand on it. */
async function keepProven({ dependencies, input, survey }: Look): Promise<void> {
  const { journal, workspaces } = dependencies;
  const { stateId } = await workspaces.states.record(survey.plan.composed);
  const { threadId, goal, seq } = input;
  await journal.saveSeenState({ threadId, ...goal, seq, purpose: 'proven', stateId });
}

async function bodyOf(
  { dependencies, input, contract, survey, settings }: Look,
  examined: readonly ExaminedCheck[],
  { verdict, twins }: Ruling,
): Promise<ChecksBody> {
  const failures = examined.flatMap(({ check: { name }, runs }) =>
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
          settings,
        );
  return {
    type: 'checksRan',
    purpose: input.purpose,
    name: 'update_goal',
    ok: verdict.proven,
    output: verdictText(verdict, { failures, hasAuditor, leftOut, isClaim, warnings }),
    verdict,
    changes: workspaceChanges(survey.changes),
    stateId: survey.state.stateId,
    ...(leftOut.length === 0 ? {} : { leftOut }),
    ...(personDiff === undefined ? {} : { personDiff }),
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

const passedBefore = (examined: readonly ExaminedCheck[]): string[] =>
  examined.flatMap(({ check, role, known }) =>
    role === 'verification' && known.passedBefore === true ? [check.name] : [],
  );
