/**
 * The threads as Temporal runs them. With `temporal-errors.ts`, all that is said to Temporal about a thread.
 */
import {
  type Client,
  QueryRejectedError,
  WithStartWorkflowOperation,
  WorkflowClient,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { defineSearchAttributeKey, type UpdateDefinition } from '@temporalio/common';
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
  withdrawMessageUpdate,
} from '../../workflows/messages.ts';
import type { Outcome } from '../../workflows/thread/state/outcome.ts';
import type { ThreadInput } from '../../workflows/thread/state/thread-input.ts';
import type { ThreadState } from '../../workflows/thread/state/thread-state.ts';
import type { threadWorkflow } from '../../workflows/thread-workflow.ts';
import type { Phase } from '../../workflows/view/thread-view.ts';
import { startPurge } from './keeping-client.ts';
import { withPreparation } from './preparing-view.ts';
import { withCommandEnd, withProgress } from './progress-view.ts';
import { withQueue } from './queued-view.ts';
import { isRecentPoll } from './recent-poll.ts';
import { withAttemptEnd, withRetry } from './retry-view.ts';
import { createSharedCalls } from './shared-calls.ts';
import { createStartPush } from './start-push.ts';
import { delivered, isNoAnswer, isTaken, sent } from './temporal-errors.ts';
import { readThreadEnd, type ThreadEnd } from './thread-end.ts';
import type { ThreadClient, ThreadKey, ThreadUpdate } from './threads.ts';

const UPDATE_TIMEOUT_MS = 10_000;
const QUERY_TIMEOUT_MS = 3_000;
const END_TIMEOUT_MS = 5_000;
/**
 * `temporal.api.enums.v1.TaskQueueType`; a worker that is full of Activities still asks for workflow tasks.
 */
const WORKFLOW_TASKS = 1;
/** It is there from the start, so that a thread which no worker has seen yet is found by it as well. */
const TENANT = defineSearchAttributeKey('TenantId', 'KEYWORD');
const AT_WORK: readonly Phase[] = ['running', 'auditing'];

const UPDATES = {
  setGoal: setGoalUpdate,
  editGoal: editGoalUpdate,
  postMessage: postMessageUpdate,
  withdrawMessage: withdrawMessageUpdate,
  answerInput: answerInputUpdate,
  setMode: setModeUpdate,
};

interface ThreadRecords {
  /**
   * Whether the journal holds anything of a thread: its workflow ran, and must not be begun anew without
   * that.
   */
  hasRecord(threadId: string): Promise<boolean>;
}

/**
 * `start`, `restart` and `signal` throw a 503 when the cluster is away: nothing would be left of the request.
 */
export function createThreadClient(client: Client, { hasRecord }: ThreadRecords): ThreadClient {
  // A workflow that is over would answer as if it still ran.
  const whileOpen = new WorkflowClient({
    connection: client.connection,
    namespace: client.options.namespace,
    queryRejectCondition: 'NOT_OPEN',
  });
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
      if (isNoAnswer(error) || error instanceof QueryRejectedError) return undefined;
      throw error;
    }
  };

  const endOf = (threadId: string): Promise<ThreadEnd | undefined> =>
    query(() => readThreadEnd(client, threadId));

  /** Only a workflow that ran before is sent one. */
  const sendUpdate = async (threadId: string, { type, ...payload }: ThreadUpdate): Promise<Outcome> => {
    const handle = client.workflow.getHandle(threadId);
    try {
      return await handle.executeUpdate(UPDATES[type] as UpdateDefinition<Outcome, [object]>, {
        args: [payload],
        updateId: payload.requestId,
      });
    } catch (error) {
      // One that is being renewed this very moment is not found either.
      if (error instanceof WorkflowNotFoundError && (await endOf(threadId)) !== undefined)
        throw new WorkflowExecutionAlreadyStartedError('the workflow is over', threadId, THREAD_WORKFLOW);
      throw error;
    }
  };

  return {
    endOf,
    startPush: createStartPush(client),

    async start(thread) {
      const { threadId } = thread;
      if (await hasRecord(threadId)) return (await endOf(threadId)) === undefined ? 'running' : 'ended';
      return (await start(thread, false)) === 'taken' ? 'ended' : 'running';
    },

    restart: async (thread, state) =>
      (await start(thread, true, state)) === 'taken' ? 'running' : 'started',

    update: async (thread, update) => {
      const { type, ...payload } = update;
      if (await hasRecord(thread.threadId))
        return sent(() => withinMs(UPDATE_TIMEOUT_MS, () => sendUpdate(thread.threadId, update)));
      return sent(() =>
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
      );
    },

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
      const view = await query(() => whileOpen.getHandle(threadId).query(threadQuery, Date.now()));
      if (view === undefined || !AT_WORK.includes(view.phase)) return view;
      const described = await query(() => handle.describe());
      const pending = described?.raw.pendingActivities ?? [];
      const tellers = [
        withRetry,
        withAttemptEnd,
        withProgress,
        withCommandEnd,
        withQueue,
        withPreparation,
      ] as const;
      return tellers.reduce((told, teller) => teller(told, pending), view);
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

    purge: (threadId) => withinMs(UPDATE_TIMEOUT_MS, () => startPurge(client, threadId)),

    async hasWorker() {
      try {
        const { pollers } = await withinMs(QUERY_TIMEOUT_MS, () =>
          client.connection.workflowService.describeTaskQueue({
            namespace: client.options.namespace,
            taskQueue: { name: TASK_QUEUE },
            taskQueueType: WORKFLOW_TASKS,
          }),
        );
        return pollers.some((poll) => isRecentPoll(poll, Date.now()));
      } catch {
        return undefined;
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
  // A lost server waits this long before it gives an open task to another worker; a busy worker has this long
  // for one.
  workflowTaskTimeout: '8 seconds' as const,
  staticSummary: `Thread ${threadId}`,
  typedSearchAttributes: [{ key: TENANT, value: tenantId }],
});
