/**
 * A thread that works on a goal, without Temporal: the Activities of each turn in the order in which the
 * workflow asks for them, with the references that it would give them.
 */
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createCallModel } from '../../activities/call-model.ts';
import { createCompactTranscript } from '../../activities/compact-transcript.ts';
import type { ActivityDependencies } from '../../activities/dependencies.ts';
import { createRunToolCall } from '../../activities/run-tool-call.ts';
import { omit } from '../../objects/omit.ts';
import type { ModelCallResult, ToolCallResult } from '../../workflows/activities.ts';
import type { Spent } from '../../workflows/budget/spent.ts';
import { billedTokens, type ModelUsage } from '../../workflows/budget/usage.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { GoalView } from '../../workflows/goal/goal-view.ts';
import type { ToolCallRef } from '../../workflows/turn/tool-call-ref.ts';

export interface PlayedThread {
  readonly threadId: string;
  /** Last position of the record that was given out. */
  readonly seq: number;
  /** What each of them has cost, in order. */
  readonly compactions: readonly Spent[];
  /**
   * A whole turn, until the model calls no more tools; the usage of each of its model calls. `message`: what
   * the user says first.
   */
  playTurn(message?: string): Promise<readonly ModelUsage[]>;
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
  const ref = { goalId: `${threadId}-goal`, revision: 1 };
  await journal.createThread({ threadId, tenantId, requestId: threadId, settings: {} });
  await journal.saveContract(threadId, ref.goalId, ref.revision, contract);
  const callModel = createCallModel(dependencies);
  const compactTranscript = createCompactTranscript(dependencies);
  const runToolCall = createRunToolCall(dependencies);
  const compactions: Spent[] = [];
  let turn = 0;
  let seq = afterSeq;
  let goal: GoalView = { ...ref, status: 'active', tokensUsed: 0 };

  async function modelCall(
    isFirst: boolean,
    inputId?: string,
    isCompacted = false,
  ): Promise<ModelCallResult & { seq: number }> {
    const events = isFirst ? [turnStarted(++seq, turn, goal)] : [];
    const inputs = inputId === undefined ? [] : [{ inputId, seq: ++seq, turn }];
    const input = {
      threadId,
      turn,
      seq: ++seq,
      events,
      inputs,
      kind: 'continuation',
      tools: true,
      goal,
      ...(isCompacted ? { isCompacted: true as const } : {}),
    } as const;
    beforeModelCall();
    const result: ModelCallResult = await environment().run(callModel, input);
    if (result.outgrown !== undefined) {
      const place = omit({ ...input, events: [], inputs: [], isCompacted: true }, 'tools', 'isCompacted');
      const spent: Spent = await environment().run(compactTranscript, { ...place, ...result.outgrown });
      compactions.push(spent);
      goal = { ...goal, tokensUsed: goal.tokensUsed + billedTokens(spent.usage) };
      return modelCall(false, undefined, true);
    }
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
    compactions,
    get seq() {
      return seq;
    },
    async playTurn(message) {
      turn += 1;
      const content = turn === 1 ? (message ?? contract.objective) : message;
      const inputId = content === undefined ? undefined : `${threadId}-${turn}`;
      if (inputId !== undefined && content !== undefined)
        await journal.saveInput({ inputId, threadId, content });
      const usages: ModelUsage[] = [];
      for (;;) {
        const isFirst = usages.length === 0;
        const reply = await modelCall(isFirst, isFirst ? inputId : undefined);
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
