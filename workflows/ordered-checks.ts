/** Runs the checks because somebody asked for it. Whatever they show, no status follows from it. */
import { CancellationScope, patched } from '@temporalio/workflow';
import { runChecks } from './calls/checks-call.ts';
import { checksGivenUp, givenUpReason } from './calls/checks-failure.ts';
import { PATCH } from './calls/patches.ts';
import { nextSeq, type Thread } from './calls/running-thread.ts';
import { answerChecksOrders, lapsesClaim, type OrderedRun } from './thread/checks-order.ts';
import { turnFailure } from './turn-failure.ts';

export async function runOrderedChecks(thread: Thread): Promise<void> {
  const { goal: current, threadId, turn } = thread.state;
  if (current === null) return;
  const goal = { goalId: current.goalId, revision: current.revision };
  const scope = new CancellationScope();
  thread.running = { scope, goal };
  let run: OrderedRun;
  try {
    const seq = nextSeq(thread);
    const { outcomes } = await scope.run(() =>
      runChecks(thread, { threadId, turn, seq, goal, purpose: 'request' }),
    );
    run = { seq, outcomes };
  } catch (error) {
    const { reason } = turnFailure(error);
    const givenUp = checksGivenUp(error);
    run = { failure: givenUp === undefined ? reason : givenUpReason(givenUp) };
  } finally {
    thread.running = undefined;
  }
  const mayLapse = lapsesClaim(thread.state, goal, run) && patched(PATCH.failingLooks);
  thread.state = answerChecksOrders(thread.state, goal, run, Date.now(), mayLapse);
}
