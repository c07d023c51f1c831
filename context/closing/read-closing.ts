/**
 * Gathers what the closing block shows: the contract, the latest results, the ledger. What it says is
 * `closing-block.ts`.
 */
import type { AuditorBody } from '../../journal/bodies/audit.ts';
import type { ChecksBody } from '../../journal/bodies/checks.ts';
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Item } from '../../journal/journal.ts';
import { defined } from '../../objects/defined.ts';
import { type Contract, checksOf } from '../../workflows/contract/contract.ts';
import { checkLine } from '../../workflows/evidence/check-line.ts';
import type { CheckResult } from '../../workflows/evidence/check-result.ts';
import type { ChecksVerdict } from '../../workflows/evidence/checks-verdict.ts';
import type { GoalRef } from '../../workflows/goal/goal-ref.ts';
import type { GoalView } from '../../workflows/goal/goal-view.ts';
import type { TurnKind } from '../../workflows/turn/turn-kind.ts';
import { replySeqOf } from '../transcript/transcript.ts';
import { claimEndLines } from './claim-end-lines.ts';
import type { ClosingBlock, FirstLook, KnownGoal } from './closing-block.ts';
import type { LedgerText } from './ledger-lines.ts';
import { type MeasuredRun, trendLines } from './metric-trend.ts';
import { refusalLines } from './ruling-lines.ts';
import { unansweredLines } from './unanswered-lines.ts';

/** What is being worked on, as the workflow tells it: references and figures. */
export interface ClosingState {
  readonly threadId: string;
  readonly kind: TurnKind;
  /** Absent: no goal is worked on, or, in plan mode, there is none. */
  readonly goal?: GoalView;
  /** The thread is in plan mode: nothing may be changed. */
  readonly isPlanning?: true;
}

/** The texts behind the references. */
export interface ClosingSources {
  contract(goal: GoalRef): Promise<Contract>;
  item(threadId: string, seq: number): Promise<Item | undefined>;
  /**
   * The goal's last runs of checks, oldest first, as they were when the results at `checksSeq` were
   * journalled.
   */
  measuredRuns(goalId: string, checksSeq: number): Promise<readonly MeasuredRun[]>;
  ledger(of: LedgerOfGoal): Promise<LedgerText | undefined>;
  /** Absent where nobody can look into the workspace. */
  firstLook?(of: FirstLookOf): Promise<FirstLook>;
}

export interface FirstLookOf {
  readonly threadId: string;
  readonly goal: GoalView;
  readonly contract: Contract;
}

export interface LedgerOfGoal {
  readonly threadId: string;
  readonly goal: GoalView;
  /** The latest results of its checks. */
  readonly outcomes: readonly CheckResult[];
}

/** `undefined` when the request has none: the transcript speaks for itself. */
export async function readClosing(
  sources: ClosingSources,
  { threadId, kind, goal, isPlanning }: ClosingState,
): Promise<ClosingBlock | undefined> {
  if (goal === undefined) return isPlanning ? { kind: 'plan' } : undefined;
  const [contract, checks, audit, endLines, unanswered] = await Promise.all([
    sources.contract(goal),
    readChecks(sources, threadId, goal.checksSeq),
    readChecks(sources, threadId, goal.auditSeq),
    readClaimEnd(sources, threadId, goal),
    readUnanswered(sources, threadId, goal),
  ]);
  const { verdict, restored = [] } = checks ?? {};
  const outcomes = verdict?.outcomes ?? [];
  const refusal = refusalOf(verdict);
  const [trend, ledger, firstLook] = await Promise.all([
    readTrend(sources, goal, contract),
    sources.ledger({ threadId, goal, outcomes }),
    goal.isFirstTurn ? sources.firstLook?.({ threadId, goal, contract }) : undefined,
  ]);
  const known: KnownGoal = {
    goal,
    contract,
    checkLines: [
      ...restored.map((line) => `before the checks ran, at the user's wish: ${line}`),
      ...(checks?.purpose === 'baseline' && !goal.isFirstTurn ? [WITHOUT_WORK] : []),
      ...outcomes.map(checkLine),
      ...refusal,
    ],
    passedChecks: outcomes.filter(({ passed }) => passed).map(({ name }) => name),
    trendLines: trend,
    auditLines: audit === undefined || !('audit' in audit) ? [] : refusalLines(audit),
    claimEndLines: endLines,
    ...(unanswered.length === 0 ? {} : { unansweredLines: unanswered }),
    ...defined({ ledger, firstLook }),
  };
  return isPlanning ? { kind: 'plan', known } : { kind, ...known };
}

/** Nobody has looked at what was done since, and the results would read as if they were of it. */
const WITHOUT_WORK = 'these are of the accepted state, without your work:';

/** Why a claim was refused although every check passed: the lines of the checks would not say it. */
const refusalOf = (verdict: ChecksVerdict | undefined): string[] =>
  verdict?.reason !== undefined && verdict.outcomes.every(({ passed }) => passed)
    ? [`the claim was refused all the same: ${verdict.reason}`]
    : [];

async function readClaimEnd(
  sources: ClosingSources,
  threadId: string,
  { claimEnd }: GoalView,
): Promise<string[]> {
  if (claimEnd === undefined) return [];
  const seq = claimEnd.how === 'lapsed' ? undefined : claimEnd.checksSeq;
  const body = await readChecks(sources, threadId, seq);
  return claimEndLines(claimEnd, body?.verdict.awaitsPerson?.paths ?? []);
}

/** The question stands in the reply that asked it. */
async function readUnanswered(
  sources: ClosingSources,
  threadId: string,
  { unansweredCall }: GoalView,
): Promise<string[]> {
  if (unansweredCall === undefined) return [];
  const item = await sources.item(threadId, replySeqOf(unansweredCall));
  return unansweredLines((item && bodyAs(item, 'modelReply')?.output) ?? [], unansweredCall);
}

/** A run is held against the contract that it was made for: an edit may have changed what is measured. */
async function readTrend(
  sources: ClosingSources,
  { goalId, checksSeq }: GoalView,
  contract: Contract,
): Promise<string[]> {
  const isMeasured = checksOf(contract).some(({ check }) => check.expect.metric !== undefined);
  if (checksSeq === undefined || !isMeasured) return [];
  const runs = await sources.measuredRuns(goalId, checksSeq);
  const revisions = [...new Set(runs.map(({ revision }) => revision))];
  const contracts = await Promise.all(
    revisions.map(async (revision) => [revision, await sources.contract({ goalId, revision })] as const),
  );
  return trendLines(contract, runs, new Map(contracts));
}

/** What a run of the checks left there, with the auditor's ruling if it is the answer to a claim. */
async function readChecks(
  sources: ClosingSources,
  threadId: string,
  seq: number | undefined,
): Promise<ChecksBody | AuditorBody | undefined> {
  const item = seq === undefined ? undefined : await sources.item(threadId, seq);
  return item && bodyAs(item, 'checks', 'audit');
}
