/**
 * Plays a goal into a journal through its own calls, with a clock that the test moves: what the workflow and
 * the Activities of a real goal would leave there. Each step takes the next places of the record.
 */

import type { Journal, NewItem } from '../../journal/journal.ts';
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import { defined } from '../../objects/defined.ts';
import { addUsage, NO_USAGE } from '../../workflows/budget/usage.ts';
import { type Contract, checksOf } from '../../workflows/contract/contract.ts';
import { checkLine } from '../../workflows/evidence/check-line.ts';
import type { CheckResult } from '../../workflows/evidence/check-result.ts';
import type { Claim } from '../../workflows/evidence/ledger.ts';
import type { WorkRecord } from '../../workflows/evidence/work-record.ts';
import type { GoalSnapshot, GoalStatus } from '../../workflows/goal/goal.ts';
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';
import type { PlayedChecks, PlayedRun, PlayedTurn } from './played-steps.ts';

export const START_MS = Date.parse('2026-11-25T22:00:00Z');

type Unplaced<E = JournalEvent> = E extends JournalEvent ? Omit<E, 'seq' | 'atMs' | 'turn'> : never;

export class PlayedGoal {
  readonly journal: Journal;
  readonly threadId: string;
  readonly goalId: string;
  nowMs: number;
  seq: number;
  turn: number;
  goal: GoalSnapshot;
  contract: Contract;

  private constructor(
    journal: Journal,
    threadId: string,
    goalId: string,
    contract: Contract,
    after?: PlayedGoal,
  ) {
    this.journal = journal;
    this.threadId = threadId;
    this.goalId = goalId;
    this.contract = contract;
    this.nowMs = after?.nowMs ?? START_MS;
    this.seq = after?.seq ?? 0;
    this.turn = after?.turn ?? 0;
    this.goal = {
      goalId,
      revision: 1,
      status: 'active',
      statusReason: 'set by the user',
      statusCause: { kind: 'set', by: 'user' },
      usage: NO_USAGE,
      setAtMs: this.nowMs,
      updatedAtMs: this.nowMs,
      refusedAudits: 0,
      checks: [],
    };
  }

  /** The goal is set on a thread of its own, or after another goal of the same thread. */
  static async set(
    journal: Journal,
    contract: Contract,
    {
      threadId,
      goalId,
      after,
    }: { readonly threadId: string; readonly goalId: string; readonly after?: PlayedGoal },
  ): Promise<PlayedGoal> {
    if (after === undefined)
      await journal.createThread({ threadId, tenantId: 'default', requestId: threadId, settings: {} });
    const played = new PlayedGoal(journal, threadId, goalId, contract, after);
    await journal.saveContract(threadId, goalId, 1, contract);
    await played.change('set', 'user', {});
    return played;
  }

  pass(minutes: number): void {
    this.nowMs += Math.round(minutes * 60_000);
  }

  async event(event: Unplaced): Promise<void> {
    this.seq += 1;
    await this.journal.append(this.threadId, {
      events: [{ ...event, seq: this.seq, atMs: this.nowMs, turn: this.turn }],
    });
  }

  async change(
    change: string,
    actor: 'user' | 'model' | 'system',
    fields: Partial<GoalSnapshot> & { readonly status?: GoalStatus },
  ): Promise<void> {
    this.goal = { ...this.goal, ...fields, updatedAtMs: this.nowMs };
    await this.event({ type: 'goalChanged', change, actor, goal: this.goal });
  }

  async edit(fields: Partial<Contract>): Promise<void> {
    this.contract = { ...this.contract, ...fields };
    const revision = this.goal.revision + 1;
    await this.journal.saveContract(this.threadId, this.goalId, revision, this.contract);
    await this.change('edit', 'user', { revision });
  }

  async item(kind: NewItem['kind'], body: object): Promise<number> {
    this.seq += 1;
    const item = { seq: this.seq, turn: this.turn, kind, body: JSON.stringify(body) };
    await this.journal.append(this.threadId, { items: [item] });
    return this.seq;
  }

  async playTurn(turn: PlayedTurn): Promise<void> {
    const { kind = 'continuation', minutes = 2, toolCalls = 3, costUsd = 0.03, failure, failureOf } = turn;
    const tokens = {
      inputTokens: turn.inputTokens ?? 4_000,
      cachedInputTokens: turn.cachedInputTokens ?? 1_500,
      outputTokens: turn.outputTokens ?? 600,
    };
    this.turn += 1;
    const goal = { goalId: this.goalId, revision: this.goal.revision };
    await this.event({ type: 'turnStarted', kind, goal, cause: this.seq });
    this.pass(minutes);
    const spent = {
      ...tokens,
      toolCalls,
      costUsd,
      turns: 1,
      ...(kind === 'wrapUp' ? { wrapUpTurns: 1 } : {}),
      modelCalls: toolCalls + 1,
      activeMs: minutes * 60_000,
    };
    if (this.goal.status === 'active' || kind === 'wrapUp')
      this.goal = { ...this.goal, usage: addUsage(this.goal.usage, spent) };
    await turn.during?.();
    if (turn.isRunning) return;
    if (turn.words !== undefined)
      await this.item('modelReply', { output: [{ type: 'message', text: turn.words }] });
    const { inputTokens, cachedInputTokens, outputTokens } = tokens;
    await this.event({
      type: 'turnEnded',
      kind,
      toolCalls,
      tokens: inputTokens - cachedInputTokens + outputTokens,
      ...defined({ failure, failureOf }),
      ...(this.goal.status === 'complete' ? {} : { goalUsage: this.goal.usage }),
    });
  }

  /** The runs, the item with the verdict, and what the workflow makes of it. */
  async runChecks(played: PlayedChecks): Promise<void> {
    const { purpose, runs, changes, work, changedProtectedPaths = [], cannotRun, audit, refusedBy } = played;
    const { awaitsPerson, leftOut, twins, refusingTwin } = played;
    const seq = this.seq + 1;
    await this.journal.saveCheckRuns(runs.map((run, index) => this.#checkRun(run, purpose, seq, index)));
    const outcomes = runs.map((run) => this.#outcome(run));
    const failed = outcomes.find(({ passed }) => !passed);
    const reason =
      changedProtectedPaths.length > 0
        ? `protected paths were changed: ${changedProtectedPaths.join(', ')}`
        : failed === undefined
          ? refusingTwin
          : checkLine(failed);
    const undeclaredReads = [...new Set(runs.flatMap(({ reads }) => (reads?.known ? reads.undeclared : [])))];
    const verdict = {
      outcomes,
      changedProtectedPaths,
      ...(undeclaredReads.length === 0 ? {} : { undeclaredReads }),
      ...defined({ awaitsPerson, twins, refusingTwin }),
      proven: reason === undefined && awaitsPerson === undefined,
      ...defined({ reason, cannotRun }),
    };
    const body = { type: 'checksRan', purpose, name: 'update_goal', ok: verdict.proven, output: '', verdict };
    const isAnswer = purpose === 'audit' && audit === undefined;
    const checksSeq = await this.item(isAnswer ? 'toolResult' : 'event', {
      ...body,
      ...defined({ changes, leftOut }),
    });
    if (changes !== undefined) await this.look(purpose, checksSeq, changes, work);
    if (audit !== undefined) {
      const refusal = refusedBy === undefined ? {} : { proven: false, reason: refusedBy };
      const ruled = { ...verdict, ...refusal };
      await this.item('toolResult', { ...body, verdict: ruled, checksSeq, audit });
    }
    await this.#apply(purpose, outcomes, verdict.proven && refusedBy === undefined, cannotRun);
  }

  /** What the service saw of the workspace, as the worker journals it. */
  async look(
    purpose: WorkRecord['purpose'],
    seq: number,
    changes: WorkRecord['changes'],
    work: Pick<WorkRecord, 'patch' | 'artifacts'> = {
      patch: { text: '', cutFiles: [], leftOutFiles: 0 },
      artifacts: [],
    },
  ): Promise<void> {
    const { threadId, goalId, turn, nowMs: lookedAtMs } = this;
    const stateId = 'state_of_the_look';
    await this.journal.saveWork({
      threadId,
      goalId,
      seq,
      turn,
      purpose,
      lookedAtMs,
      stateId,
      changes,
      ...work,
    });
  }

  /** A call of a tool that may have changed something. */
  toolCall(): Promise<number> {
    return this.item('toolResult', { name: 'shell', ok: true, output: 'exit code 0, 0.1 s' });
  }

  /** The model asks; its call is the only one of its reply. */
  async ask(question: string, options: readonly string[]): Promise<void> {
    const call = {
      type: 'function_call',
      name: 'request_input',
      arguments: JSON.stringify({ question, options }),
    };
    const replySeq = await this.item('modelReply', { output: [call] });
    await this.event({ type: 'inputRequested', inputId: `input_${replySeq}-0` });
  }

  async claim(claim: Claim, stale: readonly string[] = []): Promise<void> {
    this.seq += 1;
    const claimId = `${this.goalId}-${this.seq}`;
    const { threadId, goalId, turn, seq, nowMs: recordedAtMs } = this;
    const { revision } = this.goal;
    await this.journal.saveClaim({
      ...claim,
      claimId,
      threadId,
      goalId,
      revision,
      turn,
      seq,
      recordedAtMs,
      stale,
    });
    if (stale.length > 0) await this.journal.markStale(threadId, claimId, stale);
  }

  async iteration(changed: string, observed: string, next: string): Promise<void> {
    this.seq += 1;
    const { threadId, goalId, turn, seq, nowMs: recordedAtMs } = this;
    const iterationId = `${goalId}-${seq}`;
    await this.journal.saveIteration({
      iterationId,
      threadId,
      goalId,
      turn,
      seq,
      recordedAtMs,
      changed,
      observed,
      next,
    });
  }

  async #apply(
    purpose: CheckRun['purpose'],
    checks: readonly CheckResult[],
    isProven: boolean,
    cannotRun: string | undefined,
  ): Promise<void> {
    if (purpose === 'request') return;
    if (purpose === 'baseline' && cannotRun !== undefined)
      await this.change('checkCannotRun', 'system', {
        checks,
        status: 'blocked',
        statusReason: `a check cannot run: ${cannotRun}`,
        statusCause: { kind: 'checkCannotRun' },
      });
    else if (purpose === 'baseline') await this.change('baseline', 'system', { checks });
    else if (isProven)
      await this.change('completed', 'model', {
        checks,
        status: 'complete',
        statusReason: 'proven by the checks of the contract',
        statusCause: { kind: 'proven' },
      });
    else await this.change('claimRefused', 'system', { checks, refusedAudits: this.goal.refusedAudits + 1 });
  }

  #outcome({ name, passed, exitCode = passed ? 0 : 1, metric, reason }: PlayedRun): CheckResult {
    return {
      name,
      role: this.#named(name).role,
      passed,
      exitCode,
      ...defined({ metric, reason }),
    };
  }

  #checkRun(run: PlayedRun, purpose: CheckRun['purpose'], seq: number, index: number): CheckRun {
    const { name, passed, exitCode = passed ? 0 : 1, metric = null, reason = null, output = '', reads } = run;
    const { check, role } = this.#named(name);
    return {
      runId: `${this.threadId}/${seq}/1/${name}/${index}`,
      threadId: this.threadId,
      goalId: this.goalId,
      revision: this.goal.revision,
      seq,
      purpose,
      name,
      role,
      command: check.command,
      passed,
      exitCode,
      metric,
      reason,
      durationMs: 1_200 + 100 * index,
      outputSha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      outputTail: output,
      workspaceDigest: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
      ranAt: new Date(this.nowMs + index),
      ...defined({ reads }),
      ...(purpose === 'baseline' ? { isWithoutWork: true as const } : {}),
    };
  }

  #named(name: string) {
    const found = checksOf(this.contract).find(({ check }) => check.name === name);
    if (found === undefined) throw new Error(`the contract has no check ${name}`);
    return found;
  }
}
