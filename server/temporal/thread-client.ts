/**
 * The threads as Temporal runs them. With `temporal-errors.ts`, all that is said to Temporal about a thread.
 */
import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowFailedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import { defined } from '../../objects/defined.ts';
import {
  answerInputUpdate,
  editGoalUpdate,
  outcomeQuery,
  postMessageUpdate,
  setGoalUpdate,
  setModeUpdate,
  TASK_QUEUE,
  THREAD_WORKFLOW,
  threadQuery,
} from '../../workflows/messages.ts';
import type { Outcome } from '../../workflows/thread/state/outcome.ts';
import type { ThreadInput } from '../../workflows/thread/state/thread-input.ts';
import type { ThreadState } from '../../workflows/thread/state/thread-state.ts';
import type { threadWorkflow } from '../../workflows/thread-workflow.ts';
import type { Phase } from '../../workflows/view/thread-view.ts';
import { withProgress } from './progress-view.ts';
import { withAttemptEnd, withRetry } from './retry-view.ts';
import { createSharedCalls } from './shared-calls.ts';
import { delivered, isNoAnswer, isTaken, sent } from './temporal-errors.ts';
import type { ThreadClient, ThreadKey } from './threads.ts';

const UPDATE_TIMEOUT_MS = 10_000;
const QUERY_TIMEOUT_MS = 3_000;
const END_TIMEOUT_MS = 5_000;
const AT_WORK: readonly Phase[] = ['running', 'auditing'];

const UPDATES = {
  setGoal: setGoalUpdate,
  editGoal: editGoalUpdate,
  postMessage: postMessageUpdate,
  answerInput: answerInputUpdate,
  setMode: setModeUpdate,
};

/**
 * `start`, `restart` and `signal` throw a 503 when the cluster is away: nothing would be left of the request.
 */
export function createThreadClient(client: Client): ThreadClient {
  const withinMs = <T>(timeoutMs: number, call: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + timeoutMs, call);

  const start = (thread: ThreadKey, isAgain: boolean, state?: ThreadState): Promise<'started' | 'taken'> =>
    delivered(async () => {
      try {
        await withinMs(UPDATE_TIMEOUT_MS, () =>
          client.workflow.start<typeof threadWorkflow>(THREAD_WORKFLOW, startOptions(thread, isAgain, state)),
        );
        return 'started';
      } catch (error) {
        if (isTaken(error)) return 'taken';
        throw error;
      }
    });

  const query = async <T>(call: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await withinMs(QUERY_TIMEOUT_MS, call);
    } catch (error) {
      if (isNoAnswer(error)) return undefined;
      throw error;
    }
  };

  return {
    start: async (thread) => ((await start(thread, false)) === 'taken' ? 'ended' : 'running'),
    restart: async (thread, state) =>
      (await start(thread, true, state)) === 'taken' ? 'running' : 'started',

    update: (thread, { type, ...payload }) =>
      sent(() =>
        withinMs(UPDATE_TIMEOUT_MS, () =>
          // Which payload belongs to which definition is settled by the type of the command.
          client.workflow.executeUpdateWithStart(UPDATES[type] as UpdateDefinition<Outcome, [object]>, {
            startWorkflowOperation: new WithStartWorkflowOperation<typeof threadWorkflow>(
              THREAD_WORKFLOW,
              startOptions(thread, false),
            ),
            args: [payload],
            updateId: payload.requestId,
          }),
        ),
      ),

    signal: (threadId, { type, ...payload }) =>
      delivered(async () => {
        try {
          await withinMs(UPDATE_TIMEOUT_MS, () => client.workflow.getHandle(threadId).signal(type, payload));
          return 'sent';
        } catch (error) {
          if (error instanceof WorkflowNotFoundError) return 'notFound';
          throw error;
        }
      }),

    async outcome(threadId, requestId) {
      const outcome = await query(() => client.workflow.getHandle(threadId).query(outcomeQuery, requestId));
      return outcome === undefined ? 'noAnswer' : (outcome ?? 'unknown');
    },

    view: createSharedCalls(async (threadId) => {
      const handle = client.workflow.getHandle(threadId);
      const view = await query(() => handle.query(threadQuery));
      if (view === undefined || !AT_WORK.includes(view.phase)) return view;
      const described = await query(() => handle.describe());
      const pending = described?.raw.pendingActivities ?? [];
      return withProgress(withAttemptEnd(withRetry(view, pending), pending), pending);
    }),

    async hasEnded(threadId) {
      try {
        await withinMs(END_TIMEOUT_MS, () => client.workflow.getHandle(threadId).result());
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError || error instanceof WorkflowFailedError) return true;
        if (isNoAnswer(error)) return false;
        throw error;
      }
    },

    async isReachable() {
      try {
        await withinMs(QUERY_TIMEOUT_MS, () => client.connection.workflowService.getSystemInfo({}));
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** `isAgain`: only a workflow that is over is begun, once more; otherwise only one that never ran is. */
const startOptions = ({ threadId, tenantId }: ThreadKey, isAgain: boolean, state?: ThreadState) => ({
  workflowId: threadId,
  taskQueue: TASK_QUEUE,
  args: [{ threadId, tenantId, ...defined({ state }) }] as [ThreadInput],
  workflowIdConflictPolicy: isAgain ? ('FAIL' as const) : ('USE_EXISTING' as const),
  workflowIdReusePolicy: isAgain ? ('ALLOW_DUPLICATE' as const) : ('REJECT_DUPLICATE' as const),
  // A lost server waits this long before it gives an open task to another worker.
  workflowTaskTimeout: '5 seconds' as const,
  staticSummary: `Thread ${threadId}`,
});
