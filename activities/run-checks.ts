/**
 * The `runChecks` Activity: the service runs the contract's checks itself, each in a sandbox of its own on a throw-away
 * copy of the workspace. What it finds is journalled run by run; the verdict on a claim becomes that tool call's result.
 */
import { activityInfo } from '@temporalio/activity';
import type { Activities, CheckOutcome, ChecksInput, ChecksResult } from '../workflows/activities.ts';
import { type Check, type CheckRole, type Contract, checksOf } from '../workflows/contract.ts';
import type { ChecksBody } from './checks/checks-body.ts';
import { gapTo } from './checks/metric.ts';
import { findChangedPaths } from './checks/protected-paths.ts';
import { runCheck } from './checks/run-check.ts';
import { type FailedOutput, verdictOf, verdictText } from './checks/verdict.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { withHeartbeat } from './heartbeat.ts';
import { refreshLedger } from './ledger/refresh-ledger.ts';
import { openWorkspace } from './open-workspace.ts';
import { digestWorkspace } from './workspace/digest-workspace.ts';
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
      const { verdict, failures } = await runAll(dependencies, input, contract, signal);
      await refreshLedger(dependencies, input, verdict.outcomes);
      const body: ChecksBody = {
        type: 'checksRan',
        purpose: input.purpose,
        name: 'update_goal',
        ok: verdict.proven,
        output: verdictText(verdict, failures),
        verdict,
      };
      const stored = await journal.finishCall(threadId, {
        callId,
        seq,
        turn,
        kind,
        body: JSON.stringify(body),
      });
      return (JSON.parse(stored.body) as ChecksBody).verdict;
    });

async function runAll(
  dependencies: ActivityDependencies,
  input: ChecksInput,
  contract: Contract,
  signal: AbortSignal,
): Promise<{ readonly verdict: ChecksResult; readonly failures: FailedOutput[] }> {
  const { journal, recall } = dependencies;
  const workspace = await openWorkspace(dependencies, input.threadId);
  const changed = await findChangedPaths(
    { journal, contract: recall.contract },
    { ...input.goal, threadId: input.threadId },
    workspace,
    contract.verification.protectedPaths,
  );
  const { attempt } = activityInfo();
  const workspaceDigest = await digestWorkspace(workspace);
  const outcomes: CheckOutcome[] = [];
  const failures: FailedOutput[] = [];
  let cannotRun: string | undefined;
  for (const { check, role } of checksOf(contract)) {
    const result = await runCheck(dependencies, { check, workspace, signal });
    signal.throwIfAborted();
    await journal.saveCheckRuns(
      result.runs.map((run, index) => ({
        ...run,
        // A lost attempt's runs stay in the record beside those of the next one.
        runId: `${input.threadId}/${input.seq}/${attempt}/${check.name}/${index}`,
        threadId: input.threadId,
        goalId: input.goal.goalId,
        revision: input.goal.revision,
        seq: input.seq,
        purpose: input.purpose,
        name: check.name,
        role,
        command: check.command,
        workspaceDigest,
      })),
    );
    outcomes.push(outcomeOf(check, role, result.runs));
    for (const { passed, outputTail } of result.runs)
      if (!passed) failures.push({ name: check.name, outputTail });
    if (result.cannotRun !== undefined) cannotRun ??= `${check.name}: ${result.cannotRun}`;
  }
  const verdict = verdictOf(outcomes, changed, cannotRun);
  return {
    verdict: { ...verdict, workspaceDigest: shortDigest(workspaceDigest) },
    failures,
  };
}

interface Run {
  readonly passed: boolean;
  readonly exitCode: number | null;
  readonly metric: number | null;
  readonly reason: string | null;
}

/** Every run has to pass; the first that did not speaks for the check. */
function outcomeOf({ name, expect }: Check, role: CheckRole, runs: readonly Run[]): CheckOutcome {
  const spokesman = runs.find((run) => !run.passed) ?? runs.at(-1);
  const { passed, exitCode, metric, reason } = spokesman ?? {
    passed: false,
    exitCode: null,
    metric: null,
    reason: 'not run',
  };
  return {
    name,
    role,
    passed,
    exitCode,
    ...(metric === null ? {} : { metric }),
    ...(metric === null || expect.metric === undefined ? {} : { gap: gapTo(metric, expect.metric) }),
    ...(reason === null ? {} : { reason }),
  };
}
