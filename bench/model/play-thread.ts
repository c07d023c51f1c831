/**
 * A thread that works on a goal, without Temporal: the Activities of each turn in the order in which the workflow asks for
 * them, with the references that it would give them.
 */
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createCallModel } from '../../activities/call-model.ts';
import type { ActivityDependencies } from '../../activities/dependencies.ts';
import { createRunToolCall } from '../../activities/run-tool-call.ts';
import type {
  GoalView,
  ModelCallResult,
  ModelUsage,
  ToolCallRef,
  ToolCallResult,
} from '../../workflows/activities.ts';
import type { Contract } from '../../workflows/contract.ts';
import { billedTokens } from '../../workflows/usage.ts';

export interface PlayedThread {
  readonly threadId: string;
  /** Last position of the record that was given out. */
  readonly seq: number;
  /** A whole turn, until the model calls no more tools; the usage of each of its model calls. */
  playTurn(): Promise<readonly ModelUsage[]>;
}

export interface ThreadToPlay {
  readonly threadId: string;
  readonly tenantId: string;
  readonly contract: Contract;
  /** Positions that the record holds already; default 0. */
  readonly afterSeq?: number;
  /** Is told of each model call just before its Activity starts. */
  readonly beforeModelCall?: () => void;
}

/** The thread must not be in the journal yet. */
export async function createPlayedThread(
  dependencies: ActivityDependencies,
  { threadId, tenantId, contract, afterSeq = 0, beforeModelCall = () => {} }: ThreadToPlay,
): Promise<PlayedThread> {
  const { journal } = dependencies;
  const inputId = `${threadId}-task`;
  const ref = { goalId: `${threadId}-goal`, revision: 1 };
  await journal.createThread({ threadId, tenantId, requestId: threadId, settings: {} });
  await journal.saveContract(threadId, ref.goalId, ref.revision, contract);
  await journal.saveInput({ inputId, threadId, content: contract.objective });
  const callModel = createCallModel(dependencies);
  const runToolCall = createRunToolCall(dependencies);
  let turn = 0;
  let seq = afterSeq;
  let goal: GoalView = { ...ref, status: 'active', tokensUsed: 0 };

  async function modelCall(isFirst: boolean) {
    const events = isFirst ? [turnStarted(++seq, turn, goal)] : [];
    const inputs = isFirst && turn === 1 ? [{ inputId, seq: ++seq, turn }] : [];
    const input = {
      threadId,
      turn,
      seq: ++seq,
      events,
      inputs,
      kind: 'continuation',
      tools: true,
      goal,
    } as const;
    beforeModelCall();
    const result: ModelCallResult = await environment().run(callModel, input);
    goal = { ...goal, tokensUsed: goal.tokensUsed + billedTokens(result.usage) };
    return { ...result, seq: input.seq };
  }

  async function toolCall({ callId, showsGoal }: ToolCallRef, replySeq: number): Promise<void> {
    const input = { threadId, turn, seq: ++seq, callId, replySeq, ...(showsGoal ? { goal } : {}) };
    const result: ToolCallResult = await environment().run(runToolCall, input);
    if (result.recorded) goal = { ...goal, ledgerSeq: input.seq };
  }

  return {
    threadId,
    get seq() {
      return seq;
    },
    async playTurn() {
      turn += 1;
      const usages: ModelUsage[] = [];
      for (;;) {
        const reply = await modelCall(usages.length === 0);
        usages.push(reply.usage);
        if (reply.toolCalls.length === 0) return usages;
        for (const call of reply.toolCalls) await toolCall(call, reply.seq);
      }
    },
  };
}

const environment = (): MockActivityEnvironment =>
  new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });

const turnStarted = (seq: number, turn: number, { goalId, revision }: GoalView) =>
  ({
    type: 'turnStarted',
    seq,
    atMs: Date.now(),
    turn,
    kind: 'continuation',
    cause: 0,
    goal: { goalId, revision },
  }) as const;
