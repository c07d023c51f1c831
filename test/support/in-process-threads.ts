/** Threads without Temporal: the same pure rules, in this process, with the faults that a cluster can have. */

import type { Journal } from '../../journal/journal.ts';
import type { ServerDependencies } from '../../server/dependencies.ts';
import type { ThreadClient } from '../../server/thread-client.ts';
import { applyCommand, refusalOf } from '../../workflows/apply-command.ts';
import type { Command } from '../../workflows/command.ts';
import { decide } from '../../workflows/decide.ts';
import { findOutcome } from '../../workflows/outcome.ts';
import { initialThreadState, type ThreadState } from '../../workflows/thread-state.ts';
import { nextView, threadView } from '../../workflows/thread-view.ts';
import { NOW_MS } from './thread-states.ts';

export interface InProcessThreads extends ThreadClient {
  /** `false`: signals are taken and act, but no worker answers. */
  isWorkerUp: boolean;
  isClusterUp: boolean;
  /** The state of a thread, for a test to look at or to change. */
  readonly states: Map<string, ThreadState>;
}

export function createInProcessThreads(journal: Journal): InProcessThreads {
  const states = new Map<string, ThreadState>();
  const stateOf = (threadId: string): ThreadState =>
    states.get(threadId) ?? initialThreadState(threadId, 'default');
  /** The events go into the journal, as the next Activity of the workflow would write them. */
  const apply = async (threadId: string, command: Command) => {
    const { state, outcome } = applyCommand(stateOf(threadId), command, NOW_MS);
    await journal.append(threadId, { events: state.events });
    states.set(threadId, { ...state, events: [] });
    return outcome;
  };
  const update: (threadId: string, command: Command) => ReturnType<ThreadClient['setGoal']> = async (
    threadId,
    command,
  ) => {
    if (!threads.isWorkerUp) return { state: 'noAnswer' };
    const state = stateOf(threadId);
    const isKnown = findOutcome(state.outcomes, command.requestId) !== undefined;
    const reason = isKnown ? undefined : refusalOf(state, command);
    if (reason !== undefined) return { state: 'refused', reason };
    return { state: 'applied', outcome: await apply(threadId, command) };
  };

  const threads: InProcessThreads = {
    states,
    isWorkerUp: true,
    isClusterUp: true,
    async start({ threadId }) {
      states.set(threadId, stateOf(threadId));
    },
    setGoal: ({ threadId }, request) => update(threadId, { type: 'setGoal', ...request }),
    postMessage: ({ threadId }, request) => update(threadId, { type: 'postMessage', ...request }),
    async signal(threadId, command) {
      if (!states.has(threadId)) return 'notFound';
      await apply(threadId, command);
      return 'sent';
    },
    async outcome(threadId, requestId) {
      return threads.isWorkerUp ? findOutcome(stateOf(threadId).outcomes, requestId) : undefined;
    },
    async view(threadId) {
      if (!threads.isWorkerUp) return undefined;
      const state = stateOf(threadId);
      return threadView(state, { phase: 'idle', next: nextView(decide(state, NOW_MS)) });
    },
    isReachable: async () => threads.isClusterUp,
  };
  return threads;
}

export const serverDependencies = (journal: Journal, threads: ThreadClient): ServerDependencies => ({
  journal,
  threads,
  workspaceSources: ['shop'],
});
