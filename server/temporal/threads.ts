/** What the server asks of the running threads. */
import type {
  EditGoal,
  LifecycleCommand,
  PostMessage,
  SetGoal,
  SetMode,
} from '../../workflows/command/command.ts';
import type { AnswerInput } from '../../workflows/thread/question/open-question.ts';
import type { Outcome } from '../../workflows/thread/state/outcome.ts';
import type { ThreadState } from '../../workflows/thread/state/thread-state.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import type { Sent } from './temporal-errors.ts';

export interface ThreadKey {
  readonly threadId: string;
  readonly tenantId: string;
}

export type ThreadUpdate = SetGoal | EditGoal | PostMessage | AnswerInput | SetMode;

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
  /** Starts the workflow first if it never ran. One that is over refuses with `archived`. */
  update(thread: ThreadKey, update: ThreadUpdate): Promise<Sent>;
  /** Accepted also while no worker is up. `notFound`: the workflow never ran, or is over. */
  signal(threadId: string, command: LifecycleCommand): Promise<'sent' | 'notFound'>;
  /** What became of a request; `unknown`: it was not handled, or so long ago that it is forgotten. */
  outcome(threadId: string, requestId: string): Promise<Outcome | 'unknown' | 'noAnswer'>;
  /** The live view; `undefined` when no worker answers in time. */
  view(threadId: string): Promise<ThreadView | undefined>;
  /** Waits a few seconds for the end of the workflow. */
  hasEnded(threadId: string): Promise<boolean>;
  /** Whether the cluster answers at all. */
  isReachable(): Promise<boolean>;
}
