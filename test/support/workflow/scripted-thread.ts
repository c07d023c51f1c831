/** A thread's workflow without Temporal, whose model, tools and checks a test plays by hand. */
import { expect } from '@jest/globals';
import { ActivityFailure, ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { omit } from '../../../objects/omit.ts';
import type { ModelCallResult, ToolCallResult } from '../../../workflows/activities.ts';
import type { Spent } from '../../../workflows/budget/spent.ts';
import type { CheckResult } from '../../../workflows/evidence/check-result.ts';
import type { NewGoal } from '../../../workflows/goal/new-goal.ts';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import type { ThreadInput } from '../../../workflows/thread/state/thread-input.ts';
import type { DeliveredInput } from '../../../workflows/thread/state/thread-state.ts';
import type { ThreadView } from '../../../workflows/view/thread-view.ts';
import type { ActivityCall, FakeWorkflowSdk } from './fake-workflow-sdk.ts';
import { callFor, type ScriptedCall } from './scripted-call.ts';
import { NOW_MS, newGoalWith, setGoalWith } from './thread-states.ts';

type Named<N extends ActivityCall['name']> = Extract<ActivityCall, { name: N }>;

export async function createScriptedThread(
  standIn: FakeWorkflowSdk,
  workflow: (input: ThreadInput) => Promise<void>,
) {
  const events: JournalEvent[] = [];
  const inputs: DeliveredInput[] = [];
  let count = 0;
  let digest = 'd0';
  standIn.begin(NOW_MS, (call) => {
    if (call.name !== 'archiveThread') {
      events.push(...(call.input.events ?? []));
      inputs.push(...(call.input.inputs ?? []));
    }
    if (call.name === 'recordEvents') queueMicrotask(() => call.succeed(undefined));
  });
  let failure: unknown;
  standIn.run(workflow, { threadId: 'thr_1', tenantId: 'default' }).catch((error) => {
    failure = error;
  });

  async function settle(): Promise<void> {
    await standIn.settle();
    if (failure !== undefined) throw failure;
  }
  await settle();

  /** What runs now, which has to be of this name. */
  function running<N extends ActivityCall['name']>(name: N): Named<N> {
    const call = standIn.pending();
    expect(call?.name).toBe(name);
    return call as Named<N>;
  }
  const update = async (name: string, payload: object): Promise<void> => {
    standIn.update(name, payload);
    await settle();
  };
  const requestGoal = (goal: Partial<NewGoal> = {}): Promise<void> => {
    const request = omit(setGoalWith({ goal: newGoalWith(goal) }), 'type');
    return update('setGoal', { ...request, requestId: `goal_${++count}` });
  };

  return {
    /** They are in the order in which they were handed to Activities; those of one that failed come again. */
    events,
    inputs,
    running,
    view: () => standIn.query('thread') as ThreadView,
    isResting: () => standIn.pending() === undefined,
    signal: async (name: string): Promise<void> => {
      standIn.signal(name);
      await settle();
    },
    post: (delivery: 'queue' | 'steer' | 'interrupt'): Promise<void> => {
      const inputId = `msg_${++count}`;
      return update('postMessage', { requestId: inputId, inputId, delivery });
    },
    setMode: (mode: 'default' | 'plan') => update('setMode', { requestId: `mode_${++count}`, mode }),
    /** Sets a goal, whose first checks run then. */
    requestGoal,
    /** The same, and lets them end, so that its first turn runs. */
    async setGoal(goal?: Partial<NewGoal>): Promise<void> {
      await requestGoal(goal);
      running('runChecks').succeed({ outcomes: [], changedProtectedPaths: [], proven: false });
      await settle();
    },
    async reply(tokens: number, ...wishes: ScriptedCall[]): Promise<void> {
      const { input, succeed } = running('callModel');
      succeed({
        toolCalls: wishes.map((wish) => callFor(wish, `call_${++count}`)),
        usage: { inputTokens: tokens, cachedInputTokens: 0, outputTokens: 0 },
        durationMs: 1_000,
        ...(input.wantsDigest ? { workspaceDigest: digest } : {}),
      });
      await settle();
    },
    /** A reply of words, with whatever else is to be told of it. */
    async replyOddly(fields: Partial<ModelCallResult>): Promise<void> {
      const usage = { inputTokens: 10, cachedInputTokens: 0, outputTokens: 0 };
      running('callModel').succeed({ toolCalls: [], usage, ...fields });
      await settle();
    },
    async endCompaction({ usage, ...result }: Partial<Spent> = {}): Promise<void> {
      const nothing = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
      running('compactTranscript').succeed({
        modelCalls: 0,
        usage: usage ?? nothing,
        ...result,
        durationMs: 3_000,
      });
      await settle();
    },
    async endTool(result: Partial<ToolCallResult> = {}): Promise<void> {
      running('runToolCall').succeed({ ok: true, durationMs: 2_000, ...result });
      await settle();
    },
    /** The workspace looks like this from here on. */
    setDigest: (looks: string): void => {
      digest = looks;
    },
    async endAudit(proven: boolean, outcomes: readonly CheckResult[] = []): Promise<void> {
      running('runChecks').succeed({ outcomes, changedProtectedPaths: [], proven, durationMs: 3_000 });
      await settle();
    },
    /** What runs fails; by default as something that was asked to stop. */
    async fail(type?: string, detail?: object): Promise<void> {
      const cause = ApplicationFailure.create({ type: type ?? '', message: 'failed', details: [detail] });
      const error = new ActivityFailure('', '', '', 'NON_RETRYABLE_FAILURE', '', cause);
      standIn.pending()?.fail(type === undefined ? new CancelledFailure('cancelled') : error);
      await settle();
    },
  };
}

export type ScriptedThread = Awaited<ReturnType<typeof createScriptedThread>>;
