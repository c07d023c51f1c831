/** What the server asks of the running threads. The only file that talks to Temporal's client. */
import {
  type Client,
  isGrpcServiceError,
  QueryNotRegisteredError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { LifecycleCommand, NewGoal } from '../workflows/command.ts';
import {
  outcomeQuery,
  postMessageUpdate,
  setGoalUpdate,
  TASK_QUEUE,
  THREAD_WORKFLOW,
  threadQuery,
} from '../workflows/messages.ts';
import type { Outcome } from '../workflows/outcome.ts';
import type { ThreadView } from '../workflows/thread-view.ts';
import type { threadWorkflow } from '../workflows/thread-workflow.ts';
import { unavailable } from './problem.ts';

/** An update's end: the workflow's outcome, its refusal, or no word from any worker in time. */
export type Sent =
  | { readonly state: 'applied'; readonly outcome: Outcome }
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'noAnswer' };

export interface ThreadId {
  readonly threadId: string;
  readonly tenantId: string;
}

export interface ThreadClient {
  /** Starts the thread's workflow; one that runs already is left alone. Throws a 503 when the cluster is away. */
  start(thread: ThreadId): Promise<void>;
  setGoal(thread: ThreadId, update: { requestId: string; goal: NewGoal; replace: boolean }): Promise<Sent>;
  postMessage(thread: ThreadId, update: { requestId: string; inputId: string }): Promise<Sent>;
  /** Accepted also while no worker is up. Throws a 503 when the cluster is away. */
  signal(threadId: string, command: LifecycleCommand): Promise<'sent' | 'notFound'>;
  /** What became of a request; `undefined` when nobody can tell in time (it will act all the same). */
  outcome(threadId: string, requestId: string): Promise<Outcome | undefined>;
  /** The live view; `undefined` when no worker answers in time. */
  view(threadId: string): Promise<ThreadView | undefined>;
  /** Whether the cluster answers at all. */
  isReachable(): Promise<boolean>;
}

const UPDATE_TIMEOUT_MS = 10_000;
const QUERY_TIMEOUT_MS = 3_000;

export function createThreadClient(client: Client): ThreadClient {
  const options = ({ threadId, tenantId }: ThreadId) => ({
    workflowId: threadId,
    taskQueue: TASK_QUEUE,
    args: [{ threadId, tenantId }] as [{ threadId: string; tenantId: string }],
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    // A lost server waits this long before it gives an open task to another worker.
    workflowTaskTimeout: '5 seconds' as const,
    staticSummary: `Thread ${threadId}`,
  });
  const withinMs = <T>(timeoutMs: number, call: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + timeoutMs, call);
  const query = async <T>(call: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await withinMs(QUERY_TIMEOUT_MS, call);
    } catch (error) {
      if (isNoAnswer(error)) return undefined;
      throw error;
    }
  };

  return {
    async start(thread) {
      await delivered(() =>
        withinMs(UPDATE_TIMEOUT_MS, () =>
          client.workflow.start<typeof threadWorkflow>(THREAD_WORKFLOW, options(thread)),
        ),
      );
    },
    setGoal: (thread, update) =>
      sent(() =>
        withinMs(UPDATE_TIMEOUT_MS, () =>
          client.workflow.executeUpdateWithStart(setGoalUpdate, {
            startWorkflowOperation: new WithStartWorkflowOperation<typeof threadWorkflow>(
              THREAD_WORKFLOW,
              options(thread),
            ),
            args: [update],
            updateId: update.requestId,
          }),
        ),
      ),
    postMessage: (thread, update) =>
      sent(() =>
        withinMs(UPDATE_TIMEOUT_MS, () =>
          client.workflow.executeUpdateWithStart(postMessageUpdate, {
            startWorkflowOperation: new WithStartWorkflowOperation<typeof threadWorkflow>(
              THREAD_WORKFLOW,
              options(thread),
            ),
            args: [update],
            updateId: update.requestId,
          }),
        ),
      ),
    async signal(threadId, { type, ...payload }) {
      return delivered(async () => {
        try {
          await withinMs(UPDATE_TIMEOUT_MS, () => client.workflow.getHandle(threadId).signal(type, payload));
          return 'sent';
        } catch (error) {
          if (error instanceof WorkflowNotFoundError) return 'notFound';
          throw error;
        }
      });
    },
    async outcome(threadId, requestId) {
      const outcome = await query(() => client.workflow.getHandle(threadId).query(outcomeQuery, requestId));
      return outcome ?? undefined;
    },
    view: (threadId) => query(() => client.workflow.getHandle(threadId).query(threadQuery)),
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

async function sent(update: () => Promise<Outcome>): Promise<Sent> {
  try {
    return { state: 'applied', outcome: await update() };
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
      return { state: 'refused', reason: error.cause.type ?? error.cause.message };
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isNoAnswer(error))
      return { state: 'noAnswer' };
    throw error;
  }
}

/**
 * No worker polls, the cluster is away, or the run is being renewed this very moment. The client wraps most gRPC errors
 * in a `ServiceError`.
 */
const isNoAnswer = (error: unknown): boolean =>
  isGrpcServiceError(error) ||
  (error instanceof ServiceError && isGrpcServiceError(error.cause)) ||
  error instanceof QueryNotRegisteredError ||
  error instanceof WorkflowNotFoundError;

/** For what would be lost without a trace: the caller has to hear of it, and to try again. */
async function delivered<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isNoAnswer(error)) throw unavailable('Temporal cannot be reached; repeat the request');
    throw error;
  }
}
