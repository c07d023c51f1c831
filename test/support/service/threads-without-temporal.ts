/**
 * Threads without Temporal: the same pure rules, in this process, with the faults that a cluster can have.
 */

import { NO_CEILING } from '../../../contracts/ceiling/budget-rule.ts';
import type { Journal } from '../../../journal/journal.ts';
import { omit } from '../../../objects/omit.ts';
import type { ServerDependencies } from '../../../server/dependencies.ts';
import { unavailable } from '../../../server/http/problem.ts';
import type { ThreadEnd } from '../../../server/temporal/thread-end.ts';
import type { ThreadClient } from '../../../server/temporal/threads.ts';
import type { Carrier } from '../../../streaming/carrier.ts';
import { createInProcessCarrier } from '../../../streaming/in-process-carrier.ts';
import { createLiveWatch } from '../../../streaming/watch.ts';
import { applyCommand } from '../../../workflows/command/apply-command.ts';
import type { Command } from '../../../workflows/command/command.ts';
import { isCommand } from '../../../workflows/command/parse-command.ts';
import { refusalOf } from '../../../workflows/command/refusal.ts';
import type { Goal } from '../../../workflows/goal/goal.ts';
import { decide } from '../../../workflows/thread/decide.ts';
import { findOutcome } from '../../../workflows/thread/state/outcome.ts';
import {
  changeGoal,
  initialThreadState,
  record,
  type ThreadState,
} from '../../../workflows/thread/state/thread-state.ts';
import { nextView, phaseOf, threadView } from '../../../workflows/view/thread-view.ts';
import { NOW_MS } from '../workflow/thread-states.ts';
import { createSchedulesWithoutTemporal } from './schedules-without-temporal.ts';

export interface ThreadsWithoutTemporal extends ThreadClient {
  /** `false`: signals are taken and act, but no worker answers. */
  isWorkerUp: boolean;
  isClusterUp: boolean;
  /**
   * `true`: a workflow that is archived has put its state away, but ends only when somebody waits for it once
   * more.
   */
  isSlowToEnd: boolean;
  /** The state of each running thread, for a test to look at or to change. */
  readonly states: Map<string, ThreadState>;
  /** Changes, as if the workflow had come there, the goal, without an event. */
  alterGoal(threadId: string, fields: Partial<Goal>): void;
  /** The same through the goal's own event, which is in the journal when this resolves. */
  changeGoal(threadId: string, fields: Partial<Goal>): Promise<void>;
  /** Has the workflow end without putting its state away. */
  lose(threadId: string, end: ThreadEnd): void;
  /** Called before each update is handled, e.g. to let another one be faster. */
  beforeUpdate: () => Promise<void>;
}

export function createThreadsWithoutTemporal(journal: Journal): ThreadsWithoutTemporal {
  const states = new Map<string, ThreadState>();
  const ended = new Set<string>();
  const lost = new Map<string, ThreadEnd>();
  const ending = new Set<string>();
  const stateOf = (threadId: string): ThreadState =>
    states.get(threadId) ?? initialThreadState(threadId, 'default');

  /** The events go into the journal, as the next Activity of the workflow would write them. */
  const apply = async (threadId: string, command: Command) => {
    const { state, outcome } = applyCommand(stateOf(threadId), asReceived(command), NOW_MS);
    states.set(threadId, { ...state, events: [] });
    await journal.append(threadId, { events: state.events });
    return outcome;
  };

  /** What `archive` of the workflow does; the running state stays as it was. */
  const putAway = async (threadId: string) => {
    const state = omit(record(stateOf(threadId), { type: 'threadArchived' }, NOW_MS), 'isArchiving');
    await journal.append(threadId, { events: state.events });
    await journal.archiveThread(threadId, { ...state, events: [] });
  };

  const withGoal = (threadId: string): { state: ThreadState; goal: Goal } => {
    const state = stateOf(threadId);
    if (state.goal === null) throw new Error('the thread has no goal');
    return { state, goal: state.goal };
  };

  const threads: ThreadsWithoutTemporal = {
    states,
    isWorkerUp: true,
    isClusterUp: true,
    isSlowToEnd: false,
    beforeUpdate: async () => {},

    alterGoal(threadId, fields) {
      const { state, goal } = withGoal(threadId);
      states.set(threadId, { ...state, goal: { ...goal, ...fields } });
    },

    async changeGoal(threadId, fields) {
      const { state, goal } = withGoal(threadId);
      const changed = changeGoal(state, { ...goal, ...fields }, 'test', 'system', NOW_MS);
      states.set(threadId, { ...changed, events: [] });
      await journal.append(threadId, { events: changed.events });
    },

    lose(threadId, end) {
      states.delete(threadId);
      lost.set(threadId, end);
    },

    endOf: async (threadId) => lost.get(threadId) ?? (ended.has(threadId) ? { how: 'archived' } : undefined),

    async start({ threadId }) {
      if (ended.has(threadId) || lost.has(threadId)) return 'ended';
      states.set(threadId, stateOf(threadId));
      return 'running';
    },

    async restart({ threadId }, state) {
      if (states.has(threadId)) return 'running';
      ended.delete(threadId);
      lost.delete(threadId);
      states.set(threadId, { ...asReceived(state), events: [] });
      await journal.append(threadId, { events: state.events });
      return 'started';
    },

    async update({ threadId }, command) {
      await threads.beforeUpdate();
      if (ended.has(threadId) || lost.has(threadId)) return { state: 'refused', reason: 'archived' };
      if (!threads.isWorkerUp) return { state: 'noAnswer' };
      if (!isCommand(asReceived(command))) return { state: 'refused', reason: 'badPayload' };
      const state = stateOf(threadId);
      const isKnown = findOutcome(state.outcomes, command.requestId) !== undefined;
      const reason = isKnown ? undefined : refusalOf(state, command, NOW_MS);
      if (reason !== undefined) return { state: 'refused', reason };
      return { state: 'applied', outcome: await apply(threadId, command) };
    },

    async signal(threadId, command) {
      if (!threads.isClusterUp) throw unavailable('Temporal cannot be reached');
      if (!states.has(threadId)) return 'notFound';
      await apply(threadId, command);
      return 'sent';
    },

    async outcome(threadId, requestId) {
      if (!threads.isWorkerUp || !states.has(threadId)) return 'noAnswer';
      return findOutcome(stateOf(threadId).outcomes, requestId) ?? 'unknown';
    },

    async view(threadId) {
      const state = states.get(threadId);
      if (!threads.isWorkerUp || state === undefined) return undefined;
      const next = decide(state, NOW_MS);
      return threadView(state, { phase: phaseOf(next), next: nextView(next) }, NOW_MS);
    },

    async hasEnded(threadId) {
      const state = states.get(threadId);
      if (state === undefined) return true;
      if (state.isArchiving === undefined || !threads.isWorkerUp) return false;
      if (!ending.has(threadId)) await putAway(threadId);
      if (threads.isSlowToEnd && !ending.has(threadId)) {
        ending.add(threadId);
        return false;
      }
      ending.delete(threadId);
      states.delete(threadId);
      ended.add(threadId);
      return true;
    },

    async purge(threadId) {
      if (!threads.isClusterUp) throw unavailable('Temporal cannot be reached');
      for (const known of [states, lost]) known.delete(threadId);
      await journal.removeRows(threadId);
      await journal.finishRemoval(threadId);
    },

    startPush: async () => {},
    isReachable: async () => threads.isClusterUp,
    hasWorker: async () => (threads.isClusterUp ? threads.isWorkerUp : undefined),
  };
  return threads;
}

/** What is left of a value on its way through Temporal. */
const asReceived = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export const serverDependencies = (
  journal: Journal,
  threads: ThreadClient,
  carrier: Carrier = createInProcessCarrier(),
  // Another machine's.
  workspaceSources: ServerDependencies['workspaceSources'] = { shop: '/nowhere/shop' },
): ServerDependencies => ({
  journal,
  threads,
  schedules: createSchedulesWithoutTemporal(),
  live: createLiveWatch(carrier),
  workspaceSources,
  budgets: NO_CEILING,
});
