/**
 * `threadWorkflow`: one thread for its whole life. Decides at every safe boundary what is next (`decide`),
 * does just that, and asks again. No rule lives here.
 */
import { CancellationScope, isCancellation, setCurrentDetails } from '@temporalio/workflow';
import { runBaseline } from './baseline.ts';
import { archive } from './calls/archive.ts';
import type { Thread } from './calls/running-thread.ts';
import { acceptMessages } from './handlers.ts';
import { runLook } from './look.ts';
import { runOrderedChecks } from './ordered-checks.ts';
import { runPlacement } from './placement.ts';
import { renew, shouldRenew } from './renew.ts';
import { rest } from './rest.ts';
import { runTurn } from './run-turn.ts';
import { createSearchAttributeUpdates } from './search-attribute-updates.ts';
import { liftUsageLimit, limitBudget } from './thread/accounting.ts';
import { decide, type Next } from './thread/decide.ts';
import { expireQuestion } from './thread/question/open-question.ts';
import type { ThreadInput } from './thread/state/thread-input.ts';
import { initialThreadState } from './thread/state/thread-state.ts';
import { endWait } from './thread/wait.ts';
import { currentDetails } from './view/current-details.ts';
import { doingView, phaseOf, threadView } from './view/thread-view.ts';

/** Ends only when the thread is archived. */
export async function threadWorkflow(input: ThreadInput): Promise<void> {
  const thread: Thread = {
    state: input.state ?? initialThreadState(input.threadId, input.tenantId),
    doing: { phase: 'idle', next: { action: 'idle', reason: 'starting' } },
    work: [],
  };
  const updateSearchAttributes = createSearchAttributeUpdates();
  const publish: Publish = (isBeginning) => {
    const view = threadView(thread.state, thread.doing, Date.now());
    setCurrentDetails(currentDetails(isBeginning ? { ...view, next: thread.doing.next } : view));
    updateSearchAttributes(view);
  };
  acceptMessages(thread, () => publish(false));
  try {
    await live(thread, publish);
  } catch (error) {
    // Cancelled with Temporal's own means: nothing is lost, the thread can be reopened.
    if (isCancellation(error)) await CancellationScope.nonCancellable(() => archive(thread));
    throw error;
  }
}

/** `isBeginning`: what is next has not begun, so that nothing can follow it yet. */
type Publish = (isBeginning: boolean) => void;

async function live(thread: Thread, publish: Publish): Promise<void> {
  for (;;) {
    if (shouldRenew()) await renew(thread);
    const next = decide(thread.state, Date.now());
    thread.doing = { phase: phaseOf(next), next: doingView(next) };
    publish(true);
    if (next.action === 'archive') return archive(thread);
    await perform(thread, next);
  }
}

async function perform(thread: Thread, next: Exclude<Next, { action: 'archive' }>): Promise<void> {
  switch (next.action) {
    case 'place':
      return runPlacement(thread);
    case 'baseline':
      return runBaseline(thread);
    case 'check':
      return runOrderedChecks(thread);
    case 'measure':
      return runLook(thread);
    case 'turn':
      return runTurn(thread, next.kind);
    case 'limitBudget':
      thread.state = limitBudget(thread.state, next.reason, Date.now());
      return;
    case 'liftUsageLimit':
      thread.state = liftUsageLimit(thread.state, Date.now());
      return;
    case 'endWait':
      thread.state = endWait(thread.state, next.reason, Date.now());
      return;
    case 'expireInput':
      thread.state = expireQuestion(thread.state, Date.now());
      return;
    case 'idle':
      return rest(thread);
    default:
      return rest(thread, next.untilMs);
  }
}
