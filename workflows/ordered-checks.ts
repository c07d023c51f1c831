/** Runs the checks because somebody asked for it. Whatever they show, no status follows from it. */
import { patched } from '@temporalio/workflow';
import { defined } from '../objects/defined.ts';
import { runChecks } from './calls/checks-call.ts';
import { checksGivenUp, givenUpReason } from './calls/checks-failure.ts';
import { PATCH } from './calls/patches.ts';
import { runInScope } from './calls/run-in-scope.ts';
import { nextSeq, type Thread } from './calls/running-thread.ts';
import { answerChecksOrders, lapsesClaim, type OrderedRun } from './thread/checks-order.ts';
import { stopForGap } from './thread/record-gap.ts';
import { turnFailure } from './turn-failure.ts';

export async function runOrderedChecks(thread: Thread): Promise<void> {
  const { goal: current, threadId, turn } = thread.state;
  if (current === null) return;
  const goal = { goalId: current.goalId, revision: current.revision };
  let run: OrderedRun;
  try {
    const seq = nextSeq(thread);
    const { outcomes, reason } = await runInScope(thread, goal, () =>
      runChecks(thread, { threadId, turn, seq, goal, purpose: 'request' }),
    );
    run = { seq, outcomes, ...defined({ reason }) };
  } catch (error) {
    const { reason, gap } = turnFailure(error);
    if (gap !== undefined) thread.state = stopForGap(thread.state, gap, Date.now());
    const givenUp = checksGivenUp(error);
    run = { failure: givenUp === undefined ? reason : givenUpReason(givenUp) };
  }
  const mayLapse = lapsesClaim(thread.state, goal, run) && patched(PATCH.failingLooks);
  thread.state = answerChecksOrders(thread.state, goal, run, Date.now(), mayLapse);
}
