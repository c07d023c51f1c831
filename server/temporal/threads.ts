/** What the server asks of the running threads. */
import type {
  EditGoal,
  LifecycleCommand,
  PostMessage,
  SetGoal,
  SetMode,
  WithdrawMessage,
} from '../../workflows/command/command.ts';
import type { AnswerInput } from '../../workflows/thread/question/open-question.ts';
import type { Outcome } from '../../workflows/thread/state/outcome.ts';
import type { ThreadState } from '../../workflows/thread/state/thread-state.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import type { Sent } from './temporal-errors.ts';
import type { ThreadEnd } from './thread-end.ts';

export interface ThreadKey {
  readonly threadId: string;
  readonly tenantId: string;
}

export type ThreadUpdate = SetGoal | EditGoal | PostMessage | WithdrawMessage | AnswerInput | SetMode;

export interface ThreadClient {
  /**
   * Starts the thread's workflow; one that runs is left alone, and one that is over is not begun anew
   * (`ended`).
   */
  start(thread: ThreadKey): Promise<'running' | 'ended'>;
  /**
   * Starts a workflow that is over once more, from this state; one that still runs is left alone (`running`).
   */
  restart(thread: ThreadKey, state: ThreadState): Promise<'started' | 'running'>;
  /**
   * Starts the workflow first if it never ran and has no record. One that is over, or gone, refuses with
   * `archived`.
   */
  update(thread: ThreadKey, update: ThreadUpdate): Promise<Sent>;
  /** Accepted also while no worker is up. `notFound`: the workflow never ran, or is over. */
  signal(threadId: string, command: LifecycleCommand | ThreadUpdate): Promise<'sent' | 'notFound'>;
  /** What became of a request; `unknown`: it was not handled, or so long ago that it is forgotten. */
  outcome(threadId: string, requestId: string): Promise<Outcome | 'unknown' | 'noAnswer'>;
  /** The live view; `undefined` when no worker answers in time, or the workflow does not run. */
  view(threadId: string): Promise<ThreadView | undefined>;
  /** How the workflow ended, or that there is none; `undefined`: it runs, or nobody can say. */
  endOf(threadId: string): Promise<ThreadEnd | undefined>;
  /** Waits a few seconds for the end of the workflow. */
  hasEnded(threadId: string): Promise<boolean>;
  /** Has everything of the thread removed. Rejects when the cluster cannot be reached. */
  purge(threadId: string): Promise<void>;
  /** Has a worker push what the journal holds under the request; one that was begun before goes on. */
  startPush(thread: ThreadKey, requestId: string): Promise<void>;
  /** Whether the cluster answers at all. */
  isReachable(): Promise<boolean>;
  /** Whether a worker has asked for work lately; `undefined`: the cluster does not say. */
  hasWorker(): Promise<boolean | undefined>;
}
