/**
 * `threadWorkflow`: one thread for its whole life. Decides at every safe boundary what is next (`decide`), does just
 * that, and asks again. No rule lives here.
 */
import {
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  proxyActivities,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import { limitBudget } from './accounting.ts';
import type { Activities } from './activities.ts';
import { RECORD_OPTIONS } from './activity-options.ts';
import { runBaseline } from './baseline.ts';
import { currentDetails } from './current-details.ts';
import { decide, type Next } from './decide.ts';
import { acceptMessages } from './handlers.ts';
import { createSearchAttributeUpdates } from './search-attribute-updates.ts';
import { type Thread, withEvents } from './thread.ts';
import { initialThreadState, type ThreadState } from './thread-state.ts';
import { nextView, type Phase, threadView } from './thread-view.ts';
import { runTurn } from './turn.ts';

const { recordEvents } = proxyActivities<Activities>(RECORD_OPTIONS);

/** Renewed well before the server asks for it: replaying a long history is slow. */
const MAX_HISTORY_EVENTS = 2_000;

export interface ThreadInput {
  readonly threadId: string;
  readonly tenantId: string;
  /** Carried over continue-as-new. */
  readonly state?: ThreadState;
}

export async function threadWorkflow(input: ThreadInput): Promise<void> {
  const thread: Thread = {
    state: input.state ?? initialThreadState(input.threadId, input.tenantId),
    doing: { phase: 'idle', next: { action: 'idle', reason: 'starting' } },
  };
  const updateSearchAttributes = createSearchAttributeUpdates();
  const publish = () => {
    const view = threadView(thread.state, thread.doing);
    setCurrentDetails(currentDetails(view));
    updateSearchAttributes(view);
  };
  acceptMessages(thread, publish);

  for (;;) {
    if (shouldRenew()) await renew(thread);
    const next = decide(thread.state, Date.now());
    thread.doing = { phase: phaseOf(next), next: nextView(next) };
    publish();
    await perform(thread, next);
  }
}

async function perform(thread: Thread, next: Next): Promise<void> {
  switch (next.action) {
    case 'baseline':
      return runBaseline(thread);
    case 'turn':
      return runTurn(thread, next.kind);
    case 'limitBudget':
      thread.state = limitBudget(thread.state, next.reason, Date.now());
      return;
    default:
      return rest(thread, next.action === 'wait' ? next.untilMs - Date.now() : undefined);
  }
}

/** Waits for a change, at most `timeoutMs`. What is still in the outbox is journalled first. */
async function rest(thread: Thread, timeoutMs?: number): Promise<void> {
  const { changes, threadId, events } = thread.state;
  if (events.length > 0) {
    await withEvents(thread, (outbox) =>
      recordEvents.executeWithOptions({ summary: 'journal' }, [{ threadId, ...outbox }]),
    );
    return;
  }
  const isDisturbed = () => thread.state.changes !== changes || thread.state.events.length > 0;
  if (timeoutMs === undefined) await condition(isDisturbed);
  else await condition(isDisturbed, Math.max(1, timeoutMs), { summary: thread.doing.next.reason });
}

function shouldRenew(): boolean {
  const info = workflowInfo();
  return (
    info.historyLength > MAX_HISTORY_EVENTS ||
    info.continueAsNewSuggested ||
    info.targetWorkerDeploymentVersionChanged === true
  );
}

async function renew({ state }: Thread): Promise<never> {
  await condition(allHandlersFinished);
  const info = workflowInfo();
  const continueAsNew = makeContinueAsNewFunc<typeof threadWorkflow>(
    info.targetWorkerDeploymentVersionChanged ? { initialVersioningBehavior: 'AUTO_UPGRADE' } : {},
  );
  return continueAsNew({ threadId: state.threadId, tenantId: state.tenantId, state });
}

function phaseOf(next: Next): Phase {
  if (next.action === 'idle') return 'idle';
  return next.action === 'wait' ? 'waiting' : 'running';
}
