/**
 * The `runChecks` Activity: the service runs the contract's checks itself, each in a sandbox of its own on a throw-away
 * copy of the workspace. What it finds is journalled run by run; the verdict on a claim becomes that tool call's result.
 */
import { activityInfo } from '@temporalio/activity';
import type { Activities, ChecksInput, ChecksResult } from '../workflows/activities.ts';
import { refusesNothing } from '../workflows/auditor.ts';
import type { Contract } from '../workflows/contract.ts';
import { workspaceChanges } from './checks/changed-files.ts';
import type { ChecksBody } from './checks/checks-body.ts';
import { type ExaminedCheck, examine } from './checks/examine.ts';
import { type Survey, surveyWorkspace } from './checks/survey.ts';
import { findUnproven } from './checks/unproven.ts';
import { verdictOf, verdictText } from './checks/verdict.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { finishCall } from './finish-call.ts';
import { withHeartbeat } from './heartbeat.ts';
import { refreshLedger } from './ledger/refresh-ledger.ts';
import { openWorkspace } from './open-workspace.ts';
import { shortDigest } from './workspace/short-digest.ts';

export const createRunChecks =
  (dependencies: ActivityDependencies): Activities['runChecks'] =>
  (input) =>
    withHeartbeat(async (signal) => {
      const { journal, recall } = dependencies;
      const { threadId, turn, seq, events = [], inputs = [], goal } = input;
      const callId = input.callId ?? `checks-${seq}`;
      const kind = input.callId === undefined ? ('event' as const) : ('toolResult' as const);
      const known = await journal.beginCall(threadId, { callId, seq, turn, kind }, { events, inputs });
      if (known.state === 'finished') return (JSON.parse(known.item.body) as ChecksBody).verdict;
      const contract = await recall.contract(goal);
      const body = await runAll(dependencies, input, contract, signal);
      await refreshLedger(dependencies, input, body.verdict.outcomes);
      const item = { callId, seq, turn, kind, body: JSON.stringify(body) };
      const stored = await finishCall(journal, threadId, item, signal);
      return (JSON.parse(stored.body) as ChecksBody).verdict;
    });

async function runAll(
  dependencies: ActivityDependencies,
  input: ChecksInput,
  contract: Contract,
  signal: AbortSignal,
): Promise<ChecksBody> {
  const workspace = await openWorkspace(dependencies, input.threadId);
  const survey = await surveyWorkspace(dependencies, input, contract, workspace);
  const examined: ExaminedCheck[] = [];
  for await (const check of examine(dependencies, contract, survey, signal)) {
    await saveRuns(dependencies, input, survey, check);
    examined.push(check);
  }
  const verdict = await ruleOn(dependencies, input, contract, survey, examined, signal);
  const failures = examined.flatMap(({ check: { name }, runs }) =>
    runs.filter(({ passed }) => !passed).map(({ outputTail }) => ({ name, outputTail })),
  );
  return {
    type: 'checksRan',
    purpose: input.purpose,
    name: 'update_goal',
    ok: verdict.proven,
    output: verdictText(verdict, failures, contract.verification.auditor !== undefined),
    verdict,
    changes: workspaceChanges(survey.changes),
  };
}

async function ruleOn(
  { journal, sandbox, workspaces }: ActivityDependencies,
  { purpose, goal, threadId }: ChecksInput,
  { policy }: Contract,
  survey: Survey,
  examined: readonly ExaminedCheck[],
  signal: AbortSignal,
): Promise<ChecksResult> {
  const seen = {
    outcomes: examined.map(({ outcome }) => outcome),
    changedProtectedPaths: survey.changedProtectedPaths,
    undeclaredReads: undeclaredReads(examined),
    refusesUndeclaredReads: policy.undeclaredReads === 'refuse',
    cannotRun: cannotRun(examined),
  };
  const digest = { workspaceDigest: shortDigest(survey.workspaceDigest) };
  const verdict = verdictOf(seen);
  // What would be refused in any case need not be doubted, and a baseline claims nothing.
  if (!refusesNothing(verdict) || purpose === 'baseline') return { ...verdict, ...digest };
  const work = { journal, sandbox, workspaces, threadId, survey, signal };
  const unproven = await findUnproven(examined, goal, work);
  const isUnchanged = await survey.isUnchanged();
  return { ...verdictOf({ ...seen, unproven, hasMoved: !isUnchanged }), ...digest };
}

const cannotRun = (examined: readonly ExaminedCheck[]): string | undefined =>
  examined
    .filter((each) => each.cannotRun !== undefined)
    .map((each) => `${each.check.name}: ${each.cannotRun}`)[0];

const undeclaredReads = (examined: readonly ExaminedCheck[]): string[] => [
  ...new Set(
    examined.flatMap(({ runs }) => runs.flatMap(({ reads }) => (reads.known ? reads.undeclared : []))),
  ),
];

async function saveRuns(
  { journal }: ActivityDependencies,
  { threadId, goal, seq, purpose }: ChecksInput,
  { workspaceDigest }: Survey,
  { check, role, runs }: ExaminedCheck,
): Promise<void> {
  const { attempt } = activityInfo();
  await journal.saveCheckRuns(
    runs.map((run, index) => ({
      ...run,
      // A lost attempt's runs stay in the record beside those of the next one.
      runId: `${threadId}/${seq}/${attempt}/${check.name}/${index}`,
      threadId,
      goalId: goal.goalId,
      revision: goal.revision,
      seq,
      purpose,
      name: check.name,
      role,
      command: check.command,
      workspaceDigest,
    })),
  );
}
