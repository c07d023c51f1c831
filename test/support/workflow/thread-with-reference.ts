/**
 * A thread's workflow without Temporal, one step at a time, beside a reference that hears the same; for model
 * tests.
 */
import { ActivityFailure, ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { Command } from '../../../workflows/command/command.ts';
import type { ChecksVerdict } from '../../../workflows/evidence/checks-verdict.ts';
import type { GoalRef } from '../../../workflows/goal/goal-ref.ts';
import { reopened } from '../../../workflows/thread/reopen.ts';
import type { Outcome } from '../../../workflows/thread/state/outcome.ts';
import type { ThreadInput } from '../../../workflows/thread/state/thread-input.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { FAILURE_TYPE } from '../../../workflows/turn/failure-type.ts';
import type { ThreadView } from '../../../workflows/view/thread-view.ts';
import type { ActivityCall, FakeWorkflowSdk } from './fake-workflow-sdk.ts';
import { createGoalReference } from './goal-reference.ts';
import { callFor, type ScriptedCall } from './scripted-call.ts';
import { NOW_MS } from './thread-states.ts';
import { createWriteOnceRecord } from './write-once-record.ts';

/**
 * What whatever runs answers next: a model's reply with at most one call, or a failure; a tool's or the
 * checks' result.
 */
export interface Answer {
  readonly tokens: number;
  readonly call?: ScriptedCall;
  readonly failure?: 'final' | 'unreadable' | 'usageLimit';
  readonly digest: string;
  readonly isProven: boolean;
  /** Checks that prove the goal do so with tests that were changed. */
  readonly asksPerson: boolean;
  readonly canRun: boolean;
  /** One that was asked to stop succeeds all the same. */
  readonly isLate: boolean;
}

const USAGE_LIMIT_MS = 3_600_000;
const ANSWER_WITHIN_MS = 86_400_000;
const FAILURES = {
  final: FAILURE_TYPE.modelRejected,
  unreadable: FAILURE_TYPE.modelUnreadable,
  usageLimit: FAILURE_TYPE.modelUsageLimited,
};

const callIdIn = (input: object): string | undefined =>
  'callId' in input && typeof input.callId === 'string' ? input.callId : undefined;

/** `workflow`: the one that runs on the fake SDK. */
export async function createThreadWithReference(
  standIn: FakeWorkflowSdk,
  workflow: (input: ThreadInput) => Promise<void>,
) {
  const reference = createGoalReference();
  const record = createWriteOnceRecord();
  let archived: ThreadState | undefined;
  let count = 0;
  /** What the checks said of the claim that the auditor is asked about. */
  let checksProved = false;
  let checksAsk = false;

  standIn.begin(NOW_MS, observe);

  function observe(call: ActivityCall): void {
    const { name, input } = call;
    const { events = [] } = name === 'archiveThread' ? input.state : input;
    for (const event of events) {
      if (!record.takeEvent(event) || event.type !== 'turnEnded') continue;
      if (event.failure === undefined) reference.turnSucceeded();
      reference.boundary(standIn.now());
    }
    if (name !== 'archiveThread') record.takeInputs(input.inputs ?? []);
    // A call is answered in its place, whatever ran for it there before.
    if ('seq' in input) record.occupy(input.seq, callIdIn(input) ?? `${name} ${count++}`);
    if (name === 'callModel') reference.modelCalled(input);
    if (name === 'archiveThread') archived = input.state;
    if (name === 'archiveThread' || name === 'recordEvents') queueMicrotask(() => call.succeed(undefined));
  }

  let failure: unknown;
  const start = (input: ThreadInput) =>
    standIn.run(workflow, input).catch((error) => {
      failure = error;
    });
  let run = start({ threadId: 'thr_1', tenantId: 'default' });
  await standIn.settle();

  const view = () => standIn.query('thread') as ThreadView;

  /** Lets the workflow run on; one that was archived is reopened. */
  async function settle(): Promise<void> {
    await standIn.settle();
    if (failure !== undefined) throw failure;
    if (archived === undefined) return;
    await run;
    const state = reopened(structuredClone(archived), standIn.now());
    archived = undefined;
    reference.reopened();
    run = start({ threadId: 'thr_1', tenantId: 'default', state });
    await standIn.settle();
  }

  const isResting = () => standIn.pending() === undefined;

  /** A signal or an update, and whether it applied. */
  function send(command: Command): boolean {
    const { type, ...payload } = command;
    const isUpdate = [
      ...['setGoal', 'editGoal', 'postMessage', 'withdrawMessage', 'answerInput', 'setMode'],
    ].includes(type);
    if (!isUpdate) {
      standIn.signal(type, payload);
      return (standIn.query('outcome', command.requestId) as Outcome).applied;
    }
    try {
      return (standIn.update(type, payload) as Outcome).applied;
    } catch (error) {
      if (error instanceof ApplicationFailure) return false;
      throw error;
    }
  }

  function answer(given: Answer): void {
    const call = standIn.pending();
    if (call === undefined) return;
    if (call.isCancelled() && !given.isLate) call.fail(new CancelledFailure('cancelled'));
    else if (call.name === 'callModel') answerModel(call, given);
    else if (call.name === 'runChecks') answerChecks(call, given);
    else if (call.name === 'judgeClaim') answerAuditor(call, given);
    else if (call.name === 'runToolCall') {
      reference.toolEnded();
      call.succeed({ ok: true });
    }
  }
  function fail(call: ActivityCall, failure: NonNullable<Answer['failure']>): void {
    const resetAtMs = standIn.now() + USAGE_LIMIT_MS;
    reference.turnFailed(failure, resetAtMs, standIn.now());
    const cause = ApplicationFailure.create({ type: FAILURES[failure], details: [{ resetAtMs }] });
    call.fail(new ActivityFailure('failed', call.name, '1', 'NON_RETRYABLE_FAILURE', '', cause));
  }
  function answerModel(call: ActivityCall & { name: 'callModel' }, given: Answer): void {
    const { failure, tokens, digest } = given;
    if (failure !== undefined && !call.isCancelled()) {
      fail(call, failure);
      return;
    }
    const wish = call.input.tools ? given.call : undefined;
    const goalId = `goal_of_model_${count++}`;
    // What the model wants in a turn that a person has stopped counts for nothing.
    reference.modelReplied(
      tokens,
      call.isCancelled() ? undefined : wish,
      goalId,
      standIn.now() + ANSWER_WITHIN_MS,
    );
    call.succeed({
      toolCalls: wish === undefined ? [] : [callFor(wish, `call_${count++}`, goalId)],
      usage: { inputTokens: tokens, cachedInputTokens: 0, outputTokens: 0 },
      ...(call.input.wantsDigest ? { workspaceDigest: digest } : {}),
    });
  }
  /** The reference hears how the audit ended; a person is not asked about a claim whose turn was stopped. */
  function endAudit(call: ActivityCall, ref: GoalRef, isProven: boolean, isAsking: boolean): void {
    if (isProven && isAsking && call.isCancelled()) return;
    const untilMs = isAsking ? standIn.now() + ANSWER_WITHIN_MS : undefined;
    reference.auditEnded(ref.goalId, ref.revision, isProven, untilMs);
  }
  function answerChecks(call: ActivityCall & { name: 'runChecks' }, given: Answer): void {
    const { isProven, canRun } = given;
    const { goalId, revision } = call.input.goal;
    const isAsking = isProven && given.asksPerson;
    const result: ChecksVerdict = { outcomes: [], changedProtectedPaths: [], proven: isProven && !isAsking };
    if (call.input.purpose === 'measure') {
      reference.boundary(standIn.now());
      call.succeed(result);
    } else if (call.input.purpose === 'audit') {
      // It is the auditor who ends an audit that has no call to answer.
      if (call.input.callId === undefined) [checksProved, checksAsk] = [isProven, isAsking];
      else endAudit(call, call.input.goal, isProven, isAsking);
      call.succeed({
        ...result,
        ...(isProven ? {} : { reason: 'a check failed' }),
        ...(isAsking ? { awaitsPerson: { paths: ['test/a.py'] } } : {}),
      });
    } else {
      reference.baselineEnded(goalId, revision, canRun);
      reference.boundary(standIn.now());
      call.succeed({ ...result, ...(canRun ? {} : { cannotRun: 'no such command' }) });
    }
  }

  /** It is asked whatever the checks said, so that its word alone is seen to change nothing. */
  function answerAuditor(call: ActivityCall & { name: 'judgeClaim' }, given: Answer): void {
    const { failure, tokens, isProven: accepted } = given;
    if (failure !== undefined && !call.isCancelled()) {
      fail(call, failure);
      return;
    }
    reference.modelReplied(tokens);
    endAudit(call, call.input.goal, checksProved && accepted, checksAsk && accepted);
    const usage = { inputTokens: tokens, cachedInputTokens: 0, outputTokens: 0 };
    call.succeed({ accepted, isAudited: true, modelCalls: 1, usage });
  }

  return {
    reference,
    view,
    isResting,
    record,
    now: standIn.now,
    async answer(given: Answer): Promise<void> {
      answer(given);
      await settle();
    },
    /** Whether it applied, by the service and by the reference; they are the same but for a wake-up call. */
    async request(command: Command): Promise<readonly [boolean, boolean]> {
      const { wait } = view();
      const applied = send(command);
      const isRefusedWake = command.type === 'wake' && !applied;
      const expected = !isRefusedWake && reference.request(command, wait?.event);
      if (isResting()) reference.boundary(standIn.now());
      await settle();
      return [applied, command.type === 'wake' ? applied : expected];
    },
    async advanceTo(timeMs: number): Promise<void> {
      standIn.advanceTo(timeMs);
      if (isResting()) reference.boundary(timeMs);
      await settle();
    },
    renew: standIn.renew,
  };
}

export type ThreadWithReference = Awaited<ReturnType<typeof createThreadWithReference>>;
